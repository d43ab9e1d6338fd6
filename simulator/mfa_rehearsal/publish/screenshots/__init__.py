"""The guide's pictures, taken in the simulator."""
