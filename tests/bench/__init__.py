"""The benchmarks of `make bench`: the endpoint, the simulator and the guide, beside their peers."""
