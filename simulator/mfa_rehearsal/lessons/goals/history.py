"""What has happened, read from the event log: goals that stay reached.

Rule: what somebody else did as root is no deed of the reader's.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import dropwhile
from typing import Final

from mfa_rehearsal.console import World
from mfa_rehearsal.console.world import all_root_devices
from mfa_rehearsal.iam.activity import SIGN_IN, Event
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S, ATTEMPTS_PER_WINDOW
from mfa_rehearsal.lessons.lesson import Goal

CREATE: Final = "CreateVirtualMFADevice"
ENABLE: Final = "EnableMFADevice"
RESYNC: Final = "ResyncMFADevice"
REMOVE: Final = "DeactivateMFADevice"
DELETE: Final = "DeleteVirtualMFADevice"
"""Events in a device's life, by their API names."""


def times_done(world: World, name: str) -> int:
    """Return how many times something has been done, by its name in the event log.

    Of assignments, only those of an authenticator app count.
    """
    return sum(_is_done_to_app(event, name) for event in world.activity)


def just_done(world: World, name: str) -> bool:
    """Whether the last event in the log is this one, and it succeeded.

    Of assignments, only that of an authenticator app counts.
    """
    return bool(world.activity) and _is_done_to_app(world.activity[-1], name)


def just_done_to_any(world: World, name: str) -> bool:
    """Whether the last event in the log is this one, for a device of any type, and succeeded."""
    return bool(world.activity) and _is_done(world.activity[-1], name)


def just_refused(world: World, cause: str) -> bool:
    """Whether the last event in the log was refused for this cause."""
    return bool(world.activity) and world.activity[-1].cause == cause


def refused(cause: str, name: str = "") -> Goal:
    """Return the goal of having been refused for this cause.

    Args:
        name: the event that was refused, or "" for any.
    """
    return lambda world: any(
        event.cause == cause and name in {"", event.name} for event in world.activity
    )


def nine_tries(world: World) -> bool:
    """Whether, within one window, as many codes have failed as AWS checks."""
    own = (event for event in world.activity if not event.source_ip)
    tries = (event for event in own if event.mfa_used and event.error_code)
    windows = Counter(event.time // ATTEMPT_WINDOW_S for event in tries)
    return max(windows.values(), default=0) >= ATTEMPTS_PER_WINDOW


def signed_in_after(cause: str) -> Goal:
    """Return the goal of having signed in with a code since a refusal."""
    return lambda world: _signed_in_since(world, lambda event: event.cause == cause)


def signed_in_by_factors(world: World) -> bool:
    """Whether the root user has ever signed in without a code while it had a device."""
    devices = 0
    for event in world.activity:
        devices += _is_done(event, ENABLE) - _is_done(event, REMOVE)
        if devices and _is_done(event, SIGN_IN) and not event.mfa_used:
            return True
    return False


def signed_in_by_password_alone(world: World) -> bool:
    """Whether the root user has signed in without a code since the device was removed."""
    since = _since(world, lambda event: _is_done(event, REMOVE))
    return any(_is_done(event, SIGN_IN) and not event.mfa_used for event in since)


def was_without_mfa(start: World, world: World) -> bool:
    """Whether root began the run with a device and has since been without one at some time."""
    count = begun = len(all_root_devices(start))
    for event in world.activity[len(start.activity) :]:
        count += _is_done(event, ENABLE) - _is_done(event, REMOVE)
        if begun and not count:
            return True
    return False


def _signed_in_since(world: World, begun: Callable[[Event], bool]) -> bool:
    since = _since(world, begun)
    return any(_is_done(event, SIGN_IN) and _with_code(event) for event in since)


def _with_code(event: Event) -> bool:
    """Whether a sign-in showed a code, rather than a passkey or nothing."""
    return event.mfa_used and ":u2f/" not in event.resource


def _since(world: World, begun: Callable[[Event], bool]) -> Iterable[Event]:
    return dropwhile(lambda event: not begun(event), world.activity)


def _is_done_to_app(event: Event, name: str) -> bool:
    return _is_done(event, name) and (name != ENABLE or ":mfa/" in event.resource)


def _is_done(event: Event, name: str) -> bool:
    return event.name == name and not (event.error_code or event.source_ip)
