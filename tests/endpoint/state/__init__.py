"""Tests of the endpoint's state."""
