"""Time as a value. Nothing below the shells reads a clock; callers pass `now`."""

from datetime import UTC, datetime
from typing import NewType

UnixSeconds = NewType("UnixSeconds", int)
"""Whole seconds since 1970-01-01T00:00:00Z."""

TimeStep = NewType("TimeStep", int)
"""Index of a 30-second period since 1970: `T` in RFC 6238, section 4.2."""

PERIOD_S = 30
"""Length of a time step. Source: RFC 6238, section 4.1 (`X`); AWS's QR codes name no period."""


def time_step(now: UnixSeconds) -> TimeStep:
    """Return the time step that contains `now`."""
    return TimeStep(now // PERIOD_S)


def step_start(step: TimeStep) -> UnixSeconds:
    """Return the first second of a time step."""
    return UnixSeconds(step * PERIOD_S)


def seconds_left(now: UnixSeconds) -> int:
    """Return the seconds until the next period begins, 1 to 30."""
    return PERIOD_S - now % PERIOD_S


def later(now: UnixSeconds, seconds: int) -> UnixSeconds:
    """Return the time `seconds` after `now` (before it, when negative)."""
    return UnixSeconds(now + seconds)


def utc_text(now: UnixSeconds) -> str:
    """Return a moment as AWS writes it, such as "2026-09-11T19:58:24Z"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
