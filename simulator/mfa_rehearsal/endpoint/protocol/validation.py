"""Whether parameters keep to the limits of the service model.

Rule: the limits are the model's; only AWS's way of saying so is ours to write. All violations are
told at once; a name or a path with characters it may not have is told alone, in its own words.

Source: ValidationError messages, recorded (radkawar/stackd, 2026) or reported.
"""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.shapes import Shape

NAME_RULE = "It must contain only alphanumeric characters and/or the following: +=,.@_-"
PATH_RULE = (
    "It must begin and end with / and contain only alphanumeric characters and/or / characters."
)
SPELT_OUT: Mapping[str, str] = {
    "userName": NAME_RULE,
    "virtualMFADeviceName": NAME_RULE,
    "path": PATH_RULE,
}
"""What AWS says of these instead of quoting their patterns."""


def check(shape: Shape, values: Mapping[str, Any], codes: Container[str] = ()) -> None:
    """Let parameters pass that the model allows.

    Args:
        shape: what the model allows.
        values: the parameters.
        codes: error codes of the operation, among which a parameter may have its own.

    Raises:
        ServiceError: ValidationError, or the parameter's own, such as InvalidMaxResultsException.
    """
    violations = list(_structure(shape, values, ""))
    if violations:
        raise errors.not_valid(violations, _code(shape, values, codes))
    for name, value in values.items():
        rule = SPELT_OUT.get(_label(name))
        if rule and not _matches(shape.members[name], value):
            raise errors.not_allowed_characters(_label(name), rule)


def _code(shape: Shape, values: Mapping[str, Any], codes: Container[str]) -> str:
    own = {name: f"Invalid{name}Exception" for name in values}
    wrong = (name for name in own if any(_value(shape.members[name], values[name], "")))
    return next((own[name] for name in wrong if own[name] in codes), "ValidationError")


def _structure(shape: Shape, values: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for name, member in shape.members.items():
        if name in values:
            yield from _value(member, values[name], prefix + _label(name))
        elif name in shape.required:
            yield _violation(prefix + _label(name), "not be null")


def _value(shape: Shape, value: Any, label: str) -> Iterator[str]:
    if value is None:
        yield _violation(label, "not be null")
    elif shape.kind == "structure":
        yield from _structure(shape, value, f"{label}.")
    elif shape.kind == "list" and shape.item is not None:
        yield from _size(shape, len(value), label, "length")
        for place, item in enumerate(value, 1):
            yield from _value(shape.item, item, f"{label}.{place}.member")
    elif shape.kind in ("integer", "timestamp"):
        yield from _size(shape, value, label, "value")
    else:
        yield from _text(shape, value, label)


def _text(shape: Shape, value: str, label: str) -> Iterator[str]:
    if value or label not in SPELT_OUT:
        yield from _size(shape, len(value), label, "length")
    if shape.pattern and label not in SPELT_OUT and not _matches(shape, value):
        yield _violation(label, f"satisfy regular expression pattern: {shape.pattern.pattern}")
    if shape.choices and value not in shape.choices:
        yield _violation(label, f"satisfy enum value set: [{', '.join(shape.choices)}]")


def _size(shape: Shape, size: int, label: str, what: str) -> Iterator[str]:
    if shape.high is not None and size > shape.high:
        yield _violation(label, f"have {what} less than or equal to {shape.high}")
    if shape.low is not None and size < shape.low:
        yield _violation(label, f"have {what} greater than or equal to {shape.low}")


def _matches(shape: Shape, value: str) -> bool:
    return shape.pattern is None or shape.pattern.fullmatch(value) is not None


def _violation(label: str, constraint: str) -> str:
    return f"Value at '{label}' failed to satisfy constraint: Member must {constraint}"


def _label(name: str) -> str:
    return name[0].lower() + name[1:]
