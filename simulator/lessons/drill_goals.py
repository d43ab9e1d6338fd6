"""What a drill is about, asked as questions of a world: a refusal met, a device struck off."""

from simulator import authenticator
from simulator.console import World
from simulator.console.world import root_devices
from simulator.lessons.goals import (
    device_assigned,
    in_step,
    matching_entries,
    own_devices,
    pair_entered,
    proved,
    qr_shown,
    signed_in,
    taken,
)
from simulator.lessons.history import in_by_factors, refused, times_done


def proved_in_step(world: World) -> bool:
    """Whether the root user is in by a code of a device that is in step."""
    return proved(world) and in_step(world)


def mended(world: World) -> bool:
    """Whether the phone keeps the true time, and the account takes its codes."""
    return clock_is_right(world) and in_step(world)


def proved_mended(world: World) -> bool:
    """Whether the root user is in by a code of a phone that keeps the true time."""
    return proved(world) and mended(world)


def sent_late(world: World) -> bool:
    """Whether a pair came so late that the device was out of sync, and may be mended by now."""
    off = any(not taken(world, device) for device in root_devices(world))
    return off or times_done(world, "ResyncMFADevice") > 0


def draft_is_stale(world: World) -> bool:
    """Whether the codes in the fields are no longer fresh, or have been sent."""
    return device_assigned(world) or not pair_entered(world)


def wizard_left(world: World) -> bool:
    """Whether a wizard has been left, and its device with it."""
    return not world.console.pending or begun_again(world)


def begun_again(world: World) -> bool:
    """Whether a second wizard shows its QR code, or has ended."""
    created = times_done(world, "CreateVirtualMFADevice")
    return created > 1 and (qr_shown(world) or device_assigned(world))


def both_scanned(world: World) -> bool:
    """Whether the entry of the second wizard has come to that of the first."""
    return begun_again(world) and bool(matching_entries(world))


def dead_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that belong to no device in question, oldest first."""
    alive = matching_entries(world)
    return [entry for entry in world.handset.phone.entries if entry not in alive]


def no_dead_entry(world: World) -> bool:
    """Whether the phone holds the live entry alone."""
    return in_step(world) and bool(matching_entries(world)) and not dead_entries(world)


def clock_is_right(world: World) -> bool:
    """Whether the phone keeps the true time."""
    return world.handset.phone.offset_s == 0


def own_device_in_step(world: World) -> bool:
    """Whether the account takes the codes of the phone in the hand."""
    return in_step(world) and bool(own_devices(world))


def asked_for_own(world: World) -> bool:
    """Whether the sign-in page asks for a code of the phone in the hand, or has had it."""
    serials = {device.serial_number for device in own_devices(world)}
    return world.console.challenged in serials or proved(world)


def only_own_devices(world: World) -> bool:
    """Whether every device of root is on the phone in the hand."""
    return root_devices(world) == own_devices(world)


def new_phone_assigned(world: World) -> bool:
    """Whether root has a device on the phone in the hand, and another, or had."""
    return times_done(world, "EnableMFADevice") > 1 and bool(own_devices(world))


def old_phone_removed(world: World) -> bool:
    """Whether the new phone's device is the only one left."""
    return new_phone_assigned(world) and only_own_devices(world)


def proved_by_phone_in_hand(world: World) -> bool:
    """Whether the root user is in by a code of the phone in the hand."""
    serials = {device.serial_number for device in own_devices(world)}
    return signed_in(world) and world.console.signed_in_with in serials


def factors_asked(world: World) -> bool:
    """Whether the way without a device has been entered."""
    return world.console.screen in FACTOR_SCREENS or in_by_factors(world)


def mail_verified(world: World) -> bool:
    """Whether the link in the mail has been followed."""
    return world.console.screen in FACTOR_SCREENS[2:] or in_by_factors(world)


def call_verified(world: World) -> bool:
    """Whether the digits have been typed on the phone."""
    return world.console.screen in FACTOR_SCREENS[4:] or in_by_factors(world)


FACTOR_SCREENS = (
    "sign-in-factors",
    "sign-in-mail-sent",
    "sign-in-phone",
    "sign-in-call",
    "sign-in-verified",
)


def unassigned(world: World) -> bool:
    """Whether root has no device."""
    return not root_devices(world)


def mail_read(world: World) -> bool:
    """Whether the mail that tells of the removal has been read."""
    told = [number for number, mail in enumerate(world.mails, 1) if mail.kind == "removed"]
    return unassigned(world) and bool(told) and world.handset.mails_read >= told[-1]


def slip_typed(world: World) -> bool:
    """Whether the phone holds an entry typed with a slip, or the right one by now."""
    return bool(dead_entries(world)) or device_assigned(world) or refused(SLIP)(world)


SLIP = "codes-not-from-this-key"


def qr_or_assigned(world: World) -> bool:
    """Whether the QR code is shown, or was of use already."""
    return qr_shown(world) or device_assigned(world)
