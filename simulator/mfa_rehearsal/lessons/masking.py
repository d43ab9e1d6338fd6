"""What is left of the names and keys that a reader gave to the phone: nothing that may be real.

Rule: a key that this run's console showed is no secret. Any other is replaced by one of ours that
the phone takes or refuses as it did the first, so that the run plays again in the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.errors import Refusal

FORGOTTEN_NAME = "Typed entry"
FORGOTTEN_KEY = "A" * 64
FORGOTTEN_TEXT = f"otpauth://totp/{FORGOTTEN_NAME.replace(' ', '%20')}?secret={FORGOTTEN_KEY}"
"""What is kept in the place of a name, a key and a code that may be real."""

TYPED_TEXTS = ("account_name", "secret_key", "text", "saved")
"""Fields that may hold a real name or key."""


SHORTEST_MASKED = 6
"""Shorter texts are no keys, and may be words of the traceback itself."""


def forgotten(action: Action, shown: frozenset[str]) -> Action:
    """Return an action without a name or a key that may be real.

    Args:
        shown: secret keys that this run's console has made.
    """
    if not isinstance(action, a.Scan | a.AddByHand):
        return action
    secret = _secret_of(action)
    if isinstance(action, a.Scan):
        return action if secret in shown else replace(action, text=FORGOTTEN_TEXT if secret else "")
    if not secret:
        return replace(action, account_name="", secret_key="")
    key = secret if secret in shown else FORGOTTEN_KEY
    return replace(action, account_name=FORGOTTEN_NAME, secret_key=key)


def _secret_of(action: a.Scan | a.AddByHand) -> str:
    """Return the key of the entry that the phone makes of it, or "" where it refuses."""
    phone, now = authenticator.Phone(), UnixSeconds(0)
    try:
        if isinstance(action, a.Scan):
            after = authenticator.scan(phone, action.text, now)
        else:
            after = authenticator.add_by_hand(phone, action.account_name, action.secret_key, now)
    except Refusal:
        return ""
    return after.entries[0].secret


def masked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an action's fields as they may stand in a report: keys and names by their length."""
    return {
        name: _mask(str(value)) if name in TYPED_TEXTS and value else value
        for name, value in fields.items()
    }


def masked_in(text: str, actions: Iterable[Mapping[str, Any]]) -> str:
    """Return a text, such as a traceback, in which no name or key of these actions stands."""
    typed = {str(fields.get(name, "")) for fields in actions for name in TYPED_TEXTS}
    long = (value for value in typed if len(value) >= SHORTEST_MASKED)
    for value in sorted(long, key=len, reverse=True):
        for written in (value, repr(value)[1:-1]):
            text = text.replace(written, _mask(value))
    return text


def _mask(value: str) -> str:
    return f"({len(value)} characters)"
