"""Real clients, each as a user would run it."""
