"""A form's fields as an operation's parameters.

Rule: only what cannot be read is refused here (`MalformedInput`); what is read but not allowed is
for `limits`. Fields that the operation does not take are ignored, as AWS does. A gap in a list is
None; a list that skips more than ten places is refused before it costs memory.

Source: recorded answers to odd numbers and list indices, observed (radkawar/stackd).
"""

import re
from collections.abc import Mapping
from typing import Any

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.shapes import Shape

Form = Mapping[str, str]

INTEGER = re.compile(r"[+-]?[0-9]+")
INTEGER_LIMIT = 2**31
SKIPPED_AT_MOST = 10


def parameters(shape: Shape, form: Form, prefix: str = "") -> dict[str, Any]:
    """Return the members of a structure that the form has."""
    found = {name: _value(member, form, prefix + name) for name, member in shape.members.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(shape: Shape, form: Form, key: str) -> Any:
    if shape.kind == "string":
        return form.get(key)
    if shape.kind == "integer":
        return _integer(form[key], key) if key in form else None
    if shape.item is not None:
        return _items(shape.item, form, key)
    return parameters(shape, form, f"{key}.") or None


def _integer(value: str, key: str) -> int:
    if INTEGER.fullmatch(value) and len(value) < 20:
        number = int(value)
        if -INTEGER_LIMIT <= number < INTEGER_LIMIT:
            return number
    raise errors.malformed(f"{key} is not a whole number")


def _items(item: Shape, form: Form, key: str) -> list[Any] | None:
    start = f"{key}.member."
    indices = {_index(name[len(start) :].split(".")[0]) for name in form if name.startswith(start)}
    if not indices:
        return [] if key in form else None
    last = 0
    for index in sorted(indices):
        if index - last - 1 > SKIPPED_AT_MOST:
            skipped = index - last - 1
            raise errors.malformed(f"Excessively sparse input would skip {skipped} list elements")
        last = index
    return [_value(item, form, f"{start}{index}") for index in range(1, last + 1)]


def _index(text: str) -> int:
    if text.startswith("-"):
        raise errors.malformed(f"Key {text} may not have a leading '-'")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise errors.malformed("Start of list found where not expected")
    if int(text) == 0:
        raise errors.malformed("0 is not a valid index")
    return int(text)
