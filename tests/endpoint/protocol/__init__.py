"""Tests of the endpoint's protocols."""
