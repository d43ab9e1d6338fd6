"""Tests of the build machine."""
