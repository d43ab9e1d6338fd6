"""How fast the endpoint is, beside moto_server: `make bench`. No test; it asserts nothing."""
