"""What has happened, read in what the account wrote down: goals that stay reached."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import dropwhile
from typing import Final

from mfa_rehearsal.console import World
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.iam.activity import SIGN_IN, Event
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S, ATTEMPTS_PER_WINDOW
from mfa_rehearsal.lessons.lesson import Goal

CREATE: Final = "CreateVirtualMFADevice"
ENABLE: Final = "EnableMFADevice"
RESYNC: Final = "ResyncMFADevice"
REMOVE: Final = "DeactivateMFADevice"
DELETE: Final = "DeleteVirtualMFADevice"
"""What may happen to a device, by the API's names."""


def times_done(world: World, name: str) -> int:
    """Return how often something has been done, by the name the account has for it."""
    return sum(_is_done(event, name) for event in world.activity)


def just_done(world: World, name: str) -> bool:
    """Whether the last thing the account was asked is this, and was done."""
    return bool(world.activity) and _is_done(world.activity[-1], name)


def just_refused(world: World, cause: str) -> bool:
    """Whether the last thing the account was asked was refused for this cause."""
    return bool(world.activity) and world.activity[-1].cause == cause


def refused(cause: str, name: str = "") -> Goal:
    """Return the goal of having met a refusal.

    Args:
        name: the event that was refused, or "" for any.
    """
    return lambda world: any(
        event.cause == cause and name in {"", event.name} for event in world.activity
    )


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
        return any(_is_done(event, ENABLE) for event in since)

    return reached


def in_by_factors(world: World) -> bool:
    """Whether the root user has ever been let in without a code while there was a device."""
    devices = 0
    for event in world.activity:
        devices += _is_done(event, ENABLE) - _is_done(event, REMOVE)
        if devices and _is_done(event, SIGN_IN) and not event.mfa_used:
            return True
    return False


def in_by_password_alone(world: World) -> bool:
    """Whether the root user has been let in without a code since the device was removed."""
    return _signed_in_since(world, lambda event: _is_done(event, REMOVE), by_code=False)


def stood_without_mfa(start: World, world: World) -> bool:
    """Whether root, who began a run with a device, has been without one since."""
    count = begun = len(root_devices(start))
    for event in world.activity[len(start.activity) :]:
        count += _is_done(event, ENABLE) - _is_done(event, REMOVE)
        if begun and not count:
            return True
    return False


def _signed_in_since(world: World, begun: Callable[[Event], bool], *, by_code: bool) -> bool:
    since = _since(world, begun)
    return any(_is_done(event, SIGN_IN) and event.mfa_used == by_code for event in since)


def _since(world: World, begun: Callable[[Event], bool]) -> Iterable[Event]:
    return dropwhile(lambda event: not begun(event), world.activity)


def _is_done(event: Event, name: str) -> bool:
    return event.name == name and not event.error_code
