"""The build machine: bundle, pages, pictures, MkDocs. Only this room writes files."""
