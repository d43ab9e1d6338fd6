"""Tests of the fake console."""
