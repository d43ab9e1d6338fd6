"""What the wizard does: name a device, reveal its secret, take two codes in a row.

The root user's wizard is a door of its own to the rules in `iam`: AWS gives root no virtual
device through the API. AWS creates the device before it asks for codes, so that a canceled wizard
leaves an unassigned device behind. In 2020 its name stays taken; today's console deletes every
unassigned device before it adds one.
"""

from dataclasses import replace

from mfa_rehearsal import authenticator, iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, World, draw_secret
from mfa_rehearsal.errors import Refusal

CLASSIC_DEVICE_NAME = "root-account-mfa-device"
"""The name that the old console gave to root's device. Source: reported in threads."""


def start_wizard(world: World, _: a.Action) -> World:
    """Open the wizard with nothing chosen."""
    return replace(world, console=replace(world.console, selected=""))


def choose_device(world: World, action: a.ChooseDevice) -> World:
    """Create the virtual device; nothing is assigned yet.

    Raises:
        Refusal: another kind of device, or whatever `iam.create` refuses.
    """
    if action.kind != AUTHENTICATOR_APP:
        raise _only_authenticator_app(action.kind)
    name = device_name(world, action)
    world, secret = draw_secret(world)
    account = world.account
    if world.edition == "today":
        account = iam.delete_unassigned(account)
    account = iam.create(account, name, secret, world.now)
    serial = iam.serial_number(account, name)
    world = replace(world, account=account)
    return replace(
        world,
        console=replace(
            world.console,
            pending=serial,
            qr_shown=False,
            key_shown=False,
            draft=("", ""),
        ),
    )


def device_name(world: World, action: a.ChooseDevice) -> str:
    """Return the name that the new device is to have: the old console did not ask for one."""
    return CLASSIC_DEVICE_NAME if world.edition == "classic" else action.name.strip()


def show_qr_code(world: World, _: a.ShowQrCode) -> World:
    """Reveal the QR code."""
    return replace(world, console=replace(world.console, qr_shown=True))


def show_secret_key(world: World, _: a.ShowSecretKey) -> World:
    """Reveal the secret key as text."""
    return replace(world, console=replace(world.console, key_shown=True))


def enter_codes(world: World, action: a.EnterCodes) -> World:
    """Remember what stands in the two fields."""
    return replace(world, console=replace(world.console, draft=(action.first, action.second)))


def submit_codes(world: World, action: a.SubmitCodes) -> World:
    """Assign the device to the root user, if the two codes are a pair."""
    first, second = action.codes
    serial = world.console.pending
    account = iam.enable(world.account, iam.ROOT, serial, first, second, world.now)
    elsewhere = world.elsewhere - {serial} if is_here(world, serial) else world.elsewhere | {serial}
    world = replace(world, account=account, elsewhere=elsewhere)
    return replace(
        world,
        console=replace(world.console, draft=("", ""), notice="assigned", section_open=True),
    )


def is_here(world: World, serial: str) -> bool:
    """Say whether a phone of this run has the key of a device."""
    handset, secret = world.handset, iam.device(world.account, serial).secret
    phones = (handset.phone, handset.other or authenticator.Phone())
    return any(entry.secret == secret for phone in phones for entry in phone.entries)


def _only_authenticator_app(kind: str) -> Refusal:
    if not kind:
        return Refusal(
            "InvalidInput",
            "Choose a kind of MFA device.",
            "no-device-chosen",
            "No kind of device is chosen. Choose the authenticator app.",
            field="kind",
        )
    return Refusal(
        "InvalidInput",
        "This simulator supports only authenticator apps.",
        "only-authenticator-app",
        "Security keys and hardware tokens are physical devices. Choose the authenticator app to"
        " continue.",
        field="kind",
    )
