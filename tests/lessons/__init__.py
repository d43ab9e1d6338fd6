"""Tests of the lessons, which are proved by playing them."""
