"""The commands of an installed package: serve, endpoint, export, package, check."""
