"""Parse a JSON object into an operation's parameters.

Rule: as with forms, only what cannot be parsed is refused here; `validation` checks the values.
Members that the operation does not take are ignored, and null counts as missing.
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.shapes import Shape

PYTHON_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "structure": dict,
    "list": list,
    "string": str,
    "integer": int,
    "timestamp": (int, float),
}
"""What JSON values become in Python, by the type name of a shape that the operations here use."""

TIMESTAMPS = -62_135_596_800, 253_402_300_799
"""The first and last second that a date can have: the start of year 1 and the end of year 9999."""


def json_object(body: bytes) -> Mapping[str, Any]:
    """Return the JSON object in a body; an empty body is an empty object.

    Raises:
        ServiceError: SerializationException.
    """
    try:
        value = json.loads(body or b"{}", parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise errors.malformed_json() from None
    _check_type("structure", value)
    return dict(value)


def json_parameters(shape: Shape, members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a structure that are in the object.

    Raises:
        ServiceError: SerializationException.
    """
    return {
        name: _value(member, members[name])
        for name, member in shape.members.items()
        if members.get(name) is not None
    }


def _value(shape: Shape, value: Any) -> Any:
    _check_type(shape.type_name, value)
    if shape.type_name == "timestamp" and not TIMESTAMPS[0] <= value <= TIMESTAMPS[1]:
        raise errors.malformed_json()
    if shape.type_name == "structure":
        return json_parameters(shape, value)
    if shape.item is not None:
        return [_value(shape.item, each) for each in value]
    return value


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python accepts and JSON does not have."""
    raise ValueError(name)


def _check_type(type_name: str, value: Any) -> None:
    if not isinstance(value, PYTHON_TYPES[type_name]) or isinstance(value, bool):
        raise errors.malformed_json()
