"""Masks for the names and keys that a reader gave the phone, because they may be real.

Rule: a key that this run's console showed is no secret, nor is a passkey request's QR code. Any
other key is replaced by one of ours that the phone accepts or refuses like the original, so that
the run plays again in the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mfa_rehearsal import authenticator
from mfa_rehearsal.authenticator.hybrid import is_qr_text
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.errors import Refusal

REDACTED_NAME = "Typed entry"
REDACTED_KEY = "A" * 64
REDACTED_TEXT = f"otpauth://totp/{REDACTED_NAME.replace(' ', '%20')}?secret={REDACTED_KEY}"
"""What replaces a name, a key and a QR code's text that may be real."""

TYPED_TEXTS = ("account_name", "secret_key", "text", "saved")
"""Fields that may hold a real name or key."""


MIN_MASKED_LENGTH = 6
"""Shorter texts are not keys, and may be words of the traceback itself."""


def redacted(action: Action, shown: frozenset[str]) -> Action:
    """Return an action without names or keys that may be real.

    Args:
        shown: secret keys that this run's console has made.
    """
    if not isinstance(action, a.Scan | a.AddByHand):
        return action
    if isinstance(action, a.Scan) and is_qr_text(action.text):
        return action
    secret = _secret_of(action)
    if isinstance(action, a.Scan):
        return action if secret in shown else replace(action, text=REDACTED_TEXT if secret else "")
    if not secret:
        return replace(action, account_name="", secret_key="")
    key = secret if secret in shown else REDACTED_KEY
    return replace(action, account_name=REDACTED_NAME, secret_key=key)


def _secret_of(action: a.Scan | a.AddByHand) -> str:
    """Return the key of the entry that the phone makes of it, or "" if it refuses."""
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
    """Return an action's fields for a report, with keys and names replaced by their lengths."""
    return {
        name: _mask(str(value)) if name in TYPED_TEXTS and value else value
        for name, value in fields.items()
    }


def masked_in(text: str, actions: Iterable[Mapping[str, Any]]) -> str:
    """Return a text, such as a traceback, with the names and keys of these actions masked."""
    typed = {str(fields.get(name, "")) for fields in actions for name in TYPED_TEXTS}
    long = (value for value in typed if len(value) >= MIN_MASKED_LENGTH)
    for value in sorted(long, key=len, reverse=True):
        for written in (value, repr(value)[1:-1]):
            text = text.replace(written, _mask(value))
    return text


def _mask(value: str) -> str:
    return f"({len(value)} characters)"
