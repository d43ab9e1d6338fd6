"""What all actions are."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Action:
    """One thing that is done.

    Args:
        shown: whether the coach did it for the reader, who asked to be shown.
    """

    shown: bool = field(default=False, kw_only=True)
