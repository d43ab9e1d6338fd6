"""What all actions are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One thing that a person does."""
