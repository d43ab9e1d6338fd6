"""Parse a form's fields into an operation's parameters.

Rule: only what cannot be parsed is refused here (`MalformedInput`); `validation` checks the values.
Fields that the operation does not take are ignored, as AWS does. A gap in a list is None; a list
that skips more than ten indices is refused before it costs memory.

Source: recorded answers to odd numbers and list indices, observed (radkawar/stackd).
"""

import re
from collections.abc import Mapping
from typing import Any

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.shapes import Shape

Form = Mapping[str, str]

BOOLEANS: Mapping[str, bool] = {"true": True, "false": False}
INTEGER = re.compile(r"[+-]?[0-9]+")
INTEGER_LIMIT = 2**31
MAX_SKIPPED = 10


def query_parameters(shape: Shape, form: Form, prefix: str = "") -> dict[str, Any]:
    """Return the members of a structure that are in the form.

    Raises:
        ServiceError: MalformedInput.
    """
    found = {name: _value(member, form, prefix + name) for name, member in shape.members.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(shape: Shape, form: Form, key: str) -> Any:
    if shape.type_name == "string":
        return form.get(key)
    if shape.type_name == "boolean":
        return _boolean(form[key], key) if key in form else None
    if shape.type_name == "integer":
        return _integer(form[key], key) if key in form else None
    if shape.item is not None:
        return _items(shape.item, form, key)
    return query_parameters(shape, form, f"{key}.") or None


def _boolean(value: str, key: str) -> bool:
    if value.lower() not in BOOLEANS:
        raise errors.malformed_input(f"{key} is neither true nor false")
    return BOOLEANS[value.lower()]


def _integer(value: str, key: str) -> int:
    if INTEGER.fullmatch(value) and len(value) < 20:
        number = int(value)
        if -INTEGER_LIMIT <= number < INTEGER_LIMIT:
            return number
    raise errors.malformed_input(f"{key} is not a whole number")


def _items(item: Shape, form: Form, key: str) -> list[Any] | None:
    start = f"{key}.member."
    indices = {_index(name[len(start) :].split(".")[0]) for name in form if name.startswith(start)}
    if not indices:
        return [] if key in form else None
    last = 0
    for index in sorted(indices):
        skipped = index - last - 1
        if skipped > MAX_SKIPPED:
            message = f"Excessively sparse input would skip {skipped} list elements"
            raise errors.malformed_input(message)
        last = index
    return [_value(item, form, f"{start}{index}") for index in range(1, last + 1)]


def _index(text: str) -> int:
    if text.startswith("-"):
        raise errors.malformed_input(f"Key {text} may not have a leading '-'")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise errors.malformed_input("Start of list found where not expected")
    if int(text) == 0:
        raise errors.malformed_input("0 is not a valid index")
    return int(text)
