"""The build: bundle, pages, pictures, MkDocs. Only this room writes files."""
