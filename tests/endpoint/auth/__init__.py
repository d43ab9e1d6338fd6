"""Tests of the endpoint's signatures, callers and origins."""
