"""What has happened, read in what the account wrote down: goals that stay reached."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import dropwhile

from simulator.console import World
from simulator.iam.activity import SIGN_IN, Event
from simulator.iam.limits import ATTEMPT_WINDOW_S, ATTEMPTS_PER_WINDOW
from simulator.lessons.step import Goal


def times_done(world: World, name: str) -> int:
    """Return how often something has been done, by the name the account has for it."""
    return sum(_is_done(event, name) for event in world.activity)


def refused(cause: str) -> Goal:
    """Return the goal of having met a refusal."""
    return lambda world: any(event.cause == cause for event in world.activity)


def nine_tries(world: World) -> bool:
    """Whether, in some window, the account has been tried as often as it will check."""
    tries = (event for event in world.activity if event.mfa_used and event.error_code)
    windows = Counter(event.time // ATTEMPT_WINDOW_S for event in tries)
    return max(windows.values(), default=0) >= ATTEMPTS_PER_WINDOW


def in_after(cause: str) -> Goal:
    """Return the goal of having signed in with a code since a refusal was met."""
    return lambda world: _signed_in_since(world, lambda event: event.cause == cause, by_code=True)


def assigned_after(cause: str) -> Goal:
    """Return the goal of having assigned a device since a refusal was met."""

    def reached(world: World) -> bool:
        since = _since(world, lambda event: event.cause == cause)
        return any(_is_done(event, "EnableMFADevice") for event in since)

    return reached


def in_by_code_once(world: World) -> bool:
    """Whether the account has ever let the root user in with a code."""
    return any(event.mfa_used and not event.error_code for event in world.activity)


def in_by_factors(world: World) -> bool:
    """Whether the root user has been let in without a code since there was a device."""
    return _signed_in_since(world, lambda event: _is_done(event, "EnableMFADevice"), by_code=False)


def in_by_password_alone(world: World) -> bool:
    """Whether the root user has been let in without a code since the device was removed."""
    removed = "DeactivateMFADevice"
    return _signed_in_since(world, lambda event: _is_done(event, removed), by_code=False)


def _signed_in_since(world: World, begun: Callable[[Event], bool], *, by_code: bool) -> bool:
    since = _since(world, begun)
    return any(_is_done(event, SIGN_IN) and event.mfa_used == by_code for event in since)


def _since(world: World, begun: Callable[[Event], bool]) -> Iterable[Event]:
    return dropwhile(lambda event: not begun(event), world.activity)


def _is_done(event: Event, name: str) -> bool:
    return event.name == name and not event.error_code
