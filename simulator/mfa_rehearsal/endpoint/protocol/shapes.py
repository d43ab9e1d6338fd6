r"""What a value may look like, read from botocore's service model when the endpoint starts.

Rule: no name, limit or pattern is typed here by hand. botocore's own shapes are made for clients
and slow to ask; these are the same facts, asked once. Patterns are Java's: `\w` means ASCII, and
`\p{L}` is why `regex` is used and not `re`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex
from botocore.model import ListShape, MapShape, StructureShape
from botocore.model import Shape as BotocoreShape


@dataclass(frozen=True)
class Shape:
    """A value's type and limits.

    Args:
        kind: botocore's name for it: structure, list, map, string, integer, blob and so on.
        members: of a structure, by name.
        required: members that a structure must have.
        item: what a list holds, or a map's values are.
        low: least length, or least number.
        high: greatest length, or greatest number.
        pattern: what a text must match from end to end.
        choices: what a text must be one of.
    """

    kind: str
    members: Mapping[str, "Shape"] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    item: "Shape | None" = None
    low: int | None = None
    high: int | None = None
    pattern: "regex.Pattern[str] | None" = None
    choices: tuple[str, ...] = ()


NOTHING = Shape("structure")


def read_shape(shape: BotocoreShape | None) -> Shape:
    """Return a shape of botocore's as one of ours, with all that it holds."""
    if shape is None:
        return NOTHING
    if isinstance(shape, StructureShape):
        members = {name: read_shape(member) for name, member in shape.members.items()}
        return Shape("structure", members, frozenset(shape.required_members))
    if isinstance(shape, ListShape):
        return _with_limits(shape, read_shape(shape.member))
    return _with_limits(shape, read_shape(shape.value) if isinstance(shape, MapShape) else None)


def _with_limits(shape: BotocoreShape, item: Shape | None) -> Shape:
    facts = shape.metadata
    choices = tuple(facts.get("enum", ()))
    pattern = _compiled(facts["pattern"]) if "pattern" in facts else None
    return Shape(
        shape.type_name,
        item=item,
        low=facts.get("min"),
        high=facts.get("max"),
        pattern=pattern,
        choices=choices,
    )


def _compiled(pattern: str) -> "regex.Pattern[str]":
    flags = 0 if r"\p" in pattern else regex.ASCII
    return regex.compile(pattern, flags)
