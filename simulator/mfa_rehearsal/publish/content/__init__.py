"""Text read from the guide's Markdown, and pictures and figures added to it."""
