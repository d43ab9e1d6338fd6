"""Goals: questions about a world and about what has happened in it."""
