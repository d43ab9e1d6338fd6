"""The clock panel: where AWS thinks the phone's clock is, and where it really is.

Both are on one timeline, with the true time in the middle. When the phone's mark is outside
the band, AWS refuses its codes: the device is out of sync.
"""

from dataclasses import dataclass

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console.world import World
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS
from mfa_rehearsal.lessons.goals.state import device_in_sync, devices_in_question, own_devices
from mfa_rehearsal.views.times import offset_text

WIDTH = 240
"""Width of the picture, in units that the style sheet gives a size."""

LEAST_SPAN_S = 180
"""The timeline shows at least this much on each side of the true time."""


@dataclass(frozen=True, eq=False)
class ClockValues:
    """What the clock panel's template reads.

    Args:
        width: the picture's full width; positions are in the same units, from the left.
        true_x: position of the true time.
        band_x: where the band that AWS accepts begins.
        band_width: how wide the band is.
        phone_x: position of the phone's clock.
        in_sync: whether the phone's clock is inside the band.
        aws_thinks: how wrong AWS thinks the phone's clock is, such as "10 minutes fast".
        phone_is: how wrong the phone's clock really is.
    """

    width: int
    true_x: float
    band_x: float
    band_width: float
    phone_x: float
    in_sync: bool
    aws_thinks: str
    phone_is: str


def clock_values(world: World) -> ClockValues | None:
    """Return the panel's values, or None if this phone has no entry for a device of root."""
    own = own_devices(world)
    asked = [device for device in devices_in_question(world) if device in own]
    if not own:
        return None
    device = (asked or own)[0]
    aws_s, phone_s = device.offset_steps * PERIOD_S, world.handset.phone.offset_s
    band_s = CHECK_EITHER_SIDE_STEPS * PERIOD_S + PERIOD_S // 2
    span_s = max(LEAST_SPAN_S, 1.25 * max(abs(aws_s), abs(phone_s)) + band_s)

    def x(offset_s: float) -> float:
        return round(WIDTH / 2 + offset_s * WIDTH / 2 / span_s, 1)

    return ClockValues(
        width=WIDTH,
        true_x=x(0),
        band_x=x(aws_s - band_s),
        band_width=round(x(aws_s + band_s) - x(aws_s - band_s), 1),
        phone_x=x(phone_s),
        in_sync=device_in_sync(world, device),
        aws_thinks=offset_text(aws_s) or "right",
        phone_is=offset_text(phone_s) or "right",
    )
