"""Record in a browser what a play of every lesson needs."""
