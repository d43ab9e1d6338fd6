"""The fake console, press by press."""
