"""What each action does, besides opening another screen."""
