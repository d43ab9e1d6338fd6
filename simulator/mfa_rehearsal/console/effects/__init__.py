"""What each action does, beyond leading to another screen."""
