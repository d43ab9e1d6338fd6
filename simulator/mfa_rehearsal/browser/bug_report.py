"""What the page shows about a bug: the traceback and the actions that led to it.

Rule: a report may be pasted anywhere, so names, keys and other typed text in it are masked.
"""

import json
import traceback

from mfa_rehearsal.console import write_action
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.lessons.masking import masked, masked_in


def bug_report(run: Run | None, message: str) -> dict[str, object]:
    """Return the report of the exception being handled.

    Args:
        run: the reader's run before the message, if there is one.
        message: the page's message, as JSON.
    """
    actions = [write_action(action) for action in run.actions] if run else []
    failed = masked_in(traceback.format_exc(), [*actions, _fields_of(message)])
    return {"failed": failed, "actions": [*map(masked, actions), masked_message(message)]}


def masked_message(message: str) -> object:
    """Return a message for a report, with what the reader typed masked."""
    try:
        return {**json.loads(message), "fields": masked(_fields_of(message))}
    except (TypeError, ValueError):
        return f"a message of {len(message)} characters that can't be read"


def _fields_of(message: str) -> dict[str, str]:
    """Return the fields of a message, or an empty dictionary if it has none."""
    try:
        return texts(json.loads(message)["fields"])
    except (KeyError, TypeError, ValueError):
        return {}


def texts(fields: object) -> dict[str, str]:
    """Return the fields of a message as text.

    Raises:
        TypeError: they are not names and values.
    """
    if not isinstance(fields, dict):
        raise TypeError(f"fields are names and values, not a {type(fields).__name__}")
    return {str(name): str(value) for name, value in fields.items()}
