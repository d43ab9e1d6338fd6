"""The guide's pictures, taken from the simulator."""
