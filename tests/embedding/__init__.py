"""The built simulator in other sites."""
