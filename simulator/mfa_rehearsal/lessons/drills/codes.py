"""Drills: codes refused at sign-in, because of a wrong clock, a second use, or too many tries."""

from mfa_rehearsal.clock import TimeStep, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.iam.totp import code_number, decode_secret
from mfa_rehearsal.lessons.cases import IN_TRUE_SYNC
from mfa_rehearsal.lessons.drills import openings, shared
from mfa_rehearsal.lessons.drills.openings import FAST_S
from mfa_rehearsal.lessons.goals import entries, history, state, sync
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Route, Step
from mfa_rehearsal.lessons.offers import NEXT_CODE, NEXT_WINDOW, WALK_AWAY
from mfa_rehearsal.lessons.solutions import (
    code_routes,
    detours,
    device_routes,
    recovery,
    sign_in_pages,
    sign_in_routes,
    steps,
)
from mfa_rehearsal.lessons.solutions.codes import attempts_exhausted, code_now, device_in_question


def enroll_fast(world: World) -> Actions:
    """Set up a phone whose clock is fast."""
    if not sync.clock_is_fast(world):
        world = yield from set_clock(world, FAST_S)
    yield from detours.valid_pair(world)


def sign_in_fast(world: World) -> Actions:
    """Sign out, and sign in with a phone whose clock is fast."""
    if not sync.clock_is_fast(world):
        world = yield from set_clock(world, FAST_S)
    yield from steps.sign_in_again(world)


def correct_clock(world: World) -> Actions:
    """Set the phone's time automatically."""
    yield from set_clock(world, 0)


def set_clock(world: World, offset_s: int) -> Route:
    """Set the phone's clock, from anywhere on the phone."""
    if world.handset.view not in {"home", "clock"}:
        world = yield a.LeaveApp()
    if world.handset.view == "home":
        world = yield a.OpenClockSettings()
    return (yield a.SetPhoneClock(offset_s))


def early_resync(world: World) -> Actions:
    """Resync with codes that are not newer than the last pair AWS accepted."""
    world = yield from recovery.usable_device(world)
    world = yield from device_routes.to_resync(world)
    yield from code_routes.send_resync(world)


def resync_in_time(world: World) -> Actions:
    """Wait until true time has passed the last pair, then send two new codes."""
    world = yield from recovery.usable_device(world)
    if not state.in_sync(world):
        yield from device_routes.resync(world)


def same_code_two_sign_ins(world: World) -> Actions:
    """Sign in with a code, sign out, and sign in with the same code."""
    world = yield from recovery.usable_device(world)
    world = yield from sign_in_pages.to_code_page(world)
    world = yield from sign_in_routes.into_console(world)
    code = code_now(world)
    world = yield from sign_in_pages.to_code_page(world)
    yield a.SubmitMfaCode(code)


def nine_wrong_codes(world: World) -> Actions:
    """Send wrong codes until AWS checks no more."""
    world = yield from recovery.usable_device(world)
    world = yield from sign_in_pages.to_code_page(world)
    wrong = _wrong_code(world)
    while not history.nine_tries(world):
        world = yield a.SubmitMfaCode(wrong)


def right_code(world: World) -> Actions:
    """Send the phone's code after nine wrong ones."""
    world = yield from recovery.usable_device(world)
    world = yield from sign_in_pages.to_code_page(world)
    world = yield from code_routes.hold_its_phone(world)
    wrong = _wrong_code(world)
    while not attempts_exhausted(world, device_in_question(world)):
        world = yield a.SubmitMfaCode(wrong)
    yield a.SubmitMfaCode(code_now(world))


def after_the_window(world: World) -> Actions:
    """Wait until the count starts over, then send the phone's code."""
    world = yield from recovery.usable_device(world)
    world = yield from sign_in_pages.to_code_page(world)
    yield from sign_in_routes.into_console(world)


def _wrong_code(world: World) -> str:
    """Return six digits that won't be a code of the device in question for a long time."""
    key, now = decode_secret(device_in_question(world).secret), time_step(world.now)
    true = {code_number(key, TimeStep(now + step)) for step in range(-200, 200)}
    return f"{next(number for number in range(1000) if number not in true):06}"


CLOCK_WAS_RIGHT = (
    Case(
        sync.enrolled_behind,
        "You set up with a slow clock. Correcting it breaks sign-in too, but a resync works right"
        " away. To see what a fast clock does, press **Undo**.",
    ),
    Case(
        state.device_assigned,
        "The phone's clock was right when you set up, so correcting it breaks nothing. To see what"
        " a fast clock does, press **Undo**.",
    ),
)
CLOCK_IS_RIGHT = Case(
    sync.clock_not_fast,
    "The phone's clock isn't fast now, so nothing will break. To see what a fast clock does, set it"
    " 10 minutes fast again. Otherwise, send two codes in a row.",
)
CORRECTED = Case(
    sync.assigned_with_right_clock,
    "The clock is already right, so you can't try this sign-in. To try it, press **Undo**.",
)
NO_LONGER_EARLY = Case(
    sync.waited_out,
    "Not needed: true time has passed the last pair, so a resync is no longer too early.",
)

DRILLS: dict[str, Drill] = {
    "wrong-clock": Drill(
        openings.wrong_clock,
        (
            Step(
                "enrol-with-a-wrong-clock",
                sync.assigned_ahead,
                enroll_fast,
                "Type two codes in a row, as usual.",
                offers=NEXT_CODE,
                passed=CLOCK_WAS_RIGHT,
                instead=(CLOCK_IS_RIGHT,),
            ),
            Step(
                "sign-in-all-the-same",
                sync.signed_in_fast,
                sign_in_fast,
                "Sign out, then sign in with a code.",
                offers=NEXT_CODE,
                passed=(CORRECTED,),
            ),
            Step(
                "correct-the-clock",
                sync.clock_is_right,
                correct_clock,
                "On the phone's home screen, open Date and time and choose Set time automatically.",
                keeps=sync.clock_is_right,
            ),
            shared.be_refused("be-refused", IN_TRUE_SYNC),
            Step(
                "resync-too-early",
                history.refused("pair-already-used"),
                early_resync,
                "Open the resync from the sign-in page and send two codes in a row.",
                offers=NEXT_CODE,
                passed=(IN_TRUE_SYNC, NO_LONGER_EARLY),
            ),
            Step(
                "resync-in-time",
                sync.synced_in_true_time,
                resync_in_time,
                "Let ten minutes pass, then send two new codes in a row.",
                offers=(*WALK_AWAY, *NEXT_CODE),
                passed=(IN_TRUE_SYNC,),
            ),
            shared.sign_in("get-in", sync.proved_in_true_sync),
        ),
    ),
    "one-code-two-sign-ins": Drill(
        openings.after_everything,
        (
            Step(
                "use-a-code-twice",
                history.refused("code-already-used"),
                same_code_two_sign_ins,
                "Sign out and sign in with a code. Then do it again with the same code.",
            ),
            Step(
                "use-the-next-code",
                history.signed_in_after("code-already-used"),
                steps.sign_in_again,
                "Wait until the phone shows the next code.",
                offers=NEXT_CODE,
            ),
        ),
    ),
    "ten-tries": Drill(
        openings.at_the_code,
        (
            Step(
                "try-nine-wrong-codes",
                history.nine_tries,
                nine_wrong_codes,
                "Type six digits that aren't the code on the phone, nine times.",
            ),
            Step(
                "try-the-right-one",
                entries.right_code_unchecked,
                right_code,
                "Type the code that the phone shows.",
            ),
            Step(
                "wait-and-sign-in",
                history.signed_in_after("attempts-exhausted"),
                after_the_window,
                "AWS starts a new count every three minutes.",
                offers=NEXT_WINDOW,
            ),
        ),
    ),
}
