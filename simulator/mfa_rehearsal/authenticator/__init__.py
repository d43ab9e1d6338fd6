"""The phone: it reads otpauth texts, stores entries, and shows codes by its own clock.

Rule: it knows nothing about AWS. Its only input is the text of a QR code, or a key typed by hand.
"""

from mfa_rehearsal.authenticator.otpauth import Otpauth, read_otpauth
from mfa_rehearsal.authenticator.phone import (
    Entry,
    Phone,
    add_by_hand,
    code,
    delete_entry,
    phone_time,
    scan,
    set_clock,
    shift_entries,
)

__all__ = [
    "Entry",
    "Otpauth",
    "Phone",
    "add_by_hand",
    "code",
    "delete_entry",
    "phone_time",
    "read_otpauth",
    "scan",
    "set_clock",
    "shift_entries",
]
