"""The console as plain values: what the templates of its screens may read."""

from dataclasses import dataclass

from mfa_rehearsal import iam
from mfa_rehearsal.console.labels import LABELS, REFUSAL_TITLES, Labels
from mfa_rehearsal.console.screens import PHONE
from mfa_rehearsal.console.world import (
    ACCOUNT_NAME,
    ALTERNATIVE_FACTORS,
    ROOT_EMAIL,
    ROOT_PASSWORD,
    SIGN_IN_SCREENS,
    Edition,
    MfaType,
    Screen,
    World,
    pending_device,
    root_devices,
)
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.views.console_texts import KINDS, NOTICES, TYPES, Kind
from mfa_rehearsal.views.qr import QrCode, draw_qr
from mfa_rehearsal.views.times import clock_text, local
from mfa_rehearsal.views.view_context import ViewContext


@dataclass(frozen=True, eq=False)
class DeviceRow:
    """A device of the root user in the list."""

    name: str
    serial_number: str
    selected: bool
    created: str


@dataclass(frozen=True, eq=False)
class ConsoleRefusal:
    """What AWS says when it refuses.

    Args:
        field: name of the one field that is wrong, or "".
    """

    title: str
    message: str
    field: str


@dataclass(frozen=True, eq=False)
class ConsoleValues:
    """What the console's templates read.

    Args:
        template: path of the screen's template.
        selected_name: name of the device selected in the list or named in a dialog, or "".
        types: what **Try another MFA method** offers: values and labels.
        challenged: label of the device type that the sign-in page asks for, or "".
        notice: what was just done, or "".
        device_name: name of the device that the wizard is setting up, or "".
        qr: its QR code, once shown; None on a prerendered page.
        secret_key: its secret key, once shown; "" on a prerendered page.
    """

    edition: Edition
    labels: Labels
    screen: Screen
    template: str
    kinds: tuple[Kind, ...]
    email: str
    password: str
    account_name: str
    account_id: str
    menu_open: bool
    section_open: bool
    draft: tuple[str, str]
    selected_name: str
    types: tuple[tuple[MfaType, str], ...]
    challenged: str
    signed_in_by: str
    call_digits: str
    notice: str
    notice_text: str
    devices: tuple[DeviceRow, ...]
    refusal: ConsoleRefusal | None
    device_name: str
    qr_shown: bool
    qr: QrCode | None
    secret_key_shown: bool
    secret_key: str


def console_values(run: Run, context: ViewContext) -> ConsoleValues:
    """Return what the console's templates read.

    A prerendered page shows no secret, because each run has its own.
    """
    world, console = run.world, run.world.console
    labels, pending = LABELS[world.edition], pending_device(world)
    assigned = labels.assigned if console.notice else ""
    notice, notice_text = NOTICES[world.edition].get(console.notice, (assigned, ""))
    return ConsoleValues(
        edition=world.edition,
        labels=labels,
        screen=console.screen,
        template=template(world),
        kinds=KINDS[world.edition],
        email=ROOT_EMAIL,
        password=ROOT_PASSWORD,
        account_name=ACCOUNT_NAME,
        account_id=world.account.account_id,
        menu_open=console.menu_open,
        section_open=console.section_open,
        draft=console.draft,
        selected_name=_name(world, console.selected),
        types=tuple(TYPES.items()),
        challenged=TYPES[console.challenged] if console.challenged else "",
        signed_in_by=_signed_in_by(console.signed_in_with),
        call_digits=console.call_digits,
        notice=notice,
        notice_text=notice_text,
        devices=tuple(_device(world, each, context.utc_offset_s) for each in root_devices(world)),
        refusal=_refusal(run),
        device_name=pending.name if pending else "",
        qr_shown=console.qr_shown,
        qr=_qr(world, pending) if pending and context.live else None,
        secret_key_shown=console.key_shown,
        secret_key=pending.secret if pending and console.key_shown and context.live else "",
    )


def _signed_in_by(proof: str) -> str:
    if proof == ALTERNATIVE_FACTORS:
        return f"password and {ALTERNATIVE_FACTORS}"
    return "password and MFA code" if proof else "password alone"


def template(world: World) -> str:
    """Return the path of the template for the console's screen."""
    screen = world.console.screen
    folder = "sign-in" if screen in SIGN_IN_SCREENS else world.edition
    return f"{folder}/{screen}.html"


def _device(world: World, device: iam.VirtualMfaDevice, utc_offset_s: int) -> DeviceRow:
    created = local(device.create_date, utc_offset_s)
    return DeviceRow(
        name=device.name,
        serial_number=device.serial_number,
        selected=device.serial_number == world.console.selected,
        created=f"{created:%Y-%m-%d} {clock_text(device.create_date, utc_offset_s)}",
    )


def _qr(world: World, device: iam.VirtualMfaDevice) -> QrCode | None:
    shown = world.console.qr_shown
    return draw_qr(iam.provisioning_uri(world.account, device)) if shown else None


def _name(world: World, serial_number: str) -> str:
    return iam.device(world.account, serial_number).name if serial_number else ""


def _refusal(run: Run) -> ConsoleRefusal | None:
    """Return AWS's refusal. The console doesn't show what the coach or the phone refuses."""
    refusal = run.refusal
    if refusal is None or run.refused_action is None or on_phone(run):
        return None
    title = REFUSAL_TITLES[run.world.edition].get(refusal.code, "")
    return ConsoleRefusal(title, refusal.message, refusal.field)


def on_phone(run: Run) -> bool:
    """Return whether the refused action was done on the phone."""
    kinds = {kind for row in PHONE.values() for kind in row}
    return type(run.refused_action) in kinds
