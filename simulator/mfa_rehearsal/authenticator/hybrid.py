"""The QR code that connects the phone to a browser's request for a passkey.

The text is ours and leads nowhere: a real phone that scans it shows a plain sentence. A real
browser's text begins with FIDO:/ and would make a phone look for this computer.

Source: CTAP 2.2, section 11.5, hybrid transports.
"""

import re
from typing import Final

from mfa_rehearsal.authenticator import refusals

PREFIX: Final = "PRACTICE PASSKEY "
TEXT: Final = re.compile(rf"{PREFIX}([0-9]{{12}})")


def write_qr_text(key: str) -> str:
    """Return the text of the QR code for a request.

    Args:
        key: twelve digits that only this request has.
    """
    return f"{PREFIX}{key}"


def is_qr_text(text: str) -> bool:
    """Say whether a text is that of a QR code for a passkey."""
    return TEXT.fullmatch(text) is not None


def read_qr_text(text: str) -> str:
    """Return the key in a QR code's text.

    Raises:
        Refusal: not-a-passkey-code.
    """
    found = TEXT.fullmatch(text)
    if found is None:
        raise refusals.not_a_passkey_code()
    return found[1]
