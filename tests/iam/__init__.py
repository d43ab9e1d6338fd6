"""Tests of the fake AWS account."""
