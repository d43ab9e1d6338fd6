"""Wizards left half-way, and keys that reach the phone in other ways."""

from simulator.clock import PERIOD_S
from simulator.console import World
from simulator.console import actions as a
from simulator.console.world import AUTHENTICATOR_APP, root_devices
from simulator.lessons import (
    drill_goals,
    goals,
    history,
    openings,
    recovery,
    routes,
    ways,
    wizard_routes,
)
from simulator.lessons.codes import code_of, device_in_question, true_code
from simulator.lessons.drills import shared
from simulator.lessons.offers import NEXT_CODE
from simulator.lessons.step import Case, Drill, Going, Playing, Step, walk


def cancel(world: World) -> Playing:
    """Leave the wizard, with its entry on the phone."""
    yield from wizard_routes.to_fields(world)
    yield a.Cancel()


def begin_again(world: World) -> Playing:
    """Go through the wizard up to the new QR code."""
    yield from wizard_routes.to_wizard(world)
    yield a.ShowQrCode()


def dead_pair(world: World) -> Playing:
    """Send two codes of an entry that is not this device's."""
    world = yield from with_dead_entry(world)
    entry = drill_goals.dead_entries(world)[0]
    first = code_of(world, entry)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(first, code_of(world, entry))


def with_dead_entry(world: World) -> Going:
    """Be in a wizard, with an entry on the phone that is not its device's."""
    world = yield from wizard_routes.to_wizard(world)
    if not drill_goals.dead_entries(world):
        yield from wizard_routes.to_fields(world)
        world = yield a.Cancel()
        world = yield from wizard_routes.to_wizard(world)
    return world


def scan_beside(world: World) -> Playing:
    """Scan the wizard's code, with an older entry on the phone."""
    world = yield from with_dead_entry(world)
    yield from wizard_routes.to_fields(world)


def delete_dead_entries(world: World) -> Playing:
    """Delete the entries whose device is gone, and keep one that works."""
    world = yield from recovery.usable_device(world)
    for entry in drill_goals.stale_entries(world):
        world = yield from wizard_routes.to_entries(world)
        yield a.OpenEntry(entry.entry_id)
        world = yield a.DeleteEntry()


def same_name(world: World) -> Playing:
    """Choose the name that a left-over device has; today's console deletes that first."""
    if drill_goals.name_changed(world):
        world = yield a.Cancel()
    world = yield from wizard_routes.to_choice(world)
    left = [device.name for device in world.account.devices if device.user_name is None]
    if not left:
        world = yield a.ChooseDevice(AUTHENTICATOR_APP, wizard_routes.free_name(world))
        left = [world.account.devices[-1].name]
        world = yield a.Cancel()
        world = yield from wizard_routes.to_choice(world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, left[0])


def assigned_name(world: World) -> Playing:
    """Choose the name that an assigned device has."""
    world = yield from recovery.usable_device(world)
    world = yield from wizard_routes.to_new_choice(world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, root_devices(world)[0].name)


def another_name(world: World) -> Playing:
    """Choose a name that is free."""
    world = yield from wizard_routes.to_new_choice(world)
    yield from wizard_routes.choose(world)


def fixed_name(world: World) -> Playing:
    """Meet the one name of the 2020 console, which a left-over device holds."""
    world = yield from wizard_routes.to_new_choice(world)
    if not world.account.devices:
        world = yield a.ChooseDevice(AUTHENTICATOR_APP, "")
        world = yield a.Cancel()
        world = yield from wizard_routes.to_new_choice(world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, "")


def type_with_a_slip(world: World) -> Playing:
    """Type the secret key with its first letter wrong."""
    world = yield from wizard_routes.to_typing(world)
    device = device_in_question(world)
    slip = "B" if device.seed[0] == "A" else "A"
    yield a.AddByHand(f"{device.name}, with a slip", slip + device.seed[1:])


def dead_typed_pair(world: World) -> Playing:
    """Send two codes of an entry that was typed with an error."""
    if not drill_goals.mistyped(world):
        world = yield from walk(type_with_a_slip, world)
    yield from dead_pair(world)


def own_phones_pair(world: World) -> Playing:
    """Send two codes in a row of a phone that is not in this practice."""
    world = yield from wizard_routes.to_wizard(world)
    first = true_code(world, device_in_question(world))
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(first, true_code(world, device_in_question(world)))


def sign_in_with_own_phone(world: World) -> Playing:
    """Sign out, and in with a code of a phone that is not in this practice."""
    world = yield from routes.to_code_page(world)
    world = yield from routes.fresh_code(world)
    yield a.SubmitMfaCode(true_code(world, device_in_question(world)))


FINISHED = Case(
    goals.device_assigned,
    "You finished the wizard, so no entry is dead. To meet one, press **Undo**.",
)
LIVE_USED = Case(
    goals.device_assigned,
    "You used the live entry first, so nothing was refused. To be refused, press **Undo**.",
)
DEAD_GONE = Case(
    drill_goals.entry_alone,
    "The older entry is no longer on the phone, so its codes can't be tried. To try them, press"
    " **Undo**.",
)
NONE_DEAD = Case(drill_goals.assigned_alone, "Not needed: the phone has the live entry alone.")

OLD_ENTRY = (
    Step(
        "cancel-the-wizard",
        drill_goals.wizard_left,
        cancel,
        "Press Cancel below the two fields.",
        passed=(FINISHED,),
    ),
    Step(
        "begin-again",
        drill_goals.begun_again,
        begin_again,
        "Start the wizard again and show the new QR code.",
        passed=(FINISHED,),
    ),
    Step(
        "scan-again",
        drill_goals.both_scanned,
        scan_beside,
        "Add account, Scan a QR code.",
        passed=(FINISHED, DEAD_GONE),
    ),
    Step(
        "use-the-dead-entry",
        drill_goals.dead_pair_refused,
        dead_pair,
        "Type two codes of the older entry, the upper one.",
        offers=NEXT_CODE,
        passed=(LIVE_USED, DEAD_GONE),
    ),
    shared.true_pair("use-the-live-entry"),
    Step(
        "delete-the-dead-entry",
        drill_goals.dead_entry_deleted,
        delete_dead_entries,
        "Tap the older entry, then Delete from this phone.",
        passed=(NONE_DEAD,),
    ),
)

OTHER_NAME = Case(
    drill_goals.name_changed,
    "You chose another name, which works as well. The left-over device is gone all the same.",
)

LEFT_OVER_TODAY = (
    Step(
        "use-the-name-again",
        drill_goals.name_reused,
        same_name,
        "Start the wizard and choose the name that the first attempt used.",
        passed=(OTHER_NAME, Case(goals.device_assigned, "Not needed: a device is assigned.")),
    ),
    shared.true_pair("finish-this-time"),
    Step(
        "take-a-name-in-use",
        history.refused("device-name-taken"),
        assigned_name,
        "Start the wizard once more, with the name of the device in the list.",
    ),
    Step(
        "choose-another-name",
        drill_goals.created_after_clash,
        another_name,
        "Type a name that is not in the list.",
    ),
)

LEFT_OVER_CLASSIC = (
    Step(
        "meet-the-refusal",
        history.refused("device-name-taken"),
        fixed_name,
        "Start the wizard and choose the virtual MFA device.",
    ),
    Step(
        "get-past-it",
        drill_goals.created_after_clash,
        another_name,
        "Let the coach delete the left-over device, then press Continue again.",
        passed=(Case(goals.device_assigned, "Not needed: a device is assigned."),),
    ),
)

TYPED_RIGHT = Case(
    drill_goals.entry_alone,
    "The key on the phone is right, so its codes won't be refused. To make the error, press"
    " **Undo**.",
)
ASSIGNED_FIRST = Case(
    goals.device_assigned,
    "You sent codes of the right entry first, so nothing was refused. To be refused, press"
    " **Undo**.",
)

NO_CAMERA = (
    Step(
        "slip-while-typing",
        drill_goals.mistyped,
        type_with_a_slip,
        "Show secret key, then type it with one letter wrong.",
        passed=(TYPED_RIGHT, ASSIGNED_FIRST),
    ),
    Step(
        "be-refused",
        drill_goals.dead_pair_refused,
        dead_typed_pair,
        "Send two codes of that entry.",
        offers=NEXT_CODE,
        passed=(TYPED_RIGHT, ASSIGNED_FIRST),
    ),
    Step(
        "type-it-right",
        goals.typed,
        ways.type_key,
        "Delete the entry if you like, and type the key again.",
        passed=(
            Case(goals.scanned, "You scanned the code instead, which works as well."),
            Case(goals.device_assigned, "Not needed: the device is assigned."),
        ),
    ),
    shared.true_pair("send-the-codes"),
)

OWN_PHONE = (
    Step(
        "show-the-code",
        goals.qr_shown,
        ways.show_qr_code,
        "Press Show QR code.",
        passed=(Case(goals.device_assigned, "Not needed: the device is assigned."),),
    ),
    Step(
        "send-your-phones-codes",
        drill_goals.assigned_in_true_time,
        own_phones_pair,
        "Scan with a real app and type two of its codes in a row.",
        passed=(
            Case(
                drill_goals.resynced_in_true_time, "The pair came late, and a resync put it right."
            ),
        ),
        instead=(
            Case(
                goals.device_assigned,
                "The device is associated, but out of sync with the true time. Send two new codes"
                " in a row to its resync.",
            ),
        ),
    ),
    Step(
        "sign-in-with-your-phone",
        goals.proved,
        sign_in_with_own_phone,
        "Sign out, and sign in with the code of your own phone.",
    ),
)

DRILLS: dict[str, Drill] = {
    "old-entry": Drill(openings.before("enter-two-codes"), OLD_ENTRY),
    "left-over-device": Drill(openings.left_over, LEFT_OVER_TODAY, classic_steps=LEFT_OVER_CLASSIC),
    "no-camera": Drill(openings.before("type-the-secret-key"), NO_CAMERA),
    "own-phone": Drill(openings.before("show-the-qr-code"), OWN_PHONE, real_time=True),
}
