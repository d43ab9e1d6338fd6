"""Codes that are refused at the door: of a wrong clock, used before, tried too often."""

from simulator.clock import PERIOD_S
from simulator.console import World
from simulator.console import actions as a
from simulator.iam.limits import ATTEMPT_WINDOW_S
from simulator.lessons import detours, drill_goals, goals, history, openings, routes, ways
from simulator.lessons.codes import code_now, device_in_question, tried_out, true_code
from simulator.lessons.drills import shared
from simulator.lessons.offers import NEXT_CODE, NEXT_WINDOW, WALK_AWAY
from simulator.lessons.step import Drill, Playing, Step


def correct_clock(world: World) -> Playing:
    """Let the phone set its own time."""
    if world.handset.view not in {"home", "clock"}:
        world = yield a.LeaveApp()
    if world.handset.view == "home":
        yield a.OpenClockSettings()
    yield a.SetPhoneClock(0)


def early_resync(world: World) -> Playing:
    """Send codes that are not newer than the pair the account took last."""
    world = yield from routes.to_resync(world)
    first = code_now(world)
    world = yield a.Wait(PERIOD_S)
    pair = a.SubmitResync(first, code_now(world))
    world = yield pair
    if goals.in_step(world):
        yield from routes.to_resync(world)
        yield pair


def same_code_two_sign_ins(world: World) -> Playing:
    """Sign in with a code, out, and in again with the same."""
    world = yield from routes.to_code_page(world)
    world = yield from routes.into_console(world)
    code = code_now(world)
    world = yield from routes.to_code_page(world)
    yield a.SubmitMfaCode(code)


def nine_wrong_codes(world: World) -> Playing:
    """Send codes that are not the device's until no more are checked."""
    world = yield from routes.to_code_page(world)
    wrong = _wrong_code(world)
    while not history.nine_tries(world):
        world = yield a.SubmitMfaCode(wrong)


def right_code(world: World) -> Playing:
    """Send the code that the phone shows, after nine wrong ones."""
    world = yield from routes.to_code_page(world)
    wrong = _wrong_code(world)
    while not tried_out(world, device_in_question(world)):
        world = yield a.SubmitMfaCode(wrong)
    yield a.SubmitMfaCode(code_now(world))


def after_the_window(world: World) -> Playing:
    """Wait until the attempts are counted anew, then send the code that the phone shows."""
    world = yield from routes.to_code_page(world)
    if not tried_out(world, device_in_question(world)):
        yield a.Wait(ATTEMPT_WINDOW_S)
    yield from routes.into_console(world)


def _wrong_code(world: World) -> str:
    """Return six digits that are not a code of the device in question for a long while."""
    device = device_in_question(world)
    true = {true_code(world, device, PERIOD_S * step) for step in range(-200, 200)}
    return next(code for code in (f"{n:06}" for n in range(1000)) if code not in true)


DRILLS: dict[str, Drill] = {
    "wrong-clock": Drill(
        openings.wrong_clock,
        (
            Step(
                "enrol-with-a-wrong-clock",
                goals.device_assigned,
                detours.true_pair,
                "Type two codes in a row, as ever.",
                offers=NEXT_CODE,
            ),
            Step(
                "sign-in-all-the-same",
                history.in_by_code_once,
                ways.sign_in_again,
                "Sign out and in again with a code.",
            ),
            Step(
                "correct-the-clock",
                drill_goals.clock_is_right,
                correct_clock,
                "On the phone: Home, Date and time, Set time automatically.",
            ),
            shared.be_refused("be-refused"),
            Step(
                "resync-too-early",
                history.refused("pair-already-used"),
                early_resync,
                "Open the resync from the sign-in page and send two codes in a row.",
                offers=NEXT_CODE,
            ),
            Step(
                "resync-in-time",
                drill_goals.mended,
                routes.resync,
                "Let ten minutes pass, then send two new codes in a row.",
                offers=(*WALK_AWAY, *NEXT_CODE),
            ),
            shared.sign_in("get-in", drill_goals.proved_mended),
        ),
    ),
    "one-code-two-sign-ins": Drill(
        openings.after_everything,
        (
            Step(
                "use-a-code-twice",
                history.refused("code-already-used"),
                same_code_two_sign_ins,
                "Sign out and sign in; then at once again, with the same digits.",
            ),
            Step(
                "use-the-next-code",
                history.in_after("code-already-used"),
                ways.sign_in,
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
                "Type any six digits that the phone does not show, nine times.",
            ),
            Step(
                "try-the-right-one",
                history.refused("attempts-exhausted"),
                right_code,
                "Type the code that the phone shows.",
            ),
            Step(
                "wait-and-sign-in",
                history.in_after("attempts-exhausted"),
                after_the_window,
                "A new window of three minutes begins with a new tally.",
                offers=NEXT_WINDOW,
            ),
        ),
    ),
}
