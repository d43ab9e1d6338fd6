"""Our words in the console, and the kinds of MFA device it offers, by edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from mfa_rehearsal.console.world import (
    AUTHENTICATOR_APP,
    HARDWARE,
    PASSKEY,
    Edition,
    MfaType,
    Notice,
)

NOTICES: Mapping[Edition, Mapping[Notice, tuple[str, str]]] = {
    "today": {
        "passkey-assigned": ("Passkey MFA device assigned", ""),
        "removed-wholly": (
            "MFA device removed",
            "It's gone from the account. A passkey is still on its device: delete it there too.",
        ),
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
"""Title and text, in our words. The message that a device is assigned is AWS's (see the labels);
the one for a passkey is reported."""

TYPES: Mapping[MfaType, str] = {
    PASSKEY: "Passkey or Security Key",
    AUTHENTICATOR_APP: "Authenticator app",
    HARDWARE: "Hardware TOTP token",
}
"""The types of MFA device that the sign-in page can ask for, and their labels."""

LISTED_TYPES: Mapping[MfaType, str] = {
    PASSKEY: "Passkey or security key",
    AUTHENTICATOR_APP: "Virtual",
    HARDWARE: "Hardware TOTP token",
}
"""The types in the list of devices."""

READ_CODE: Mapping[MfaType, str] = {
    HARDWARE: "Press the token's button and type the code that it shows.",
}
"""Where to read the code that the sign-in page asks for, if that isn't an app."""

ENDED = {
    "canceled": "The request was canceled in the browser.",
    "timed-out": "The request timed out in the browser.",
}
"""Why the page got no passkey. AWS's words are not published."""


@dataclass(frozen=True)
class Kind:
    """A kind of MFA device that the wizard offers."""

    value: str
    label: str
    about: str


KINDS: Mapping[Edition, tuple[Kind, ...]] = {
    "today": (
        Kind(PASSKEY, "Passkey or Security Key", "Fingerprint, face, PIN or a key you touch."),
        Kind(AUTHENTICATOR_APP, "Authenticator app", "An app on your phone shows codes."),
        Kind(HARDWARE, "Hardware TOTP token", "A small device that shows codes."),
    ),
    "classic": (
        Kind(AUTHENTICATOR_APP, "Virtual MFA device", "An authenticator app on your phone."),
        Kind(PASSKEY, "U2F security key", "A key that you plug in and touch."),
        Kind(HARDWARE, "Other hardware MFA device", "A small device that shows codes."),
    ),
}
