"""The page in a real browser, and the one door to Python behind it."""
