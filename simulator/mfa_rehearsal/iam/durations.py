"""Durations in words, for hints: how far off a code is, how long to wait.

Rule: numbers in, words out, in the unit that a reader would use.
"""

from mfa_rehearsal.clock import PERIOD_S


def off_by(steps: int) -> str:
    """Return how far off a code is, such as "10 minutes ahead of".

    Args:
        steps: the code's time step minus the expected one; negative if the code is too old.
    """
    return f"{span(abs(steps))} {'ahead of' if steps > 0 else 'behind'}"


def span(steps: int) -> str:
    """Return the length of a number of time steps, such as "10 minutes"."""
    time_s = steps * PERIOD_S
    if time_s < 120:
        return seconds(time_s)
    if time_s < 7200:
        return f"{time_s / 60:.3g} minutes"
    return f"{time_s / 3600:.2g} hours"


def seconds(count: int) -> str:
    """Return a number of seconds in words, such as "1 second" or "90 seconds"."""
    return f"{count} second{'' if count == 1 else 's'}"
