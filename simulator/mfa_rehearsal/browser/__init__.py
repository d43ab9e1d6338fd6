"""The reader's machine: the only room that knows a browser."""
