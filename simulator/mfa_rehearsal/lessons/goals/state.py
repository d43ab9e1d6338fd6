"""Questions about the current world, from which the goals of the steps are made."""

from itertools import pairwise

from mfa_rehearsal import authenticator, iam
from mfa_rehearsal.clock import PERIOD_S, later, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import (
    AUTHENTICATOR_APP,
    HARDWARE,
    PASSKEY,
    MfaType,
    all_root_devices,
    has_passkey,
    pending_device,
    root_devices,
)
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS

WIZARD_SCREENS = {"choose-device", "set-up-device", "set-up-passkey", "set-up-token"}
"""The pages of the wizard, whichever type of device it sets up."""

FRESH_PERIODS = 3
"""A pair counts as just typed while its second code is at most this many periods old."""


def device_assigned(world: World) -> bool:
    """Whether the root user has a device, in sync or not."""
    return bool(root_devices(world))


def in_sync(world: World) -> bool:
    """Whether AWS accepts codes from a phone with this clock."""
    return any(device_in_sync(world, device) for device in root_devices(world))


def device_in_sync(world: World, device: iam.VirtualMfaDevice) -> bool:
    """Whether AWS's offset for a device fits the clock of the phone in the hand."""
    apart_s = abs(device.offset_steps * PERIOD_S - world.handset.phone.offset_s)
    return apart_s <= CHECK_EITHER_SIDE_STEPS * PERIOD_S


def in_true_time(world: World) -> bool:
    """Whether AWS accepts codes from a phone whose clock is right, such as a real one."""
    offsets = (abs(device.offset_steps) for device in root_devices(world))
    return any(offset <= CHECK_EITHER_SIDE_STEPS for offset in offsets)


def signed_in(world: World) -> bool:
    """Whether the root user is signed in to the console."""
    return world.console.signed_in


def credentials_open(world: World) -> bool:
    """Whether the screen shows the security credentials or a page reached from them."""
    return world.console.screen not in {"home", "before-credentials"} and signed_in(world)


def section_open(world: World) -> bool:
    """Whether the reader has reached the MFA section or gone past it."""
    return credentials_open(world) and (world.console.section_open or wizard_started(world))


def section_in_page(world: World) -> bool:
    """Whether the page shows the MFA section without a press, as today's console does."""
    shown = world.edition == "today" and world.console.screen == "security-credentials"
    return shown and not world.console.section_open


def wizard_started(world: World) -> bool:
    """Whether the wizard is on the screen."""
    return world.console.screen in WIZARD_SCREENS


def device_created(world: World) -> bool:
    """Whether the wizard has a device to set up."""
    return pending_device(world) is not None


def qr_shown(world: World) -> bool:
    """Whether the QR code is on the screen."""
    return device_created(world) and world.console.qr_shown


def app_ready(world: World) -> bool:
    """Whether the app is adding an entry or already has the one it needs."""
    adding = world.handset.view in {"add", "camera", "by-hand"}
    return adding or bool(matching_entries(world))


def entry_there(world: World) -> bool:
    """Whether the phone has the entry that the wizard is waiting for."""
    return device_created(world) and bool(matching_entries(world))


def matching_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that have the secret of a device in question."""
    secrets = {device.secret for device in devices_in_question(world)}
    return [entry for entry in world.handset.phone.entries if entry.secret in secrets]


def devices_in_question(world: World) -> tuple[iam.VirtualMfaDevice, ...]:
    """Return the device that the console's screen is about, or else all of root's devices."""
    pending, console = pending_device(world), world.console
    if pending:
        return (pending,)
    serial = console.selected
    named = tuple(each for each in root_devices(world) if each.serial_number == serial)
    return named or root_devices(world)


def usable_devices(world: World) -> tuple[iam.VirtualMfaDevice, ...]:
    """Return root's devices whose codes the reader can read, here or on a real phone.

    A real phone can't follow when more time is skipped than a check allows for.
    """
    handset = world.handset
    phones = (handset.phone, handset.other or authenticator.Phone())
    secrets = {entry.secret for phone in phones for entry in phone.entries}
    follows = world.skipped_s <= CHECK_EITHER_SIDE_STEPS * PERIOD_S
    elsewhere = world.elsewhere if follows else frozenset[str]()
    return tuple(
        device
        for device in root_devices(world)
        if device.secret in secrets or device.serial_number in elsewhere
    )


def usable_passkeys(world: World) -> tuple[iam.Passkey, ...]:
    """Return root's passkeys that an authenticator within reach has."""
    passkeys = iam.passkeys_of(world.account, iam.ROOT)
    return tuple(each for each in passkeys if has_passkey(world, each))


def token_usable(world: World) -> bool:
    """Whether the hardware token in the hand is a device of root."""
    serials = {device.serial_number for device in all_root_devices(world)}
    return world.token is not None and world.token.serial_number in serials


def usable_type(world: World) -> MfaType | None:
    """Return a type of device that the reader can sign in with, an app if possible, or None."""
    if usable_devices(world):
        return AUTHENTICATOR_APP
    if usable_passkeys(world):
        return PASSKEY
    return HARDWARE if token_usable(world) else None


def locked_out(world: World) -> bool:
    """Whether a sign-in would require a device that the reader can't use."""
    return bool(all_root_devices(world)) and usable_type(world) is None


def own_devices(world: World) -> tuple[iam.VirtualMfaDevice, ...]:
    """Return the devices of root whose entry is on the phone in the hand."""
    secrets = {entry.secret for entry in world.handset.phone.entries}
    return tuple(device for device in root_devices(world) if device.secret in secrets)


def scanned(world: World) -> bool:
    """Whether a matching entry came from the QR code."""
    return any(entry.origin == "scanned" for entry in matching_entries(world))


def typed(world: World) -> bool:
    """Whether a matching entry was typed by hand."""
    return any(entry.origin == "typed" for entry in matching_entries(world))


def code_changed(world: World) -> bool:
    """Whether a matching entry shows a later code than its first."""
    phone_now = authenticator.phone_time(world.handset.phone, world.now)
    return any(
        time_step(phone_now) > time_step(entry.added_at) for entry in matching_entries(world)
    )


def pair_entered(world: World) -> bool:
    """Whether the fields contain two codes in a row that the phone has just shown."""
    draft = typed_draft(world)
    return all(draft) and any(
        draft in recent_pairs(world, entry) for entry in matching_entries(world)
    )


def typed_draft(world: World) -> tuple[str, str]:
    """Return the contents of the two fields, without spaces."""
    return a.EnterCodes(*world.console.draft).codes


def next_code_waits(world: World) -> bool:
    """Whether only the first field is filled, with the code before the one the phone shows now."""
    first, second = typed_draft(world)
    pairs = (recent_pairs(world, entry)[0] for entry in matching_entries(world))
    return bool(first) and not second and any(first == older for older, _ in pairs)


def recent_pairs(world: World, entry: authenticator.Entry) -> list[tuple[str, str]]:
    """Return the pairs of codes in a row that an entry has shown recently, newest first."""
    times = [later(world.now, -PERIOD_S * age) for age in range(FRESH_PERIODS + 2)]
    codes = [authenticator.code(world.handset.phone, entry, now) for now in times]
    return [(older, newer) for newer, older in pairwise(codes)]


def proved(world: World) -> bool:
    """Whether the root user has signed in with a code from a device it still has."""
    serials = {device.serial_number for device in root_devices(world)}
    return world.console.signed_in and world.console.signed_in_with in serials
