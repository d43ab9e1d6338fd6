"""The phone: reads otpauth codes, keeps entries, shows codes by its own clock.

Rule: it knows nothing of AWS. Only the text of a QR code, or a key typed by hand, comes across.
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
