"""Wizards left half-way, and keys that reach the phone in other ways."""

from simulator.clock import PERIOD_S
from simulator.console import World
from simulator.console import actions as a
from simulator.console.enrolling import AUTHENTICATOR_APP
from simulator.lessons import (
    detours,
    drill_goals,
    goals,
    history,
    openings,
    routes,
    ways,
    wizard_routes,
)
from simulator.lessons.codes import code_of, device_in_question, true_code
from simulator.lessons.offers import NEXT_CODE
from simulator.lessons.step import Drill, Going, Playing, Step


def cancel(_: World) -> Playing:
    """Leave the wizard."""
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


def delete_dead_entries(world: World) -> Playing:
    """Delete the entries whose device is gone."""
    for entry in drill_goals.dead_entries(world):
        world = yield from wizard_routes.to_entries(world)
        yield a.OpenEntry(entry.entry_id)
        world = yield a.DeleteEntry()


def taken_name(world: World) -> Playing:
    """Choose the name that a left-over device has."""
    world = yield from wizard_routes.to_choice(world)
    if not world.account.devices:
        world = yield a.ChooseDevice(AUTHENTICATOR_APP, wizard_routes.DEVICE_NAME)
        world = yield a.Cancel()
        world = yield from wizard_routes.to_choice(world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, world.account.devices[0].name)


def free_name_or_delete(world: World) -> Playing:
    """Choose another name; in 2020, have the left-over device deleted first."""
    yield from wizard_routes.to_wizard(world)


def type_with_a_slip(world: World) -> Playing:
    """Type the secret key with its first letter wrong."""
    world = yield from wizard_routes.to_typing(world)
    device = device_in_question(world)
    slip = "B" if device.seed[0] == "A" else "A"
    yield a.AddByHand(f"{device.name}, with a slip", slip + device.seed[1:])


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


DRILLS: dict[str, Drill] = {
    "old-entry": Drill(
        openings.before("enter-two-codes"),
        (
            Step(
                "cancel-the-wizard",
                drill_goals.wizard_left,
                cancel,
                "Press Cancel below the two fields.",
            ),
            Step(
                "begin-again",
                drill_goals.begun_again,
                begin_again,
                "Start the wizard again, under a free name, and show the new QR code.",
            ),
            Step(
                "scan-again",
                drill_goals.both_scanned,
                ways.scan,
                "Add account, Scan a QR code.",
            ),
            Step(
                "use-the-dead-entry",
                history.refused("codes-not-from-this-key"),
                dead_pair,
                "Type two codes of the older entry, the upper one.",
                offers=NEXT_CODE,
            ),
            Step(
                "use-the-live-entry",
                goals.in_step,
                detours.true_pair,
                "Type two codes of the newer entry.",
                offers=NEXT_CODE,
            ),
            Step(
                "delete-the-dead-entry",
                drill_goals.no_dead_entry,
                delete_dead_entries,
                "Tap the older entry, then Delete from this phone.",
            ),
        ),
    ),
    "left-over-device": Drill(
        openings.left_over,
        (
            Step(
                "meet-the-refusal",
                history.refused("device-name-taken"),
                taken_name,
                "Start the wizard and choose the name that the first attempt used.",
            ),
            Step(
                "get-past-it",
                goals.unless_assigned(goals.device_created),
                free_name_or_delete,
                "Choose another name, or let the coach delete the left-over device.",
            ),
        ),
    ),
    "no-camera": Drill(
        openings.before("type-the-secret-key"),
        (
            Step(
                "slip-while-typing",
                drill_goals.slip_typed,
                type_with_a_slip,
                "Show secret key, then type it with one letter wrong.",
            ),
            Step(
                "be-refused",
                history.refused("codes-not-from-this-key"),
                dead_pair,
                "Send two codes of that entry.",
                offers=NEXT_CODE,
            ),
            Step(
                "type-it-right",
                goals.typed,
                ways.type_key,
                "Delete the entry if you like, and type the key again.",
            ),
            Step(
                "send-the-codes",
                goals.in_step,
                detours.true_pair,
                "Type two codes of the right entry.",
                offers=NEXT_CODE,
            ),
        ),
    ),
    "own-phone": Drill(
        openings.before("show-the-qr-code"),
        (
            Step(
                "show-the-code",
                drill_goals.qr_or_assigned,
                ways.show_qr_code,
                "Press Show QR code.",
            ),
            Step(
                "send-your-phones-codes",
                goals.in_true_time,
                own_phones_pair,
                "Scan with a real app and type two of its codes in a row.",
            ),
            Step(
                "sign-in-with-your-phone",
                goals.proved,
                sign_in_with_own_phone,
                "Sign out, and sign in with the code of your own phone.",
            ),
        ),
        real_time=True,
    ),
}
