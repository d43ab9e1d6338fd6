"""The console as plain values: what the templates of its screens may read."""

from dataclasses import dataclass

from mfa_rehearsal import iam
from mfa_rehearsal.console import Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.mfa_demand import days_left
from mfa_rehearsal.console.labels import LABELS, Labels
from mfa_rehearsal.console.world import (
    ACCOUNT_NAME,
    ALTERNATIVE_FACTORS,
    FALSE_SCREENS,
    PASSKEY,
    REGISTRATION,
    ROOT_EMAIL,
    ROOT_PASSWORD,
    SIGN_IN_SCREENS,
    Edition,
    MfaType,
    Screen,
    World,
    all_root_devices,
    open_dialog,
    pending_device,
    root_types,
    type_of,
)
from mfa_rehearsal.iam.limits import DAYS_WITHOUT_MFA
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.views.address_values import AddressBar, address_bar
from mfa_rehearsal.views.console_texts import (
    ENDED,
    KINDS,
    LISTED_TYPES,
    NOTICES,
    READ_CODE,
    TYPES,
    Kind,
)
from mfa_rehearsal.views.dialog_values import DialogValues, dialog_values
from mfa_rehearsal.views.qr import QrCode, draw_qr
from mfa_rehearsal.views.refusal_values import ConsoleRefusal, console_refusal
from mfa_rehearsal.views.times import clock_text, local
from mfa_rehearsal.views.view_context import ViewContext


@dataclass(frozen=True, eq=False)
class DeviceRow:
    """A device of the root user in the list.

    Args:
        type: its type, as the list names it.
    """

    name: str
    serial_number: str
    type: str
    selected: bool
    created: str


@dataclass(frozen=True, eq=False)
class ConsoleValues:
    """What the console's templates read.

    Args:
        template: path of the screen's template.
        selected_name: name of the device selected in the list or named in a dialog, or "".
        can_resync: whether the selected device shows codes, which can be out of sync.
        types: the types of device that the root user has: values and labels.
        challenged: label of the device type that the sign-in page asks for, or "".
        has_codes: whether the root user has a device that shows codes.
        read_code: where to read the code that the page asks for, or "".
        request_ended: why the page got no passkey, or "".
        address_bar: the browser's address bar, where it is the lesson, or None.
        dialog: the browser's open dialog, or None.
        next_type: the type of device to choose next, or "".
        days_left: days until AWS requires MFA; 0 once it does.
        days_in_all: how many days there were.
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
    alias_or_id: str
    menu_open: bool
    section_open: bool
    draft: tuple[str, str]
    selected_name: str
    can_resync: bool
    types: tuple[tuple[MfaType, str], ...]
    challenged: str
    has_codes: bool
    read_code: str
    request_ended: str
    address_bar: AddressBar | None
    dialog: DialogValues | None
    next_type: str
    days_left: int
    days_in_all: int
    signed_in_by: str
    signing_in_takes: str
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


def console_values(run: Run, context: ViewContext, following: Action | None) -> ConsoleValues:
    """Return what the console's templates read.

    A prerendered page shows no secret, because each run has its own.

    Args:
        following: the action that comes next.
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
        alias_or_id=world.account.alias or world.account.account_id,
        menu_open=console.menu_open,
        section_open=console.section_open,
        draft=console.draft,
        selected_name=_name(world, console.selected),
        can_resync=iam.find_device(world.account, console.selected) is not None,
        types=tuple((each, TYPES[each]) for each in root_types(world)),
        challenged=TYPES[console.challenged] if console.challenged else "",
        has_codes=any(each != PASSKEY for each in root_types(world)),
        read_code=READ_CODE.get(console.challenged or PASSKEY, ""),
        request_ended=_request_ended(world),
        address_bar=address_bar(world),
        dialog=dialog_values(run, context),
        next_type=_next_type(following),
        days_left=days_left(world),
        days_in_all=DAYS_WITHOUT_MFA,
        signed_in_by=_signed_in_by(world),
        signing_in_takes=_signing_in_takes(world),
        call_digits=console.call_digits,
        notice=notice,
        notice_text=notice_text,
        devices=tuple(
            _device(world, each, context.utc_offset_s) for each in all_root_devices(world)
        ),
        refusal=console_refusal(run),
        device_name=pending.name if pending else console.new_name,
        qr_shown=console.qr_shown,
        qr=_qr(world, pending) if pending and context.live else None,
        secret_key_shown=console.key_shown,
        secret_key=pending.secret if pending and console.key_shown and context.live else "",
    )


def _next_type(following: Action | None) -> str:
    match following:
        case a.ChooseDevice(kind=kind):
            return kind
        case a.ChooseMethod(type=kind):
            return kind
    return ""


def _signed_in_by(world: World) -> str:
    proof = world.console.signed_in_with
    if proof == ALTERNATIVE_FACTORS:
        return f"password and {ALTERNATIVE_FACTORS}"
    if proof == REGISTRATION:
        return "password, and a device registered right after it"
    if ":u2f/" in proof:
        return "password and passkey"
    return "password and MFA code" if proof else "password alone"


def _signing_in_takes(world: World) -> str:
    """Return what a sign-in takes besides the password, or ""."""
    types = root_types(world)
    if PASSKEY not in types:
        return "a code" if types else ""
    return "a passkey" if types == (PASSKEY,) else "one of your MFA devices"


def _request_ended(world: World) -> str:
    if world.console.request_canceled:
        return ENDED["canceled"]
    timed_out = world.console.dialog is not None and open_dialog(world) is None
    return ENDED["timed-out"] if timed_out else ""


def template(world: World) -> str:
    """Return the path of the template for the console's screen."""
    screen = world.console.screen
    if screen in FALSE_SCREENS:
        return f"false-page/{screen}.html"
    folder = "sign-in" if screen in SIGN_IN_SCREENS else world.edition
    return f"{folder}/{screen}.html"


def _device(world: World, device: iam.MfaDevice, utc_offset_s: int) -> DeviceRow:
    created = local(device.create_date, utc_offset_s)
    return DeviceRow(
        name=device.name,
        serial_number=device.serial_number,
        type=LISTED_TYPES[type_of(device)],
        selected=device.serial_number == world.console.selected,
        created=f"{created:%Y-%m-%d} {clock_text(device.create_date, utc_offset_s)}",
    )


def _qr(world: World, device: iam.VirtualMfaDevice) -> QrCode | None:
    shown = world.console.qr_shown
    return draw_qr(iam.provisioning_uri(world.account, device)) if shown else None


def _name(world: World, serial_number: str) -> str:
    return iam.mfa_device(world.account, serial_number).name if serial_number else ""
