"""Drills: a key that reaches a phone in another way: typed by hand, or on a phone of one's own."""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import (
    entry_goals,
    goals,
    openings,
    routes,
    sync_goals,
    ways,
    wizard_routes,
)
from mfa_rehearsal.lessons.codes import device_in_question, true_code
from mfa_rehearsal.lessons.drills import shared, wizards
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.step import Case, Drill, Playing, Step, walk


def type_with_a_slip(world: World) -> Playing:
    """Type the secret key with its first letter wrong."""
    world = yield from wizard_routes.to_typing(world)
    device = device_in_question(world)
    slip = "B" if device.seed[0] == "A" else "A"
    yield a.AddByHand(f"{device.name}, with a slip", slip + device.seed[1:])


def dead_typed_pair(world: World) -> Playing:
    """Send two codes of an entry that was typed with an error."""
    if not entry_goals.mistyped(world):
        world = yield from walk(type_with_a_slip, world)
    yield from wizards.dead_pair(world)


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


TYPED_RIGHT = Case(
    entry_goals.entry_alone,
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
        entry_goals.mistyped,
        type_with_a_slip,
        "Show secret key, then type it with one letter wrong.",
        passed=(TYPED_RIGHT, ASSIGNED_FIRST),
    ),
    Step(
        "be-refused",
        entry_goals.dead_pair_refused,
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
        sync_goals.assigned_in_true_time,
        own_phones_pair,
        "Scan with a real app and type two of its codes in a row.",
        passed=(
            Case(
                sync_goals.resynced_in_true_time, "The pair came late, and a resync put it right."
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
    "no-camera": Drill(openings.before("type-the-secret-key"), NO_CAMERA),
    "own-phone": Drill(openings.before("show-the-qr-code"), OWN_PHONE, real_time=True),
}
