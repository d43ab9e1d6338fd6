"""Current codes: what the phone shows, and for which device."""

from mfa_rehearsal import authenticator
from mfa_rehearsal.authenticator import Entry
from mfa_rehearsal.clock import TimeStep, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import VirtualMfaDevice
from mfa_rehearsal.iam.limits import ATTEMPTS_PER_WINDOW
from mfa_rehearsal.lessons.goals.state import (
    device_in_sync,
    devices_in_question,
    matching_entries,
    own_devices,
)


def code_now(world: World) -> str:
    """Return the code that the phone shows for the device in question.

    Raises:
        Refusal: no entry on this phone belongs to it, so the solution can't continue.
    """
    for entry in matching_entries(world):
        return code_of(world, entry)
    raise _entry_gone()


def code_of(world: World, entry: Entry) -> str:
    """Return the code that the phone shows for an entry."""
    return authenticator.code(world.handset.phone, entry, world.now)


def real_phone_code(world: World, device: VirtualMfaDevice) -> str:
    """Return the code that a real phone shows."""
    entry = Entry(1, "", device.name, device.secret, world.now, "scanned")
    return authenticator.code(authenticator.Phone(), entry, world.now)


def phone_step(world: World) -> TimeStep:
    """Return the current time step by the phone's clock."""
    return time_step(authenticator.phone_time(world.handset.phone, world.now))


def attempts_exhausted(world: World, device: VirtualMfaDevice) -> bool:
    """Whether AWS checks no more of a device's codes for now."""
    checked = world.account.attempts.count(device.serial_number, world.now)
    return checked >= ATTEMPTS_PER_WINDOW


def device_in_question(world: World) -> VirtualMfaDevice:
    """Return the device that the console's screen is about, or else root's first.

    Raises:
        Refusal: root has no device.
    """
    for device in devices_in_question(world):
        return device
    raise no_way_on()


def code_device(world: World) -> VirtualMfaDevice:
    """Return the device whose code would be typed now: one in sync, if there is one.

    Raises:
        Refusal: root has no device.
    """
    own = sorted(own_devices(world), key=lambda device: not device_in_sync(world, device))
    return own[0] if own else device_in_question(world)


def code_to_type(world: World) -> str:
    """Return the code that the phone shows for the device whose code would be typed now.

    Raises:
        Refusal: no entry on this phone belongs to a device in question.
    """
    secret = code_device(world).secret
    mine = (entry for entry in matching_entries(world) if entry.secret == secret)
    return next((code_of(world, entry) for entry in mine), "") or code_now(world)


def no_way_on() -> Refusal:
    """Return the refusal for a step that Show me can't reach."""
    return Refusal(
        "NoWayOn",
        "Show me can't reach this step from here.",
        "no-way-on",
        "Show me can't reach this step from here. Undo your last presses, or start over.",
    )


def _entry_gone() -> Refusal:
    return Refusal(
        "NoWayOn",
        "No phone here shows this device's codes.",
        "no-way-on",
        "If your real phone has the device's key, type the code it shows. Otherwise, press Undo.",
    )
