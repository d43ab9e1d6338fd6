"""Tricks that make Python start faster in the browser. Each can be switched off separately."""
