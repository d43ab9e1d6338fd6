"""Tests of publish/runtime/startup."""
