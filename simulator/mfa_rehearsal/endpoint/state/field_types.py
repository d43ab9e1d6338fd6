"""Check that a value matches a type, down to the last field of a dataclass.

Rule: only the types of the account's values are supported. Times and time steps must be valid
dates, and text must be valid Unicode: arithmetic on anything else, or a response with it, fails
where nobody expects it.
"""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from mfa_rehearsal.clock import PERIOD_S, TimeStep, UnixSeconds

SURROGATE = re.compile(f"[{chr(0xD800)}-{chr(0xDBFF + 0x400)}]")
"""Half of a character in UTF-16, which no valid text contains and UTF-8 cannot encode."""

LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""

RANGES: Mapping[Any, range] = {
    UnixSeconds: range(LAST_SECOND + 1),
    TimeStep: range(LAST_SECOND // PERIOD_S + 1),
    int: range(-(2**53), 2**53),
}
"""The valid numbers of each type."""

POINT = tuple[int, int]
"""A public key, whose numbers are larger; `records` checks that it is on its curve."""


def has_type(value: object, kind: Any) -> bool:
    """Return whether a value and everything in it is of a type."""
    if kind in RANGES:
        return type(value) is int and value in RANGES[kind]
    if kind is str:
        return isinstance(value, str) and not SURROGATE.search(value)
    if isinstance(kind, type) and is_dataclass(kind):
        return isinstance(value, kind) and all(
            has_type(getattr(value, name), each) for name, each in _fields(kind)
        )
    if kind == POINT:
        return isinstance(value, tuple) and [type(each) for each in value] == [int, int]
    outer, inner = get_origin(kind), get_args(kind)
    if outer is Literal:
        return value in inner
    if outer in (Union, UnionType):
        return any(has_type(value, each) for each in inner)
    if outer in (tuple, frozenset):
        return isinstance(value, outer) and all(has_type(each, inner[0]) for each in value)
    return isinstance(value, outer or kind)


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(kind).items())
