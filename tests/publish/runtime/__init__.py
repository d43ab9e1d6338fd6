"""Tests of publish/runtime."""
