"""The endpoint's two clocks: the machine's, and the account's, which may be moved.

Rule: `--clock-skew` and the control path move only the account's clock. Signers use the machine's
clock, so signatures are dated and expire by that one.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from mfa_rehearsal.clock import UnixSeconds

EARLIEST = UnixSeconds(31_536_000)
LATEST = UnixSeconds(253_370_764_800)
"""1971 and 9999: a year away from the first and last valid dates, so that a clock can run on."""

Clock = Callable[[], UnixSeconds]


def machine_clock() -> UnixSeconds:
    """Return the machine's time."""
    return UnixSeconds(int(time.time()))


@dataclass
class AccountClock:
    """The account's clock: it follows the machine's until it is frozen or set.

    Args:
        skew_s: by how many seconds it is fast while it follows, or slow if negative.
        ahead_s: by how many more it was set ahead.
        frozen_at: the time at which it stands still, or None while it runs.
    """

    skew_s: int = 0
    ahead_s: int = 0
    frozen_at: UnixSeconds | None = None

    def __call__(self) -> UnixSeconds:
        """Return the account's time."""
        if self.frozen_at is not None:
            return self.frozen_at
        return UnixSeconds(machine_clock() + self.skew_s + self.ahead_s)

    def freeze(self) -> None:
        """Stop the clock."""
        self.frozen_at = self()

    def set(self, now: int) -> None:
        """Set the clock, which stays frozen or runs on.

        Raises:
            ValueError: the time is not between EARLIEST and LATEST.
        """
        if not EARLIEST <= now <= LATEST:
            raise ValueError("the account's clock must stay between the years 1971 and 9998")
        if self.frozen_at is not None:
            self.frozen_at = UnixSeconds(now)
        else:
            self.ahead_s = now - machine_clock() - self.skew_s

    def advance(self, seconds: int) -> None:
        """Move the clock ahead, or back if negative.

        Raises:
            ValueError: as `set`.
        """
        self.set(self() + seconds)

    def follow(self) -> None:
        """Follow the machine's clock again."""
        self.ahead_s, self.frozen_at = 0, None
