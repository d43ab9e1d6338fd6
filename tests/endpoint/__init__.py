"""The IAM Query API, over real sockets."""
