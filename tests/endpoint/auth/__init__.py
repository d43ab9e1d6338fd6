"""Tests of the endpoint's auth."""
