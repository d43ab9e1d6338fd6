"""An action as plain data, and back: by its name and its fields."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mfa_rehearsal.console.actions import door, handset, passing, window
from mfa_rehearsal.console.actions.action import Action

ACTIONS: dict[str, type[Action]] = {
    name: kind
    for part in (passing, door, window, handset)
    for name, kind in vars(part).items()
    if isinstance(kind, type) and issubclass(kind, Action) and kind is not Action
}
"""All actions by their names."""


def read_action(name: str, sent: Mapping[str, str]) -> Action:
    """Make an action from its name and the fields that a control sent.

    Args:
        name: the name of an action, such as "SubmitCodes".
        sent: field names and values; what the action does not know is dropped.

    Raises:
        KeyError: there is no such action.
        TypeError: a field is missing.
    """
    kind = ACTIONS[name]
    known = {field.name: field.type for field in fields(kind)}
    values: dict[str, Any] = {k: _cast(known[k], value) for k, value in sent.items() if k in known}
    return kind(**values)


def write_action(action: Action) -> dict[str, str | int]:
    """Return an action as plain data: its name under "action", its fields, and if it was shown."""
    names = (field.name for field in fields(action))
    values = {name: getattr(action, name) for name in names if name != "shown" or action.shown}
    return {"action": type(action).__name__, **values}


def _cast(kind: object, value: str) -> str | int | bool:
    if kind is bool:
        return value == str(True)
    return int(value) if kind is int else value
