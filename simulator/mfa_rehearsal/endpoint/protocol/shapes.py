r"""The shapes of botocore's service models, converted once when the endpoint starts.

Rule: no name, limit or pattern is typed here by hand. botocore's own shapes are made for clients
and slow to query; these have the same facts. Patterns are Java's: `\w` means ASCII, and `\p{L}`
needs `regex` instead of `re`.
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
        type_name: botocore's: structure, list, map, string, integer, blob and so on.
        members: of a structure, by name.
        required: members that a structure must have.
        item: shape of a list's items or a map's values.
        minimum: shortest length, or smallest number.
        maximum: greatest length, or largest number.
        pattern: what a whole string must match.
        enum: the strings that are allowed, if not all are.
    """

    type_name: str
    members: Mapping[str, "Shape"] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    item: "Shape | None" = None
    minimum: int | None = None
    maximum: int | None = None
    pattern: "regex.Pattern[str] | None" = None
    enum: tuple[str, ...] = ()


EMPTY_STRUCTURE = Shape("structure")


def convert_shape(shape: BotocoreShape | None) -> Shape:
    """Return botocore's shape as one of ours, including all shapes inside it."""
    if shape is None:
        return EMPTY_STRUCTURE
    if isinstance(shape, StructureShape):
        members = {name: convert_shape(member) for name, member in shape.members.items()}
        return Shape("structure", members, frozenset(shape.required_members))
    if isinstance(shape, ListShape):
        return _with_limits(shape, convert_shape(shape.member))
    return _with_limits(shape, convert_shape(shape.value) if isinstance(shape, MapShape) else None)


def _with_limits(shape: BotocoreShape, item: Shape | None) -> Shape:
    metadata = shape.metadata
    pattern = _compiled(metadata["pattern"]) if "pattern" in metadata else None
    return Shape(
        shape.type_name,
        item=item,
        minimum=metadata.get("min"),
        maximum=metadata.get("max"),
        pattern=pattern,
        enum=tuple(metadata.get("enum", ())),
    )


def _compiled(pattern: str) -> "regex.Pattern[str]":
    flags = 0 if r"\p" in pattern else regex.ASCII
    return regex.compile(pattern, flags)
