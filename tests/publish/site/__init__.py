"""Tests of publish/site."""
