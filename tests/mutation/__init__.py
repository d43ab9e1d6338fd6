"""What breaks the package on purpose, line by line, to see whether a test notices."""
