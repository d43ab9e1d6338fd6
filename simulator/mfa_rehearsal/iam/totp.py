"""The account's own RFC 6238: HMAC-SHA-1 over a time step, truncated to decimal digits.

Rule: no pyotp here. The phone computes its codes with pyotp and the account with this module, so
that each checks the other, as two vendors' software does in reality. Inside this module and in
searches, codes are numbers; everywhere else they are six-digit text.
"""

import base64
import hmac
from functools import lru_cache

from mfa_rehearsal.clock import TimeStep
from mfa_rehearsal.iam.limits import CODE_DIGITS

CODES = 1_000_000
"""How many codes of six digits there are. Source: RFC 4226, section 5.3 (`10^Digit`)."""


@lru_cache(maxsize=64)
def decode_secret(secret: str) -> bytes:
    """Return the key that a base32 secret encodes.

    Args:
        secret: upper-case base32 whose length is a multiple of eight, so without padding.
    """
    return base64.b32decode(secret)


@lru_cache(maxsize=8192)
def code_number(key: bytes, step: TimeStep) -> int:
    """Return a time step's code as a number, because a search compares thousands of them.

    Args:
        key: the decoded secret.
        step: index of the 30-second period.
    """
    return truncated(key, step) % CODES


def truncated(key: bytes, step: TimeStep) -> int:
    """Return the 31-bit number whose last decimal digits are the code.

    Source: RFC 6238, section 4.2; RFC 4226, section 5.3 (dynamic truncation).
    """
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    return int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF


def is_code(text: str) -> bool:
    """Say whether a text is exactly six ASCII digits."""
    return len(text) == CODE_DIGITS and text.isascii() and text.isdigit()
