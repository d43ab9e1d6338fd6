"""Mutation tests: break the package line by line and check that a test fails."""
