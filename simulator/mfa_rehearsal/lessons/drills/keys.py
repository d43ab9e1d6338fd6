"""Drills: other ways to get a key onto a phone: typed by hand, or scanned with a real phone."""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.drills import openings, shared, wizards
from mfa_rehearsal.lessons.goals import entries, state, sync
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Step, walk
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import code_routes, sign_in_pages, steps, wizard
from mfa_rehearsal.lessons.solutions.codes import device_in_question, real_phone_code


def type_with_typo(world: World) -> Actions:
    """Type the secret key with its first letter wrong."""
    world = yield from wizard.to_typing(world)
    device = device_in_question(world)
    wrong = "B" if device.secret[0] == "A" else "A"
    yield a.AddByHand(f"{device.name}, with a typo", wrong + device.secret[1:])


def dead_typed_pair(world: World) -> Actions:
    """Send two codes from an entry that was typed with an error."""
    if not entries.mistyped(world):
        world = yield from walk(type_with_typo, world)
    yield from wizards.dead_pair(world)


def own_phones_pair(world: World) -> Actions:
    """Send two codes in a row from a real phone."""
    world = yield from wizard.to_wizard(world)
    first = real_phone_code(world, device_in_question(world))
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(first, real_phone_code(world, device_in_question(world)))


def sign_in_with_own_phone(world: World) -> Actions:
    """Sign out, then sign in with a code from a real phone."""
    world = yield from sign_in_pages.to_code_page(world)
    world = yield from code_routes.fresh_code(world)
    yield a.SubmitMfaCode(real_phone_code(world, device_in_question(world)))


TYPED_RIGHT = Case(
    entries.entry_alone,
    "The key on the phone is right, so its codes won't be refused. To make the error, press"
    " **Undo**.",
)
ASSIGNED_FIRST = Case(
    state.device_assigned,
    "You sent codes from the right entry first, so nothing was refused. To see the refusal, press"
    " **Undo**.",
)


NO_CAMERA = (
    Step(
        "slip-while-typing",
        entries.mistyped,
        type_with_typo,
        "Press Show secret key, then type the key with one letter wrong.",
        passed=(TYPED_RIGHT, ASSIGNED_FIRST),
    ),
    Step(
        "be-refused",
        entries.dead_pair_refused,
        dead_typed_pair,
        "Send two codes in a row from that entry.",
        offers=NEXT_CODE,
        passed=(TYPED_RIGHT, ASSIGNED_FIRST),
    ),
    Step(
        "type-it-right",
        state.typed,
        steps.type_key,
        "Type the key again. You can delete the wrong entry first.",
        passed=(
            Case(state.scanned, "You scanned the QR code instead, which works too."),
            Case(state.device_assigned, "Not needed: the device is assigned."),
        ),
    ),
    shared.valid_pair("send-the-codes"),
)


OWN_PHONE = (
    Step(
        "show-the-code",
        state.qr_shown,
        steps.show_qr_code,
        "Press Show QR code.",
        passed=(Case(state.device_assigned, "Not needed: the device is assigned."),),
    ),
    Step(
        "send-your-phones-codes",
        sync.assigned_in_true_time,
        own_phones_pair,
        "Scan the QR code with a real app and type two of its codes in a row.",
        passed=(Case(sync.resynced_in_true_time, "The pair was late, and a resync fixed it."),),
        instead=(
            Case(
                state.device_assigned,
                "The device is assigned but out of sync with the true time. Resync it with two new"
                " codes in a row.",
            ),
        ),
    ),
    Step(
        "sign-in-with-your-phone",
        state.proved,
        sign_in_with_own_phone,
        "Sign out, then sign in with the code on your real phone.",
    ),
)


DRILLS: dict[str, Drill] = {
    "no-camera": Drill(openings.before("type-the-secret-key"), NO_CAMERA),
    "own-phone": Drill(openings.before("show-the-qr-code"), OWN_PHONE, real_time=True),
}
