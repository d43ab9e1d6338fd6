"""The picture of two clocks: where AWS thinks the phone's clock is, and where it is.

Both are on one time line, with the true time in its middle. When the phone's mark is outside
AWS's band, its codes are refused: the device is out of sync.
"""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console.world import World
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS
from mfa_rehearsal.lessons.goals.state import devices_in_question, own_devices, taken
from mfa_rehearsal.views.times import offset_text

WIDTH = 240
"""Units of the picture's width; its style gives them a size."""

LEAST_SPAN_S = 180
"""The line shows at least this much on either side of the true time."""


def clock_values(world: World) -> dict[str, object] | None:
    """Return what the picture needs, or None while the phone in the hand is of no device of root.

    Places are in units from the left, of WIDTH in all.
    """
    own = own_devices(world)
    asked = [device for device in devices_in_question(world) if device in own]
    if not own:
        return None
    device = (asked or own)[0]
    believed_s, phone_s = device.offset_steps * PERIOD_S, world.handset.phone.offset_s
    band_s = CHECK_EITHER_SIDE_STEPS * PERIOD_S + PERIOD_S // 2
    span_s = max(LEAST_SPAN_S, 1.25 * max(abs(believed_s), abs(phone_s)) + band_s)

    def place(offset_s: float) -> float:
        return round(WIDTH / 2 + offset_s * WIDTH / 2 / span_s, 1)

    return {
        "width": WIDTH,
        "true": place(0),
        "band_from": place(believed_s - band_s),
        "band_width": round(place(believed_s + band_s) - place(believed_s - band_s), 1),
        "phone": place(phone_s),
        "in_sync": taken(world, device),
        "believes": offset_text(believed_s) or "right",
        "is": offset_text(phone_s) or "right",
    }
