"""The page in a real browser, and the interface to Python behind it."""
