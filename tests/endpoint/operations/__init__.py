"""Tests of the endpoint's operations."""
