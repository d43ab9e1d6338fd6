"""What makes Python start sooner in the browser. Each trick can be switched off alone."""
