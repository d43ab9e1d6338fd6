"""Questions about phones and devices: lost, new, removed, one too many.

Rule: a goal is true in the world in which its step happens, and ignores other ways to the same end.
The run remembers that it happened.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.console import World
from mfa_rehearsal.console.randomness import nth_secret
from mfa_rehearsal.console.world import all_root_devices, root_devices
from mfa_rehearsal.iam.limits import DEVICES_PER_USER
from mfa_rehearsal.lessons.goals.history import (
    ENABLE,
    REMOVE,
    just_done,
    signed_in_by_factors,
    times_done,
)
from mfa_rehearsal.lessons.goals.state import own_devices, signed_in


def new_phone_assigned(world: World) -> bool:
    """Whether root was just assigned a device whose entry is on the phone in the hand."""
    return just_done(world, ENABLE) and bool(own_devices(world))


def only_own_devices(world: World) -> bool:
    """Whether root has devices, all of them on the phone in use."""
    return bool(root_devices(world)) and root_devices(world) == own_devices(world)


def lost_removed(world: World) -> bool:
    """Whether a removal has just left root only devices on the phone in the hand, or none."""
    return just_done(world, REMOVE) and root_devices(world) == own_devices(world)


def without_devices(world: World) -> bool:
    """Whether root has no device of any type."""
    return not all_root_devices(world)


def has_room(world: World) -> bool:
    """Whether root has devices and room for another, or has been assigned a ninth."""
    return 0 < len(root_devices(world)) < DEVICES_PER_USER or ninth_done(world)


def lost_still_there(world: World) -> bool:
    """Whether there is room for a device, and one whose phone is lost is still assigned."""
    return has_room(world) and root_devices(world) != own_devices(world)


def ninth_done(world: World) -> bool:
    """Whether a device has been assigned beyond the eight that the drill begins with."""
    return times_done(world, ENABLE) > DEVICES_PER_USER


def ninth_assigned(world: World) -> bool:
    """Whether a device has just been assigned beyond the eight that the drill begins with."""
    return just_done(world, ENABLE) and ninth_done(world)


def is_first(world: World, device: iam.VirtualMfaDevice) -> bool:
    """Whether a device is the first that this run's console made."""
    return device.secret == nth_secret(world, 0)


def new_phone_in_hand(world: World) -> bool:
    """Whether the phone in the hand doesn't have the first device's entry."""
    first = nth_secret(world, 0)
    return all(entry.secret != first for entry in world.handset.phone.entries)


def second_phone_assigned(world: World) -> bool:
    """Whether root was just assigned a device whose entry is on the new phone."""
    return new_phone_assigned(world) and new_phone_in_hand(world)


def proved_by_new_phone(world: World) -> bool:
    """Whether the root user has signed in with a code from the new phone."""
    serials = {device.serial_number for device in own_devices(world)}
    in_by_own = signed_in(world) and world.console.signed_in_with in serials
    return in_by_own and new_phone_in_hand(world)


def old_removed(world: World) -> bool:
    """Whether a removal has just left root without its first device."""
    return just_done(world, REMOVE) and not any(is_first(world, d) for d in root_devices(world))


def factors_asked(world: World) -> bool:
    """Whether the reader has chosen alternative factors."""
    return world.console.screen in FACTOR_SCREENS or signed_in_by_factors(world)


def mail_verified(world: World) -> bool:
    """Whether the link in the email has been followed."""
    return world.console.screen in MAIL_VERIFIED or signed_in_by_factors(world)


def call_verified(world: World) -> bool:
    """Whether the digits have been typed on the phone."""
    return world.console.screen == "sign-in-verified" or signed_in_by_factors(world)


MAIL_VERIFIED = {"sign-in-phone", "sign-in-call", "sign-in-verified"}
FACTOR_SCREENS = {"sign-in-factors", "sign-in-mail-sent", *MAIL_VERIFIED}
"""The pages of a sign-in with alternative factors."""


def unassigned(world: World) -> bool:
    """Whether a removal has just left root without a device of any type."""
    return just_done(world, REMOVE) and not all_root_devices(world)


def mail_read(world: World) -> bool:
    """Whether the email about the removal has been read."""
    numbers = [number for number, mail in enumerate(world.mails, 1) if mail.kind == "removed"]
    return bool(numbers) and world.handset.mails_read >= numbers[-1]
