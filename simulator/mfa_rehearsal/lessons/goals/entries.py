"""Questions about the wizard and the entries on the phone: left, scanned again, dead, mistyped.

Rule: a goal is true in the world in which its step happens, and ignores other ways to the same end.
The run remembers that it happened.
"""

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import PERIOD_S, later
from mfa_rehearsal.console import World
from mfa_rehearsal.console.world import pending_device, root_devices
from mfa_rehearsal.lessons.goals.history import CREATE, DELETE, just_refused, refused, times_done
from mfa_rehearsal.lessons.goals.state import (
    device_assigned,
    device_created,
    entry_there,
    matching_entries,
    own_devices,
    qr_shown,
)
from mfa_rehearsal.lessons.goals.sync import LATE_PERIODS


def wizard_left(world: World) -> bool:
    """Whether the reader has left a wizard whose device is not assigned."""
    return not (world.console.pending or root_devices(world)) and times_done(world, CREATE) > 0


def begun_again(world: World) -> bool:
    """Whether a second wizard shows its QR code."""
    return times_done(world, CREATE) > 1 and qr_shown(world)


def both_scanned(world: World) -> bool:
    """Whether the phone has this wizard's entry and an earlier wizard's."""
    return device_created(world) and bool(matching_entries(world) and dead_entries(world))


def dead_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that belong to no device in question, oldest first."""
    alive = matching_entries(world)
    return [entry for entry in world.handset.phone.entries if entry not in alive]


def dead_pair_refused(world: World) -> bool:
    """Whether two codes in a row from an entry with another key have just been refused."""
    if not just_refused(world, "codes-not-from-this-key"):
        return False
    sent = world.console.refused_codes
    return any(sent in recent_pairs_of(world, entry) for entry in dead_entries(world))


def right_code_unchecked(world: World) -> bool:
    """Whether the phone's current code has just been refused because of too many attempts."""
    if not just_refused(world, "attempts-exhausted"):
        return False
    phone, sent = world.handset.phone, world.console.refused_codes
    return any((authenticator.code(phone, e, world.now),) == sent for e in matching_entries(world))


def recent_pairs_of(world: World, entry: authenticator.Entry) -> set[tuple[str, str]]:
    """Return the pairs of codes in a row that an entry showed in the last half hour."""
    times = [later(world.now, -PERIOD_S * age) for age in range(-1, LATE_PERIODS)]
    codes = [authenticator.code(world.handset.phone, entry, now) for now in times]
    return set(zip(codes[1:], codes, strict=False))


def dead_entry_deleted(world: World) -> bool:
    """Whether an entry has been deleted and only the live one is left."""
    return entry_deleted(world) and bool(own_devices(world)) and not stale_entries(world)


def stale_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that belong to no device of root and to no open wizard."""
    pending = pending_device(world)
    devices = (*root_devices(world), *([pending] if pending else []))
    secrets = {device.secret for device in devices}
    return [entry for entry in world.handset.phone.entries if entry.secret not in secrets]


def entry_deleted(world: World) -> bool:
    """Whether an entry has been deleted from this phone."""
    phone = world.handset.phone
    return phone.next_id - 1 > len(phone.entries)


def entry_alone(world: World) -> bool:
    """Whether the phone has only the entry that the wizard waits for."""
    return entry_there(world) and not dead_entries(world)


def assigned_alone(world: World) -> bool:
    """Whether root has a device and its entry is the only one on the phone."""
    return device_assigned(world) and bool(matching_entries(world)) and not dead_entries(world)


def name_reused(world: World) -> bool:
    """Whether the wizard's device has the name of a deleted one."""
    deleted = {event.resource for event in world.activity if event.name == DELETE}
    return device_created(world) and world.console.pending in deleted


def name_changed(world: World) -> bool:
    """Whether the wizard's device has a name that no deleted device had."""
    return device_created(world) and not name_reused(world)


def created_after_clash(world: World) -> bool:
    """Whether the wizard has a device after a name was refused as taken."""
    return device_created(world) and refused("device-name-taken")(world)


def mistyped(world: World) -> bool:
    """Whether the phone has a typed entry whose key isn't the one on the screen."""
    typed = any(entry.origin == "typed" for entry in dead_entries(world))
    return device_created(world) and typed
