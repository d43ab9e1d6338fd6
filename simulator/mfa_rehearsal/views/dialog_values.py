"""The browser's dialog as plain values: what its template may read. All words are ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from mfa_rehearsal.console.effects.passkeys import qr_text
from mfa_rehearsal.console.screens import IN_DIALOG
from mfa_rehearsal.console.world import World, open_dialog
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.user_agent.dialog import Ceremony, Dialog, DialogState
from mfa_rehearsal.views.address_values import WHERE, AddressValues, address_of
from mfa_rehearsal.views.qr import QrCode, draw_qr
from mfa_rehearsal.views.view_context import ViewContext

SECURITY_KEY_PIN = "practice-pin"
"""Filled in for the reader and read-only, because no page asks for a real PIN."""

OUT_OF_REACH = (
    "This browser runs {where}. It doesn't reach this computer's passkeys, your phone or your"
    " security key."
)
TEXTS: Mapping[Ceremony, Mapping[DialogState, tuple[str, str]]] = {
    "create": {
        "places": ("Choose where to save your passkey for {site}", ""),
        "this-device": (
            "Save a passkey on this device?",
            "This computer's password manager keeps it. Confirm with your fingerprint.",
        ),
        "scan": (
            "Scan this QR code with your phone",
            "Open the phone's camera. The phone must be near this computer.",
        ),
        "phone": ("Continue on your phone", "Your phone asks whether to save the passkey."),
        "pin": (
            "Enter your security key's PIN",
            "The key saves the passkey itself. It can't be copied from there.",
        ),
        "touch": ("Touch your security key", "The key is plugged in and blinks. Touch it."),
        "out-of-reach": ("A passkey can't be saved here", OUT_OF_REACH),
    },
    "get": {
        "places": ("Verify your identity with {site}", "Choose where your passkey is."),
        "no-passkey": (
            "No passkey for {site}",
            "This computer has none for this address. A passkey works only at the address it was"
            " made for.",
        ),
        "this-device": ("Use your passkey for {site}?", "Confirm with your fingerprint."),
        "scan": (
            "Scan this QR code with your phone",
            "Open the phone's camera. The phone must be near this computer.",
        ),
        "phone": ("Continue on your phone", "Your phone asks whether to use the passkey."),
        "pin": ("Enter your security key's PIN", "The key is plugged in."),
        "touch": ("Touch your security key", "The key is plugged in and blinks. Touch it."),
        "out-of-reach": ("No passkey can be reached from here", OUT_OF_REACH),
    },
}
"""Title and text of each state. Chrome's title at sign-in is documented by AWS for passkeys."""


@dataclass(frozen=True, eq=False)
class DialogValues:
    """What the browser's template reads.

    Args:
        address: the page's address.
        refusal: why the browser or the authenticator refused, or "".
        qr: the QR code for the phone, in that state; None on a prerendered page.
        pin: the security key's PIN, which is given.
    """

    state: DialogState
    address: AddressValues
    title: str
    text: str
    refusal: str
    qr: QrCode | None
    pin: str


def dialog_values(run: Run, context: ViewContext) -> DialogValues | None:
    """Return what the dialog's template reads, or None if no dialog is open."""
    dialog = open_dialog(run.world)
    if dialog is None:
        return None
    title, text = TEXTS[dialog.ceremony][dialog.state]
    return DialogValues(
        state=dialog.state,
        address=address_of(dialog.page),
        title=title.format(site=dialog.rp_id),
        text=text.format(where=WHERE[run.world.surroundings]),
        refusal=run.refusal.message if run.refusal and refused_in_dialog(run) else "",
        qr=_qr(run.world, dialog) if context.live else None,
        pin=SECURITY_KEY_PIN,
    )


def refused_in_dialog(run: Run) -> bool:
    """Return whether the refused action was done in the browser's dialog."""
    return type(run.refused_action) in IN_DIALOG


def _qr(world: World, dialog: Dialog) -> QrCode | None:
    return draw_qr(qr_text(world, dialog)) if dialog.state == "scan" else None
