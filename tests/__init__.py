"""The tests mirror the rooms of `simulator`."""
