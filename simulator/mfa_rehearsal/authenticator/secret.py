"""A secret key: base32 text that both AWS and the phone compute codes from.

Rule: stored in upper case without padding, so that the same key is always the same text.
"""

import base64
import binascii

from mfa_rehearsal.authenticator import refusals
from mfa_rehearsal.typed import cleaned, without_dashes, wrong_key_character

MIN_BITS = 112
"""Shortest key that pyotp accepts. Source: RFC 4226, section 4, R6 (at least 128 bits), and pyotp's
own limit since 2.12. Other apps may accept shorter keys."""


def check_secret(text: str) -> str:
    """Return a secret key in its canonical form.

    Raises:
        Refusal: secret-missing, secret-not-base32, secret-too-short.
    """
    if wrong := wrong_key_character(text.rstrip("=")):
        raise refusals.secret_not_base32(wrong)
    secret = text.rstrip("=").upper()
    if not secret:
        raise refusals.secret_missing()
    if len(_decoded(secret)) * 8 < MIN_BITS:
        raise refusals.secret_too_short()
    return secret


def typed_secret(text: str) -> str:
    """Return the canonical form of a typed key, which may have spaces, hyphens and lower case.

    Raises:
        Refusal: migration-code, whole-text-of-code, secret-missing, secret-not-base32,
            secret-too-short.
    """
    typed = cleaned(text)
    refuse_whole_text(typed, refusals.KEY)
    return check_secret(without_dashes(typed))


def refuse_whole_text(typed: str, field: str) -> None:
    """Check that a typed text is not the whole text of a QR code.

    Args:
        field: name of the field that it was typed into.

    Raises:
        Refusal: migration-code, whole-text-of-code.
    """
    lowered = typed.lower()
    if lowered.startswith("otpauth-migration:"):
        raise refusals.migration(field)
    if lowered.startswith("otpauth:") or "secret=" in lowered:
        raise refusals.whole_text(field)


def _decoded(secret: str) -> bytes:
    padded = secret + "=" * (-len(secret) % 8)
    try:
        return base64.b32decode(padded)
    except (binascii.Error, ValueError):
        count = f"It has {len(secret)} characters, which is one too few or one too many."
        raise refusals.secret_not_base32(count) from None
