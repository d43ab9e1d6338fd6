"""Solutions: the actions that reach a goal from wherever the reader is."""
