"""What is taught, proved by playing it."""
