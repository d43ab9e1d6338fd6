"""Where the answers to questions about a world change."""
