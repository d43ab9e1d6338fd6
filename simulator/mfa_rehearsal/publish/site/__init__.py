"""The site: the files that MkDocs gets, and the additions to the folder that it writes."""
