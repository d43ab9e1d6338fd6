"""Two codes that are none, and two that come late."""

from simulator.clock import PERIOD_S
from simulator.console import World
from simulator.console import actions as a
from simulator.console.world import root_devices
from simulator.lessons import drill_goals, goals, history, openings, routes, ways, wizard_routes
from simulator.lessons.codes import code_now
from simulator.lessons.drills import shared
from simulator.lessons.goals import device_created
from simulator.lessons.offers import NEXT_CODE, TEN_MINUTES_S, WALK_AWAY
from simulator.lessons.step import Drill, Playing, Step, walk


def same_code_twice(world: World) -> Playing:
    """Send one code in both fields."""
    world = yield from wizard_routes.to_fields(world)
    code = code_now(world)
    yield a.SubmitCodes(code, code)


def codes_reversed(world: World) -> Playing:
    """Send the newer code first."""
    world = yield from wizard_routes.to_fields(world)
    older = code_now(world)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(code_now(world), older)


def code_skipped(world: World) -> Playing:
    """Let one code pass between the two."""
    world = yield from wizard_routes.to_fields(world)
    first = code_now(world)
    world = yield a.Wait(2 * PERIOD_S)
    yield a.SubmitCodes(first, code_now(world))


def walk_away(_: World) -> Playing:
    """Let ten minutes pass between typing and sending."""
    yield a.Wait(TEN_MINUTES_S)


def send_late(world: World) -> Playing:
    """Send what stands in the fields; where nothing does, type and wait first."""
    for device in root_devices(world):
        world = yield from routes.remove(world, device.serial_number)
    if not (device_created(world) and all(world.console.draft)):
        world = yield from walk(ways.enter_codes, world)
        world = yield a.Wait(TEN_MINUTES_S)
    yield a.SubmitCodes(*world.console.draft)


LATE = (
    Step(
        "walk-away",
        drill_goals.draft_is_stale,
        walk_away,
        "The coach lets ten minutes pass.",
        offers=WALK_AWAY,
    ),
    Step(
        "send-them-late",
        drill_goals.sent_late,
        send_late,
        "Press the button below the two fields.",
    ),
)
"""A pair that is sent ten minutes late is accepted, and leaves the device out of sync."""

DRILLS: dict[str, Drill] = {
    "pair-mistakes": Drill(
        openings.before("enter-two-codes"),
        (
            Step(
                "send-one-code-twice",
                history.refused("same-code-twice"),
                same_code_twice,
                "Type the same digits into both fields.",
            ),
            Step(
                "send-them-reversed",
                history.refused("codes-reversed"),
                codes_reversed,
                "The newer code goes into the first field this time.",
                offers=NEXT_CODE,
            ),
            Step(
                "skip-one",
                history.refused("codes-not-consecutive"),
                code_skipped,
                "Type a code, let one pass, type the one after.",
                offers=NEXT_CODE,
            ),
            shared.true_pair("send-a-true-pair"),
        ),
    ),
    "late-at-the-door": Drill(
        openings.before("submit-at-once"),
        (
            *LATE,
            shared.be_refused("be-refused"),
            Step(
                "resync-at-the-door",
                goals.in_step,
                routes.resync,
                "The link below the code field leads to a resync.",
                offers=NEXT_CODE,
            ),
            shared.sign_in("get-in"),
        ),
    ),
    "late-in-the-list": Drill(
        openings.before("submit-at-once"),
        (
            *LATE,
            Step(
                "resync-in-the-list",
                goals.in_step,
                routes.resync,
                "Resync stands with the device, among your security credentials.",
                offers=NEXT_CODE,
            ),
            shared.sign_in("prove-it"),
        ),
    ),
}
