"""Browsers of the system, each driven by its own protocol, and one walk for all of them."""
