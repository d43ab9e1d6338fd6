"""Looking for the step that a typed code belongs to.

Rule: the key and the steps to try are handed in; nearest steps come first, so that a good code is
found at once and of two equal codes the likelier one is meant. Codes are compared as numbers.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mfa_rehearsal.clock import TimeStep
from mfa_rehearsal.iam.limits import SEARCH_NEWER_STEPS, SEARCH_OLDER_STEPS
from mfa_rehearsal.iam.totp import code_number


def nearest_first(centre: TimeStep, older: int, newer: int) -> list[TimeStep]:
    """Return the steps from `older` before `centre` to `newer` after it, nearest first."""
    return list(_nearest_first(centre, older, newer))


def search_window(adjusted: TimeStep) -> Iterator[TimeStep]:
    """Yield the steps in which the second code of a pair is looked for."""
    return _nearest_first(adjusted, SEARCH_OLDER_STEPS, SEARCH_NEWER_STEPS)


def _nearest_first(centre: TimeStep, older: int, newer: int) -> Iterator[TimeStep]:
    steps = (centre + distance for distance in _distances(older, newer))
    return (TimeStep(step) for step in steps if step > 0)


@lru_cache(maxsize=16)
def _distances(older: int, newer: int) -> tuple[int, ...]:
    """Return 0, -1, 1, -2, 2 and so on: a good code is found before the list would be sorted."""
    return tuple(sorted(range(-older, newer + 1), key=abs))


def find_code(key: bytes, code: int, steps: Iterable[TimeStep]) -> TimeStep | None:
    """Return the first of the steps that has this code, or None."""
    return next((step for step in steps if code_number(key, step) == code), None)


def find_pair(key: bytes, first: int, second: int, steps: Iterable[TimeStep]) -> TimeStep | None:
    """Return the first of the steps that has `second` and whose predecessor has `first`."""
    for step in steps:
        if code_number(key, step) == second and code_number(key, TimeStep(step - 1)) == first:
            return step
    return None
