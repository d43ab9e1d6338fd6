"""Whether the computer's clock was set while the page was open, and what to tell the reader.

`console/effects/computer_clock.py` explains what that does to the run.
"""

from dataclasses import dataclass

from mfa_rehearsal.lessons.run import SMALL_CORRECTION_S
from mfa_rehearsal.views.times import span_text

SET_BACK = (
    "This computer's clock was set back {span}, so AWS's clock and the phone's moved with it. Type"
    " new codes."
)
MOVED_AHEAD = (
    "This computer was asleep or its clock was set ahead {span}, so AWS's clock and the phone's"
    " moved with it. Type new codes."
)


def moved_text(moved_s: int) -> str:
    """Return the sentence about a clock that moved by so many seconds, back when negative."""
    words = SET_BACK if moved_s < 0 else MOVED_AHEAD
    return words.format(span=span_text(moved_s))


@dataclass
class ClockWatch:
    """Compares the computer's clock with one that can't be set.

    Args:
        origin_ms: when the page was opened, by the computer's clock as it is now set.
    """

    origin_ms: float | None = None

    def moved_s(self, origin_ms: object) -> int:
        """Return how many seconds the computer's clock has moved since the last message."""
        before, self.origin_ms = self.origin_ms, float(str(origin_ms)) if origin_ms else None
        if before is None or self.origin_ms is None:
            return 0
        moved_s = round((self.origin_ms - before) / 1000)
        if abs(moved_s) < SMALL_CORRECTION_S:
            self.origin_ms = before
            return 0
        return moved_s
