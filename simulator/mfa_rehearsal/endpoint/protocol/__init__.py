"""Parse requests and serialize responses: AWS's Query and JSON protocols."""
