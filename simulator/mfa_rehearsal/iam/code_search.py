"""Search for the time step that a typed code belongs to.

Rule: callers pass the key and the time steps to try. The nearest come first, so that a valid code
is found quickly and the likelier of two equal codes wins. Codes are compared as numbers.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mfa_rehearsal.clock import TimeStep
from mfa_rehearsal.iam.limits import SEARCH_NEWER_STEPS, SEARCH_OLDER_STEPS
from mfa_rehearsal.iam.totp import code_number


def nearest_first(center: TimeStep, older: int, newer: int) -> list[TimeStep]:
    """Return the time steps from `older` before `center` to `newer` after it, nearest first."""
    return list(_nearest_first(center, older, newer))


def search_window(adjusted: TimeStep) -> Iterator[TimeStep]:
    """Yield the time steps to search for the second code of a pair."""
    return _nearest_first(adjusted, SEARCH_OLDER_STEPS, SEARCH_NEWER_STEPS)


def _nearest_first(center: TimeStep, older: int, newer: int) -> Iterator[TimeStep]:
    steps = (center + distance for distance in _distances(older, newer))
    return (TimeStep(step) for step in steps if step > 0)


@lru_cache(maxsize=16)
def _distances(older: int, newer: int) -> tuple[int, ...]:
    """Return 0, -1, 1, -2, 2 and so on, cached because sorting takes longer than a search."""
    return tuple(sorted(range(-older, newer + 1), key=abs))


def find_code(key: bytes, code: int, steps: Iterable[TimeStep]) -> TimeStep | None:
    """Return the first time step that has this code, or None."""
    return next((step for step in steps if code_number(key, step) == code), None)


def find_pair(key: bytes, first: int, second: int, steps: Iterable[TimeStep]) -> TimeStep | None:
    """Return the first time step that has `second` and whose predecessor has `first`, or None."""
    for step in steps:
        if code_number(key, step) == second and code_number(key, TimeStep(step - 1)) == first:
            return step
    return None
