"""Drills: invalid pairs and late pairs."""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.lessons.cases import IN_SYNC, OUT_ALREADY
from mfa_rehearsal.lessons.drills import shared
from mfa_rehearsal.lessons.drills.openings import before
from mfa_rehearsal.lessons.goals import history, state, sync
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Route, Solution, Step, walk
from mfa_rehearsal.lessons.offers import NEXT_CODE, TEN_MINUTES_S, WALK_AWAY
from mfa_rehearsal.lessons.solutions import code_routes, device_routes, recovery, steps, wizard
from mfa_rehearsal.lessons.solutions.codes import code_now


def same_code_twice(world: World) -> Actions:
    """Send one code in both fields."""
    world = yield from wizard.to_fields(world)
    code = code_now(world)
    yield a.SubmitCodes(code, code)


def codes_reversed(world: World) -> Actions:
    """Send the newer code first."""
    world = yield from wizard.to_fields(world)
    older = code_now(world)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(code_now(world), older)


def code_skipped(world: World) -> Actions:
    """Let one code pass between the two."""
    world = yield from wizard.to_fields(world)
    first = code_now(world)
    world = yield a.Wait(PERIOD_S)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(first, code_now(world))


def resync_at_sign_in(world: World) -> Actions:
    """Resync at the sign-in page."""
    world = yield from recovery.usable_device(world)
    if not state.in_sync(world):
        yield from code_routes.resync_at_sign_in(world)


def resync_in_console(world: World) -> Actions:
    """Resync from the list of devices."""
    world = yield from recovery.usable_device(world)
    if not state.in_sync(world):
        yield from device_routes.resync_in_console(world)


VALID_SENT = Case(
    state.device_assigned,
    "You sent a valid pair, so the device is assigned and this mistake didn't happen. To make it,"
    " press **Undo**.",
)


def _mistake(slug: str, cause: str, solution: Solution, hint: str) -> Step:
    goal = history.refused(cause)
    return Step(slug, goal, solution, hint, offers=NEXT_CODE, passed=(VALID_SENT,))


def walk_away(world: World) -> Actions:
    """Let ten minutes pass between typing and sending."""
    yield from _with_late_pair(world)


def _with_late_pair(world: World) -> Route:
    """Leave two codes in the fields that the phone showed ten minutes ago."""
    if sync.late_pair(world):
        return world
    if not state.pair_entered(world):
        world = yield from walk(steps.enter_codes, world)
    return (yield a.Wait(TEN_MINUTES_S))


def send_late(world: World) -> Actions:
    """Send two codes from ten minutes ago."""
    for device in root_devices(world):
        world = yield from device_routes.remove(world, device.serial_number)
    world = yield from _with_late_pair(world)
    yield a.SubmitCodes(*world.console.draft)


SENT_IN_TIME = Case(
    sync.assigned_in_sync,
    "You sent the pair in time, so the device is in sync. To send it late, press **Undo**.",
)
FRESH = Case(
    state.pair_entered,
    "The codes in the fields are fresh, so sending them now isn't late. Press **Walk away for 10"
    " minutes** first.",
)

LATE = (
    Step(
        "walk-away",
        sync.late_pair,
        walk_away,
        "Press Walk away for 10 minutes here in the coach.",
        offers=WALK_AWAY,
        passed=(SENT_IN_TIME, OUT_ALREADY),
    ),
    Step(
        "send-them-late",
        sync.assigned_late,
        send_late,
        "Press the button below the two fields.",
        offers=WALK_AWAY,
        passed=(SENT_IN_TIME, OUT_ALREADY),
        instead=(FRESH,),
    ),
)
"""A pair that is sent ten minutes late is accepted, and leaves the device out of sync."""

DRILLS: dict[str, Drill] = {
    "pair-mistakes": Drill(
        before("enter-two-codes"),
        (
            _mistake(
                "send-one-code-twice",
                "same-code-twice",
                same_code_twice,
                "Type the same code into both fields.",
            ),
            _mistake(
                "send-them-reversed",
                "codes-reversed",
                codes_reversed,
                "Type the newer code into the first field.",
            ),
            _mistake(
                "skip-one",
                "codes-not-consecutive",
                code_skipped,
                "Type a code, let the next one pass, then type the one after that.",
            ),
            shared.valid_pair("send-a-true-pair"),
        ),
    ),
    "late-at-the-door": Drill(
        before("submit-at-once"),
        (
            *LATE,
            shared.be_refused("be-refused", IN_SYNC),
            Step(
                "resync-at-the-door",
                sync.synced_at_sign_in,
                resync_at_sign_in,
                "To resync, choose the link below the code field.",
                offers=NEXT_CODE,
                passed=(IN_SYNC,),
            ),
            shared.sign_in("get-in"),
        ),
    ),
    "late-in-the-list": Drill(
        before("submit-at-once"),
        (
            *LATE,
            Step(
                "resync-in-the-list",
                sync.synced_in_console,
                resync_in_console,
                "Resync the device from the list in your security credentials.",
                offers=NEXT_CODE,
                passed=(IN_SYNC,),
            ),
            shared.sign_in("prove-it"),
        ),
    ),
}
