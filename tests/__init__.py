"""Tests, in the same rooms as `simulator`."""
