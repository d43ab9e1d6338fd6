"""Drills: wizards that were not finished, and what they leave."""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, root_devices
from mfa_rehearsal.lessons.drills import openings, shared
from mfa_rehearsal.lessons.goals import entries, history, state
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Route, Step
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import recovery, wizard
from mfa_rehearsal.lessons.solutions.codes import code_of


def cancel(world: World) -> Actions:
    """Cancel the wizard, leaving its entry on the phone."""
    yield from wizard.to_fields(world)
    yield a.Cancel()


def begin_again(world: World) -> Actions:
    """Go through the wizard up to the new QR code."""
    yield from wizard.to_wizard(world)
    yield a.ShowQrCode()


def dead_pair(world: World) -> Actions:
    """Send two codes from an entry that is not for this device."""
    world = yield from with_dead_entry(world)
    entry = entries.dead_entries(world)[0]
    first = code_of(world, entry)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(first, code_of(world, entry))


def with_dead_entry(world: World) -> Route:
    """Open a wizard, with an entry from an earlier one on the phone."""
    world = yield from wizard.to_wizard(world)
    if not entries.dead_entries(world):
        yield from wizard.to_fields(world)
        world = yield a.Cancel()
        world = yield from wizard.to_wizard(world)
    return world


def scan_beside(world: World) -> Actions:
    """Scan the wizard's QR code, with an older entry on the phone."""
    world = yield from with_dead_entry(world)
    yield from wizard.to_fields(world)


def delete_dead_entries(world: World) -> Actions:
    """Delete the entries whose device is gone, and keep one that works."""
    world = yield from recovery.usable_device(world)
    for entry in entries.stale_entries(world):
        world = yield from wizard.to_entries(world)
        yield a.OpenEntry(entry.entry_id)
        world = yield a.DeleteEntry()


def same_name(world: World) -> Actions:
    """Choose a leftover device's name; today's console first deletes that device."""
    if entries.name_changed(world):
        world = yield a.Cancel()
    world = yield from wizard.to_choice(world)
    left = [device.name for device in world.account.devices if device.user_name is None]
    if not left:
        world = yield a.ChooseDevice(AUTHENTICATOR_APP, wizard.free_name(world))
        left = [world.account.devices[-1].name]
        world = yield a.Cancel()
        world = yield from wizard.to_choice(world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, left[0])


def assigned_name(world: World) -> Actions:
    """Choose an assigned device's name."""
    world = yield from recovery.usable_device(world)
    world = yield from wizard.to_new_choice(world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, root_devices(world)[0].name)


def another_name(world: World) -> Actions:
    """Choose a free name."""
    world = yield from wizard.to_new_choice(world)
    yield from wizard.choose(world)


def fixed_name(world: World) -> Actions:
    """Choose the 2020 console's only name, which a leftover device has."""
    world = yield from wizard.to_new_choice(world)
    if not world.account.devices:
        world = yield a.ChooseDevice(AUTHENTICATOR_APP, "")
        world = yield a.Cancel()
        world = yield from wizard.to_new_choice(world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, "")


FINISHED = Case(
    state.device_assigned,
    "You finished the wizard, so there is no dead entry. To get one, press **Undo**.",
)
LIVE_USED = Case(
    state.device_assigned,
    "You used the live entry first, so nothing was refused. To see the refusal, press **Undo**.",
)
DEAD_GONE = Case(
    entries.entry_alone,
    "The older entry is no longer on the phone, so its codes can't be tried. To try them, press"
    " **Undo**.",
)
NONE_DEAD = Case(entries.assigned_alone, "Not needed: the phone has only the live entry.")


OLD_ENTRY = (
    Step(
        "cancel-the-wizard",
        entries.wizard_left,
        cancel,
        "Press Cancel below the two fields.",
        passed=(FINISHED,),
    ),
    Step(
        "begin-again",
        entries.begun_again,
        begin_again,
        "Start the wizard again and show the new QR code.",
        passed=(FINISHED,),
    ),
    Step(
        "scan-again",
        entries.both_scanned,
        scan_beside,
        "On the phone, tap Add account, then Scan a QR code.",
        passed=(FINISHED, DEAD_GONE),
    ),
    Step(
        "use-the-dead-entry",
        entries.dead_pair_refused,
        dead_pair,
        "Type two codes in a row from the older entry, the upper one.",
        offers=NEXT_CODE,
        passed=(LIVE_USED, DEAD_GONE),
    ),
    shared.valid_pair("use-the-live-entry"),
    Step(
        "delete-the-dead-entry",
        entries.dead_entry_deleted,
        delete_dead_entries,
        "Tap the older entry, then Delete from this phone.",
        passed=(NONE_DEAD,),
    ),
)


OTHER_NAME = Case(
    entries.name_changed,
    "You chose another name, which works too. The leftover device is gone either way.",
)


LEFT_OVER_TODAY = (
    Step(
        "use-the-name-again",
        entries.name_reused,
        same_name,
        "Start the wizard and type the name that the first attempt used.",
        passed=(OTHER_NAME, Case(state.device_assigned, "Not needed: a device is assigned.")),
    ),
    shared.valid_pair("finish-this-time"),
    Step(
        "take-a-name-in-use",
        history.refused("device-name-taken"),
        assigned_name,
        "Start the wizard again and type the name of the device in the list.",
    ),
    Step(
        "choose-another-name",
        entries.created_after_clash,
        another_name,
        "Type a name that isn't in the list.",
    ),
)


LEFT_OVER_CLASSIC = (
    Step(
        "meet-the-refusal",
        history.refused("device-name-taken"),
        fixed_name,
        "Start the wizard and choose Virtual MFA device.",
    ),
    Step(
        "get-past-it",
        entries.created_after_clash,
        another_name,
        "Press Run this command here in the coach, then Continue again.",
        passed=(Case(state.device_assigned, "Not needed: a device is assigned."),),
    ),
)


DRILLS: dict[str, Drill] = {
    "old-entry": Drill(openings.before("enter-two-codes"), OLD_ENTRY),
    "left-over-device": Drill(openings.left_over, LEFT_OVER_TODAY, classic_steps=LEFT_OVER_CLASSIC),
}
