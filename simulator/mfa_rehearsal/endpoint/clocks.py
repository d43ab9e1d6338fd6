"""The endpoint's two clocks: the machine's, and the account's, which may run fast.

Rule: `--clock-skew` moves only the account's clock. Signers use the machine's clock, so signatures
are dated and expire by that one.
"""

import time
from collections.abc import Callable

from mfa_rehearsal.clock import UnixSeconds

EARLIEST = UnixSeconds(31_536_000)
LATEST = UnixSeconds(253_370_764_800)
"""1971 and 9999: a year away from the first and last valid dates, so that a clock can run on."""

Clock = Callable[[], UnixSeconds]


def machine_clock() -> UnixSeconds:
    """Return the machine's time."""
    return UnixSeconds(int(time.time()))


def fast_clock(skew_s: int) -> Clock:
    """Return a clock that runs fast by some seconds, or slow when negative."""
    return lambda: UnixSeconds(machine_clock() + skew_s)
