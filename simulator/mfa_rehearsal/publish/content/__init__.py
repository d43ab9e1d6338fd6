"""What is read from the Markdown or drawn into it: the coach's text, pictures, figures."""
