"""Check parameters against the limits of the service model.

Rule: the limits are the model's; only AWS's messages are written here. All violations are reported
at once. A name or path with invalid characters is reported alone, in AWS's own words for it.

Source: ValidationError messages, recorded (radkawar/stackd, 2026) or reported.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.shapes import Shape

NAME_RULE = "It must contain only alphanumeric characters and/or the following: +=,.@_-"
PATH_RULE = (
    "It must begin and end with / and contain only alphanumeric characters and/or / characters."
)
CHARACTER_RULES: Mapping[str, str] = {
    "userName": NAME_RULE,
    "virtualMFADeviceName": NAME_RULE,
    "path": PATH_RULE,
    "roleName": NAME_RULE,
}
"""What AWS says about these instead of quoting their patterns."""


def validate_parameters(
    shape: Shape, parameters: Mapping[str, Any], codes: Container[str] = ()
) -> None:
    """Check that the model allows the parameters.

    Args:
        shape: what the model allows.
        parameters: by name.
        codes: the operation's error codes; a parameter may have its own among them.

    Raises:
        ServiceError: ValidationError, or the parameter's own, such as InvalidMaxResultsException.
    """
    violations = list(_structure(shape, parameters, ""))
    if violations:
        raise errors.validation_error(violations, _error_code(shape, parameters, codes))
    for name, value in parameters.items():
        rule = CHARACTER_RULES.get(_label(name))
        if rule and not _matches(shape.members[name], value):
            raise errors.invalid_characters(_label(name), rule)


def _error_code(shape: Shape, parameters: Mapping[str, Any], codes: Container[str]) -> str:
    own = {name: f"Invalid{name}Exception" for name in parameters}
    invalid = (name for name in own if any(_value(shape.members[name], parameters[name], "")))
    return next((own[name] for name in invalid if own[name] in codes), "ValidationError")


def _structure(shape: Shape, values: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for name, member in shape.members.items():
        if name in values:
            yield from _value(member, values[name], prefix + _label(name))
        elif name in shape.required:
            yield _violation(prefix + _label(name), "not be null")


def _value(shape: Shape, value: Any, label: str) -> Iterator[str]:
    if value is None:
        yield _violation(label, "not be null")
    elif shape.type_name == "structure":
        yield from _structure(shape, value, f"{label}.")
    elif shape.type_name == "list" and shape.item is not None:
        yield from _range(shape, len(value), label, "length")
        yield from _items(shape.item, value, label)
    elif shape.type_name in ("integer", "timestamp"):
        yield from _range(shape, value, label, "value")
    elif shape.type_name == "string":
        yield from _string(shape, value, label)


def _items(shape: Shape, items: Sequence[Any], label: str) -> Iterator[str]:
    """Yield the violations in a list; for plain items, AWS names only the list and every rule."""
    if shape.type_name == "structure":
        for index, item in enumerate(items, 1):
            yield from _value(shape, item, f"{label}.{index}.member")
    elif any(violation for item in items for violation in _value(shape, item, label)):
        yield _violation(label, f"satisfy constraint: [{', '.join(_rules(shape))}]")


def _rules(shape: Shape) -> Iterator[str]:
    if shape.maximum is not None:
        yield f"Member must have length less than or equal to {shape.maximum}"
    if shape.minimum is not None:
        yield f"Member must have length greater than or equal to {shape.minimum}"
    if shape.pattern is not None:
        yield f"Member must satisfy regular expression pattern: {shape.pattern.pattern}"
    if shape.enum:
        yield f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"
    yield "Member must not be null"


def _string(shape: Shape, value: str, label: str) -> Iterator[str]:
    if value or label not in CHARACTER_RULES:
        yield from _range(shape, len(value), label, "length")
    if shape.pattern and label not in CHARACTER_RULES and not _matches(shape, value):
        yield _violation(label, f"satisfy regular expression pattern: {shape.pattern.pattern}")
    if shape.enum and value not in shape.enum:
        yield _violation(label, f"satisfy enum value set: [{', '.join(shape.enum)}]")


def _range(shape: Shape, size: int, label: str, what: str) -> Iterator[str]:
    if shape.maximum is not None and size > shape.maximum:
        yield _violation(label, f"have {what} less than or equal to {shape.maximum}")
    if shape.minimum is not None and size < shape.minimum:
        yield _violation(label, f"have {what} greater than or equal to {shape.minimum}")


def _matches(shape: Shape, value: str) -> bool:
    return shape.pattern is None or shape.pattern.fullmatch(value) is not None


def _violation(label: str, constraint: str) -> str:
    return f"Value at '{label}' failed to satisfy constraint: Member must {constraint}"


@lru_cache(maxsize=256)
def _label(name: str) -> str:
    """Return a member's name as AWS's messages write it."""
    return name[0].lower() + name[1:]
