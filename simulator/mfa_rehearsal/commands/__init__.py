"""The commands of an installed package: serve, endpoint, export, check."""
