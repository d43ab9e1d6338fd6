"""The fake AWS account, rule by rule."""
