"""The commands of an installed package."""
