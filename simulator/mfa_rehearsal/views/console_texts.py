"""Our words in the console, and the kinds of MFA device it offers, by edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from mfa_rehearsal.console.world import AUTHENTICATOR_APP, Edition, MfaType, Notice

NOTICES: Mapping[Edition, Mapping[Notice, tuple[str, str]]] = {
    "today": {
        "resynced": ("Device back in sync", "Sign in with its next code."),
        "removed": (
            "MFA device removed",
            "It's still in the account, unassigned, until the next device is added.",
        ),
    },
    "classic": {
        "resynced": ("Device back in sync", "Sign in with its next code."),
        "removed": ("MFA device removed", "It's still in the account, unassigned."),
        "deleted": ("Leftover device deleted. You can use its name again.", ""),
    },
}
"""Title and text, in our words. The message that a device is assigned is AWS's (see the labels)."""

TYPES: Mapping[MfaType, str] = {AUTHENTICATOR_APP: "Authenticator app"}
"""The types of MFA device that the sign-in page can ask for, and their labels."""


@dataclass(frozen=True)
class Kind:
    """A kind of MFA device that the wizard offers."""

    value: str
    label: str
    about: str


KINDS: Mapping[Edition, tuple[Kind, ...]] = {
    "today": (
        Kind("passkey", "Passkey or Security Key", "Fingerprint, face, PIN or a key you touch."),
        Kind(AUTHENTICATOR_APP, "Authenticator app", "An app on your phone shows codes."),
        Kind("hardware", "Hardware TOTP token", "A small device that shows codes."),
    ),
    "classic": (
        Kind(AUTHENTICATOR_APP, "Virtual MFA device", "An authenticator app on your phone."),
        Kind("passkey", "U2F security key", "A key that you plug in and touch."),
        Kind("hardware", "Other hardware MFA device", "A small device that shows codes."),
    ),
}
