"""The site: what MkDocs is given, and what is done to the folder that it wrote."""
