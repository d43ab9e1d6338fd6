"""Roles: what they are, whom their trust policies let in, and who may assume them."""
