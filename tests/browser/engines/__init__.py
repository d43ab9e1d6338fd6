"""The system's browsers, each driven over its own protocol, and one walk for all of them."""
