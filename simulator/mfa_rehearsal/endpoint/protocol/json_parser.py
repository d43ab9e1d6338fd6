"""A JSON object as an operation's parameters.

Rule: as with forms, only what cannot be read is refused here; what is read but not allowed is for
`limits`. Members that the operation does not take are ignored, and null is the same as none.
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.shapes import Shape

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "structure": dict,
    "list": list,
    "string": str,
    "integer": int,
    "timestamp": (int, float),
}
"""What JSON has for each kind of value that the operations here take."""

TIMES = -62_135_596_800, 253_402_300_799
"""The first and the last second that a date can name, of the years 1 and 9999."""


def json_object(body: bytes) -> Mapping[str, Any]:
    """Return the object that a body holds; an empty body holds an empty one.

    Raises:
        ServiceError: SerializationException.
    """
    try:
        value = json.loads(body or b"{}", parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise errors.cannot_be_read() from None
    _check("structure", value)
    return dict(value)


def json_parameters(shape: Shape, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a structure that the object has.

    Raises:
        ServiceError: SerializationException.
    """
    return {
        name: _value(member, values[name])
        for name, member in shape.members.items()
        if values.get(name) is not None
    }


def _value(shape: Shape, value: Any) -> Any:
    _check(shape.kind, value)
    if shape.kind == "timestamp" and not TIMES[0] <= value <= TIMES[1]:
        raise errors.cannot_be_read()
    if shape.kind == "structure":
        return json_parameters(shape, value)
    if shape.item is not None:
        return [_value(shape.item, each) for each in value]
    return value


def _no_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(name)


def _check(kind: str, value: Any) -> None:
    if not isinstance(value, TYPES[kind]) or isinstance(value, bool):
        raise errors.cannot_be_read()
