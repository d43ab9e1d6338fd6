"""What a drill is about, asked as questions of a world: a refusal met, a device removed.

Rule: a goal holds in the world in which its step happens, and says nothing of other ways to the
same end. The run remembers that it happened.
"""

from collections.abc import Iterator

from simulator import authenticator, iam
from simulator.clock import PERIOD_S, later
from simulator.console import World
from simulator.console.world import nth_secret, pending_device, root_devices
from simulator.iam.limits import CHECK_EITHER_SIDE_STEPS, DEVICES_PER_USER
from simulator.lessons.goals import (
    FRESH_PERIODS,
    device_assigned,
    device_created,
    entry_there,
    in_sync,
    in_true_time,
    matching_entries,
    own_devices,
    proved,
    qr_shown,
    signed_in,
    taken,
    typed_draft,
)
from simulator.lessons.history import in_by_factors, just_done, just_refused, refused, times_done

ENABLE, RESYNC, REMOVE = "EnableMFADevice", "ResyncMFADevice", "DeactivateMFADevice"
CREATE, DELETE = "CreateVirtualMFADevice", "DeleteVirtualMFADevice"

# Clocks and late pairs ----------------------------------------------------------------------

LATE_PERIODS = 60
"""How far back a late pair is looked for: half an hour."""


def proved_in_sync(world: World) -> bool:
    """Whether the root user is in by a code of a device that is in sync."""
    return proved(world) and in_sync(world)


def clock_is_right(world: World) -> bool:
    """Whether the phone keeps the true time."""
    return world.handset.phone.offset_s == 0


def clock_is_fast(world: World) -> bool:
    """Whether the phone is ahead of the true time."""
    return world.handset.phone.offset_s > 0


def clock_not_fast(world: World) -> bool:
    """Whether no device is assigned, and the phone is not ahead of the true time."""
    return not (device_assigned(world) or clock_is_fast(world))


def assigned_with_right_clock(world: World) -> bool:
    """Whether root has a device, and the phone keeps the true time."""
    return device_assigned(world) and clock_is_right(world)


def in_true_sync(world: World) -> bool:
    """Whether the phone keeps the true time, and AWS accepts its codes."""
    return clock_is_right(world) and in_sync(world)


def proved_in_true_sync(world: World) -> bool:
    """Whether the root user is in by a code of a phone that keeps the true time."""
    return proved(world) and in_true_sync(world)


def assigned_ahead(world: World) -> bool:
    """Whether a device was just assigned by codes from a clock that is ahead."""
    return just_done(world, ENABLE) and enrolled_ahead(world)


def enrolled_ahead(world: World) -> bool:
    """Whether AWS thinks that the clock of one of root's devices is ahead."""
    return any(each.offset_steps > CHECK_EITHER_SIDE_STEPS for each in root_devices(world))


def enrolled_behind(world: World) -> bool:
    """Whether AWS thinks that the clock of one of root's devices is behind."""
    return any(each.offset_steps < -CHECK_EITHER_SIDE_STEPS for each in root_devices(world))


def signed_in_fast(world: World) -> bool:
    """Whether the root user is in by a code of a phone that is ahead."""
    return proved(world) and clock_is_fast(world)


def late_pair(world: World) -> bool:
    """Whether the fields hold two codes in a row that the phone showed some minutes ago."""
    draft = typed_draft(world)
    return device_created(world) and all(draft) and draft in set(_late_pairs(world))


def _late_pairs(world: World) -> Iterator[tuple[str, str]]:
    phone = world.handset.phone
    for entry in matching_entries(world):
        ages = range(FRESH_PERIODS, LATE_PERIODS)
        times = [later(world.now, -PERIOD_S * age) for age in ages]
        codes = [authenticator.code(phone, entry, now) for now in times]
        yield from zip(codes[1:], codes, strict=False)


def assigned_late(world: World) -> bool:
    """Whether a device was just assigned by a pair so late that it is out of sync."""
    return just_done(world, ENABLE) and not in_sync(world)


def assigned_in_time(world: World) -> bool:
    """Whether a device was just assigned by a pair that leaves it in sync."""
    return just_done(world, ENABLE) and in_sync(world)


def assigned_out_of_sync(world: World) -> bool:
    """Whether root has a device, and AWS refuses the codes of its phone."""
    return device_assigned(world) and not in_sync(world)


def resynced(world: World) -> bool:
    """Whether the device is in sync, and has been resynced."""
    return assigned_in_sync(world) and times_done(world, RESYNC) > 0


def assigned_in_true_sync(world: World) -> bool:
    """Whether root has a device in sync with a phone that keeps the true time."""
    return device_assigned(world) and in_true_sync(world)


def assigned_in_true_time(world: World) -> bool:
    """Whether a device was just assigned by a pair that leaves it in sync with the true time."""
    return just_done(world, ENABLE) and in_true_time(world)


def resynced_in_true_time(world: World) -> bool:
    """Whether the device is in sync with the true time, and has been resynced."""
    return in_true_time(world) and times_done(world, RESYNC) > 0


def assigned_in_sync(world: World) -> bool:
    """Whether root has a device, and AWS accepts the codes of its phone."""
    return device_assigned(world) and in_sync(world)


def synced_at_sign_in(world: World) -> bool:
    """Whether a resync on a sign-in page has just brought device and phone in sync."""
    return just_done(world, RESYNC) and in_sync(world) and not signed_in(world)


def synced_in_console(world: World) -> bool:
    """Whether a resync in the console has just brought device and phone in sync."""
    return just_done(world, RESYNC) and in_sync(world) and signed_in(world)


def synced_in_true_time(world: World) -> bool:
    """Whether a resync has just brought the device in sync with a phone that keeps true time."""
    return just_done(world, RESYNC) and in_true_sync(world)


def waited_out(world: World) -> bool:
    """Whether the clock is right, and true time has passed the last pair: a resync works."""
    now_step = world.now // PERIOD_S
    passed = all((each.last_pair_step or 0) < now_step for each in root_devices(world))
    return device_assigned(world) and clock_is_right(world) and passed


# Entries ------------------------------------------------------------------------------------


def wizard_left(world: World) -> bool:
    """Whether a wizard has been left, and its device with it."""
    return not (world.console.pending or root_devices(world)) and times_done(world, CREATE) > 0


def begun_again(world: World) -> bool:
    """Whether a second wizard shows its QR code."""
    return times_done(world, CREATE) > 1 and qr_shown(world)


def both_scanned(world: World) -> bool:
    """Whether the phone holds the entry of this wizard beside that of an earlier one."""
    return device_created(world) and bool(matching_entries(world) and dead_entries(world))


def dead_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that belong to no device in question, oldest first."""
    alive = matching_entries(world)
    return [entry for entry in world.handset.phone.entries if entry not in alive]


def dead_pair_refused(world: World) -> bool:
    """Whether two codes in a row of an entry with another key have just been refused."""
    if not just_refused(world, "codes-not-from-this-key"):
        return False
    sent = world.console.refused_codes
    return any(sent in recent_pairs_of(world, entry) for entry in dead_entries(world))


def true_code_unchecked(world: World) -> bool:
    """Whether the code that the phone shows has just been refused because too many were tried."""
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
    """Whether an entry has been deleted, and the live one alone is left."""
    return entry_deleted(world) and bool(own_devices(world)) and not stale_entries(world)


def stale_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that belong to no device of root and to no open wizard."""
    pending = pending_device(world)
    devices = (*root_devices(world), *([pending] if pending else []))
    seeds = {device.seed for device in devices}
    return [entry for entry in world.handset.phone.entries if entry.secret not in seeds]


def entry_deleted(world: World) -> bool:
    """Whether an entry of this phone has been deleted."""
    phone = world.handset.phone
    return phone.next_id - 1 > len(phone.entries)


def entry_alone(world: World) -> bool:
    """Whether the phone has the entry that the wizard waits for, and no other."""
    return entry_there(world) and not dead_entries(world)


def assigned_alone(world: World) -> bool:
    """Whether root has a device whose entry is the phone's only one."""
    return device_assigned(world) and bool(matching_entries(world)) and not dead_entries(world)


def name_reused(world: World) -> bool:
    """Whether the wizard's device has the name of one that was deleted before."""
    deleted = {event.resource for event in world.activity if event.name == DELETE}
    return device_created(world) and world.console.pending in deleted


def name_changed(world: World) -> bool:
    """Whether the wizard's device has a name of its own."""
    return device_created(world) and not name_reused(world)


def created_after_clash(world: World) -> bool:
    """Whether the wizard has a device, after a name that was taken."""
    return device_created(world) and refused("device-name-taken")(world)


def mistyped(world: World) -> bool:
    """Whether the phone holds a typed entry whose key is not the one on the screen."""
    typed = any(entry.origin == "typed" for entry in dead_entries(world))
    return device_created(world) and typed


# Phones and devices -------------------------------------------------------------------------


def device_in_sync_here(world: World) -> bool:
    """Whether AWS accepts the codes of the phone in the hand."""
    return any(taken(world, device) for device in own_devices(world))


def new_phone_assigned(world: World) -> bool:
    """Whether the phone in the hand has just become a device of root."""
    return just_done(world, ENABLE) and bool(own_devices(world))


def only_own_devices(world: World) -> bool:
    """Whether root has devices, and every one is on the phone in the hand."""
    return bool(root_devices(world)) and root_devices(world) == own_devices(world)


def lost_removed(world: World) -> bool:
    """Whether a removal has just left root with devices of the phone in the hand alone, or none."""
    return just_done(world, REMOVE) and root_devices(world) == own_devices(world)


def bare(world: World) -> bool:
    """Whether root has no device."""
    return not root_devices(world)


def has_room(world: World) -> bool:
    """Whether root has devices, and could have another; or has been given a ninth."""
    return 0 < len(root_devices(world)) < DEVICES_PER_USER or ninth_done(world)


def lost_still_there(world: World) -> bool:
    """Whether room has been made, and a device whose phone is lost is still assigned."""
    return has_room(world) and root_devices(world) != own_devices(world)


def ninth_done(world: World) -> bool:
    """Whether a device has been assigned beyond the eight that the drill begins with."""
    return times_done(world, ENABLE) > DEVICES_PER_USER


def ninth_assigned(world: World) -> bool:
    """Whether a device has just been assigned beyond the eight that the drill begins with."""
    return just_done(world, ENABLE) and ninth_done(world)


def is_first(world: World, device: iam.VirtualMfaDevice) -> bool:
    """Whether a device is the first that this run's console made."""
    return device.seed == nth_secret(world, 0)


def new_phone_in_hand(world: World) -> bool:
    """Whether the phone in the hand is not the one of the first device."""
    first = nth_secret(world, 0)
    return all(entry.secret != first for entry in world.handset.phone.entries)


def second_phone_assigned(world: World) -> bool:
    """Whether the new phone has just become a device of root."""
    return new_phone_assigned(world) and new_phone_in_hand(world)


def proved_by_new_phone(world: World) -> bool:
    """Whether the root user is in by a code of the new phone."""
    serials = {device.serial_number for device in own_devices(world)}
    in_by_own = signed_in(world) and world.console.signed_in_with in serials
    return in_by_own and new_phone_in_hand(world)


def old_removed(world: World) -> bool:
    """Whether a removal has just taken the first device off the root user."""
    return just_done(world, REMOVE) and not any(is_first(world, d) for d in root_devices(world))


def factors_asked(world: World) -> bool:
    """Whether the way in without a device has been chosen."""
    return world.console.screen in FACTOR_SCREENS or in_by_factors(world)


def mail_verified(world: World) -> bool:
    """Whether the link in the email has been followed."""
    return world.console.screen in MAIL_VERIFIED or in_by_factors(world)


def call_verified(world: World) -> bool:
    """Whether the digits have been typed on the phone."""
    return world.console.screen == "sign-in-verified" or in_by_factors(world)


MAIL_VERIFIED = {"sign-in-phone", "sign-in-call", "sign-in-verified"}
FACTOR_SCREENS = {"sign-in-factors", "sign-in-mail-sent", *MAIL_VERIFIED}
"""The pages on the way in without a device."""


def unassigned(world: World) -> bool:
    """Whether a removal has just left root without a device."""
    return just_done(world, REMOVE) and not root_devices(world)


def mail_read(world: World) -> bool:
    """Whether the mail that tells of the removal has been read."""
    told = [number for number, mail in enumerate(world.mails, 1) if mail.kind == "removed"]
    return bool(told) and world.handset.mails_read >= told[-1]
