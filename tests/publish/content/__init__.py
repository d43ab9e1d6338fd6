"""Tests of publish/content."""
