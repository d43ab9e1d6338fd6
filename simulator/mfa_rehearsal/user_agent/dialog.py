"""The browser's dialog: what it asks the user, one state after the other, and its time limit.

Rule: values only. Which press leads from which state to which stands in the console's tables.
"""

from dataclasses import dataclass
from typing import Final, Literal

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.user_agent.authenticators import Place
from mfa_rehearsal.user_agent.origins import Page

Ceremony = Literal["create", "get"]

DialogState = Literal[
    "places", "no-passkey", "out-of-reach", "this-device", "scan", "phone", "pin", "touch"
]
"""What the dialog shows: where the passkey is; that this computer has none for the site; that no
authenticator can be reached from here; this computer's check; the QR code for the phone; the wait
for the phone; the security key's PIN; the wait for a touch of the key."""

PLACE: Final[dict[DialogState, Place]] = {
    "this-device": "this-device",
    "scan": "phone",
    "phone": "phone",
    "pin": "security-key",
    "touch": "security-key",
}
"""The place that each state is about; the first two come before one is chosen."""

TIMEOUT_S: Final = 300
"""How long a request waits. Source: WebAuthn Level 3, section 5.1.3, the recommended default."""


@dataclass(frozen=True)
class Dialog:
    """An open request.

    Args:
        ceremony: whether a passkey is made or proved.
        page: the page that asks.
        rp_id: the site that the passkey is for.
        opened_at: when the page asked.
        number: how many requests the run has had before.
    """

    ceremony: Ceremony
    page: Page
    rp_id: str
    opened_at: UnixSeconds
    number: int
    state: DialogState = "places"

    def timed_out(self, now: UnixSeconds) -> bool:
        """Whether the browser has given up."""
        return now >= self.opened_at + TIMEOUT_S
