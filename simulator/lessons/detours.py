"""Stretches of way that several drills share: through the wizard, out of step, a second phone."""

from simulator.clock import PERIOD_S
from simulator.console import World
from simulator.console import actions as a
from simulator.lessons import routes, ways
from simulator.lessons.codes import code_now
from simulator.lessons.goals import in_step, own_devices
from simulator.lessons.offers import TEN_MINUTES_S
from simulator.lessons.step import Going, Playing, walk


def true_pair(world: World) -> Playing:
    """Send two codes in a row, through a new wizard where none is open."""
    world = yield from walk(ways.enter_codes, world)
    yield a.SubmitCodes(*world.console.draft)


def refused_sign_in(world: World) -> Playing:
    """Sign in with the phone's code, which a device out of sync is refused."""
    if in_step(world):
        world = yield from fall_out_of_step(world)
    world = yield from routes.to_code_page(world)
    world = yield from routes.hold_its_phone(world)
    yield a.SubmitMfaCode(code_now(world))


def fall_out_of_step(world: World) -> Going:
    """Resync with two codes of ten minutes ago."""
    world = yield from routes.to_resync(world)
    first = code_now(world)
    world = yield a.Wait(PERIOD_S)
    second = code_now(world)
    yield a.Wait(TEN_MINUTES_S)
    return (yield a.SubmitResync(first, second))


def enrol_anew(world: World) -> Playing:
    """Enrol the phone in the hand, or the other one if this one is enrolled."""
    if world.handset.other is not None and own_devices(world):
        world = yield a.SwapPhones()
    yield from true_pair(world)
