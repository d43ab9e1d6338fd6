"""Codes that are refused at the door: of a wrong clock, used before, tried too often."""

from simulator import authenticator
from simulator.clock import PERIOD_S, later
from simulator.console import World
from simulator.console import actions as a
from simulator.iam.limits import ATTEMPT_WINDOW_S
from simulator.lessons import detours, drill_goals, goals, openings, ways
from simulator.lessons.drills import shared
from simulator.lessons.offers import NEXT_CODE, NEXT_WINDOW, WALK_AWAY
from simulator.lessons.step import Drill, Playing, Step, walk


def correct_clock(world: World) -> Playing:
    """Let the phone set its own time."""
    if world.handset.view != "home":
        yield a.LeaveApp()
    yield a.OpenClockSettings()
    yield a.SetPhoneClock(0)


def early_resync(world: World) -> Playing:
    """Send codes that are older than the pair the account took from the fast clock."""
    world = yield from ways.to_resync(world)
    yield from ways.send_resync(world)


def same_code_two_sign_ins(world: World) -> Playing:
    """Sign in with a code, out, and in again with the same."""
    world = yield from detours.to_code_page(world)
    world = yield from walk(ways.fresh_code, world)
    yield a.SubmitMfaCode(ways.code_now(world))
    yield a.OpenAccountMenu()
    yield a.SignOut()
    yield a.SubmitEmail()
    world = yield a.SubmitPassword()
    yield a.SubmitMfaCode(ways.code_now(world))


def nine_wrong_codes(world: World) -> Playing:
    """Send codes that are not the phone's until no more are checked."""
    world = yield from detours.to_code_page(world)
    wrong = _wrong_code(world)
    while not drill_goals.nine_tries(world):
        world = yield a.SubmitMfaCode(wrong)


def right_code(world: World) -> Playing:
    """Send the code that the phone shows."""
    yield a.SubmitMfaCode(ways.code_now(world))


def after_the_window(world: World) -> Playing:
    """Wait until the attempts are counted anew, then send the code that the phone shows."""
    world = yield a.Wait(ATTEMPT_WINDOW_S)
    yield a.SubmitMfaCode(ways.code_now(world))


def _wrong_code(world: World) -> str:
    """Return six digits that the phone does not show for a long while."""
    phone, entry = world.handset.phone, goals.matching_entries(world)[0]
    times = (later(world.now, PERIOD_S * step) for step in range(-200, 200))
    shown = {authenticator.code(phone, entry, now) for now in times}
    return next(code for code in (f"{n:06}" for n in range(1000)) if code not in shown)


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
                drill_goals.in_by_code_once,
                ways.sign_in_again,
                "Sign out and in again with a code.",
            ),
            Step(
                "correct-the-clock",
                drill_goals.clock_is_right,
                correct_clock,
                "On the phone: Home, Date and time, Set time automatically.",
            ),
            Step(
                "be-refused",
                drill_goals.refused("code-out-of-step"),
                detours.refused_sign_in,
                "Sign out, then sign in with the phone's current code.",
            ),
            Step(
                "resync-too-early",
                drill_goals.refused("pair-already-used"),
                early_resync,
                "Open the resync from the sign-in page and send two codes in a row.",
                offers=NEXT_CODE,
            ),
            Step(
                "resync-in-time",
                goals.in_step,
                ways.resync,
                "Let ten minutes pass, then send two new codes in a row.",
                offers=(*WALK_AWAY, *NEXT_CODE),
            ),
            shared.sign_in("get-in"),
        ),
    ),
    "one-code-two-sign-ins": Drill(
        openings.after_everything,
        (
            Step(
                "use-a-code-twice",
                drill_goals.refused("code-already-used"),
                same_code_two_sign_ins,
                "Sign out and sign in; then at once again, with the same digits.",
            ),
            Step(
                "use-the-next-code",
                drill_goals.in_after("code-already-used"),
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
                drill_goals.nine_tries,
                nine_wrong_codes,
                "Type any six digits that the phone does not show, nine times.",
            ),
            Step(
                "try-the-right-one",
                drill_goals.refused("attempts-exhausted"),
                right_code,
                "Type the code that the phone shows.",
            ),
            Step(
                "wait-and-sign-in",
                drill_goals.in_after("attempts-exhausted"),
                after_the_window,
                "A new window of three minutes begins with a new tally.",
                offers=NEXT_WINDOW,
            ),
        ),
    ),
}
