"""The hardware token beside the phone: a serial number on its back, and a button that shows a code.

Rule: values only. AWS and the token each know the key, from the maker; nothing crosses but digits.
The token keeps true time. A press shows one code, which stays until its period ends.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import pyotp

from mfa_rehearsal.clock import UnixSeconds, step_start, time_step


@dataclass(frozen=True)
class Token:
    """A hardware TOTP token.

    Args:
        serial_number: what is printed on its back.
        secret: base32, the key that its maker put in.
        pressed_at: when its button was last pressed, or None.
        turned: whether its back is up.
    """

    serial_number: str
    secret: str
    pressed_at: UnixSeconds | None = None
    turned: bool = False


def new_token(seed: str) -> Token:
    """Return the token of a run."""
    digest = hashlib.sha512(f"{seed}/token".encode()).digest()
    number = int.from_bytes(digest[40:48]) % 10**8
    return Token(f"PT{number:08}", base64.b32encode(digest[:40]).decode())


def shown_code(token: Token, now: UnixSeconds) -> str:
    """Return the six digits in the token's window, or "" while it is dark."""
    if token.pressed_at is None or time_step(token.pressed_at) != time_step(now):
        return ""
    return code_at(token, now)


def code_at(token: Token, now: UnixSeconds) -> str:
    """Return the code that a press of the button would show.

    Source: RFC 6238, by pyotp.
    """
    return _code(token.secret, step_start(time_step(now)))


@lru_cache(maxsize=256)
def _code(secret: str, moment: UnixSeconds) -> str:
    return pyotp.TOTP(secret).at(moment)
