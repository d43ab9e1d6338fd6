"""How many codes AWS has checked for each serial number in the current three minutes.

Rule: the count belongs to the serial number, not to the device, so deleting a device and creating
it again gives no new checks. The windows of UTC time are the same for all, so the first check in a
new window starts every count again.

Source: recorded answers for IAM users, observed, not documented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S


@dataclass(frozen=True)
class Attempts:
    """The checks of one window, of right and wrong codes alike.

    Args:
        window: index of the window since 1970.
        counts: checks in it, by serial number.
    """

    window: int
    counts: Mapping[str, int] = field(hash=False)

    def count(self, serial_number: str, now: UnixSeconds) -> int:
        """Return how many codes were checked for a serial number in the present window."""
        present = self.window == now // ATTEMPT_WINDOW_S
        return self.counts.get(serial_number, 0) if present else 0

    def with_check(self, serial_number: str, now: UnixSeconds) -> "Attempts":
        """Return the checks including one more for a serial number."""
        window = now // ATTEMPT_WINDOW_S
        others = self.counts if self.window == window else {}
        return Attempts(window, {**others, serial_number: self.count(serial_number, now) + 1})


NO_ATTEMPTS: Final = Attempts(0, {})
