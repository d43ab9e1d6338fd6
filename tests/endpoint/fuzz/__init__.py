"""Valid requests, and random changes that make them invalid, sent over a socket."""
