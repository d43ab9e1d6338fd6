"""Tests of the endpoint's protocol."""
