"""Tests of the endpoint, over real sockets."""
