"""The console as plain values: what the templates of its screens may read."""

from dataclasses import dataclass

from mfa_rehearsal import iam
from mfa_rehearsal.console.labels import LABELS, REFUSAL_TITLES
from mfa_rehearsal.console.screens import PHONE
from mfa_rehearsal.console.world import (
    ACCOUNT_NAME,
    ALTERNATIVE_FACTORS,
    AUTHENTICATOR_APP,
    ROOT_EMAIL,
    ROOT_PASSWORD,
    SIGN_IN_SCREENS,
    Edition,
    World,
    pending_device,
    root_devices,
)
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.views.qr import draw_qr
from mfa_rehearsal.views.times import clock_text, local
from mfa_rehearsal.views.view_context import Place

NOTICES: dict[Edition, dict[str, tuple[str, str]]] = {
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
        "deleted": ("The left-over device is deleted. Its name is free.", ""),
    },
}
"""Title and text, ours; the message that a device is assigned is AWS's, with the labels."""

TYPES = {AUTHENTICATOR_APP: "Authenticator app"}
"""The types of MFA device that the sign-in page can ask for, and their labels."""


@dataclass(frozen=True)
class Kind:
    """A kind of MFA device as the wizard offers it."""

    value: str
    label: str
    about: str


KINDS = {
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


def console_values(run: Run, place: Place) -> dict[str, object]:
    """Return what the console's templates read.

    A page made beforehand shows no secret, since each run has its own.
    """
    world, console = run.world, run.world.console
    labels = LABELS[world.edition]
    assigned = labels.assigned if console.notice else ""
    title, text = NOTICES[world.edition].get(console.notice, (assigned, ""))
    return {
        "edition": world.edition,
        "labels": labels,
        "screen": console.screen,
        "template": template(world),
        "kinds": KINDS[world.edition],
        "email": ROOT_EMAIL,
        "password": ROOT_PASSWORD,
        "account_name": ACCOUNT_NAME,
        "account_id": world.account.account_id,
        "menu_open": console.menu_open,
        "section_open": console.section_open,
        "qr_shown": console.qr_shown,
        "key_shown": console.key_shown,
        "draft": console.draft,
        "selected": console.selected,
        "selected_name": _name(world, console.selected),
        "types": TYPES.items(),
        "challenged": TYPES[console.challenged] if console.challenged else "",
        "signed_in_by": _signed_in_by(console.signed_in_with),
        "call_digits": console.call_digits,
        "notice": title,
        "notice_text": text,
        "devices": [_device(world, device, place.utc_offset_s) for device in root_devices(world)],
        "refused": _refused(run),
        **_secret(world, live=place.live),
    }


def _signed_in_by(proof: str) -> str:
    if proof == ALTERNATIVE_FACTORS:
        return f"password and {ALTERNATIVE_FACTORS}"
    return "password and MFA code" if proof else "password alone"


def template(world: World) -> str:
    """Return the path of the template for the console's screen."""
    screen = world.console.screen
    folder = "sign-in" if screen in SIGN_IN_SCREENS else world.edition
    return f"{folder}/{screen}.html"


def _device(world: World, device: iam.VirtualMfaDevice, utc_offset_s: int) -> dict[str, object]:
    created = local(device.create_date, utc_offset_s)
    return {
        "name": device.name,
        "serial_number": device.serial_number,
        "selected": device.serial_number == world.console.selected,
        "created": f"{created:%Y-%m-%d} {clock_text(device.create_date, utc_offset_s)}",
    }


def _secret(world: World, *, live: bool) -> dict[str, object]:
    device = pending_device(world)
    if device is None:
        return {"qr": None, "secret_key": "", "device_name": ""}
    shown = world.console.qr_shown and live
    uri = iam.provisioning_uri(world.account, device) if shown else ""
    return {
        "qr": draw_qr(uri) if uri else None,
        "secret_key": device.secret if world.console.key_shown and live else "",
        "device_name": device.name,
    }


def _name(world: World, serial: str) -> str:
    return iam.device(world.account, serial).name if serial else ""


def _refused(run: Run) -> dict[str, str] | None:
    """Return the account's no; what coach or phone refuses does not stand in the console."""
    refusal = run.refusal
    if refusal is None or run.refused_action is None or on_phone(run):
        return None
    titles = REFUSAL_TITLES[run.world.edition]
    title = titles.get(refusal.code, "")
    return {"title": title, "message": refusal.message, "field": refusal.field}


def on_phone(run: Run) -> bool:
    """Whether the last thing the reader did was done on the phone."""
    kinds = {kind for row in PHONE.values() for kind in row}
    return type(run.refused_action) in kinds
