"""The two clocks of the endpoint: the machine's, and the account's, which may run fast.

Rule: `--clock-skew` moves the account's clock alone. Whoever signs a request reads the machine's,
so signatures are dated and expire by that one.
"""

import time
from collections.abc import Callable

from mfa_rehearsal.clock import UnixSeconds

EARLIEST = UnixSeconds(31_536_000)
LATEST = UnixSeconds(253_370_764_800)
"""1971 and 9999: a year from where periods and dates end, so that a clock may run for a while."""

Clock = Callable[[], UnixSeconds]


def machine_clock() -> UnixSeconds:
    """Return the machine's time."""
    return UnixSeconds(int(time.time()))


def fast_clock(skew_s: int) -> Clock:
    """Return a clock that runs fast by some seconds, or slow when negative."""
    return lambda: UnixSeconds(machine_clock() + skew_s)
