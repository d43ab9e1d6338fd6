"""Requests that are right, made wrong in every way that a seed can think of, over the socket."""
