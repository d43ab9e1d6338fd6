"""What the reader sees, as HTML."""
