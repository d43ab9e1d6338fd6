"""Tests of the solutions, module by module."""
