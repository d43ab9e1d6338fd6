"""The phone, rule by rule."""
