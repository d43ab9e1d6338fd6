"""The simulator in the reader's browser: no other package knows about browsers."""
