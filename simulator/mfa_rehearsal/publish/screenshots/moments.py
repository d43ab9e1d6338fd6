"""When each of the guide's pictures is taken, and what it shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.lessons import guide_lesson


@dataclass(frozen=True)
class Moment:
    """When a picture is taken, and what it shows.

    Args:
        opens_at: slug of the step at which the simulator is opened.
        presses: how many times the control that comes next is pressed first.
        shows: the regions in the picture, or "Simulator" for the whole page.
        crop: CSS selector of the parts in the crop; "" for the part around the next control.
    """

    opens_at: str
    presses: int = 0
    shows: tuple[str, ...] = ("Console",)
    crop: str = ""


BOTH = ("Console", "Phone")
MOMENTS = {
    "open-security-credentials": Moment(
        "open-security-credentials", presses=1, crop=".topbar, .menu__list"
    ),
    "choose-authenticator-app": Moment(
        "choose-authenticator-app", crop=".panel:has(.kinds), .dialog, .actions:has([data-next])"
    ),
    "confirm-success": Moment("confirm-success", crop="#console-notice, #mfa-section, .dialog"),
    "find-the-mfa-section": Moment("find-the-mfa-section", presses=1),
    "open-the-authenticator": Moment("open-the-authenticator", presses=1, shows=BOTH),
    "scan-the-qr-code": Moment("scan-the-qr-code", presses=2, shows=BOTH),
    "type-the-secret-key": Moment("type-the-secret-key", presses=2, shows=BOTH),
    "see-the-codes": Moment("see-the-codes", shows=BOTH, crop=".phone__body"),
    "enter-two-codes": Moment("submit-at-once", shows=BOTH),
    "submit-at-once": Moment("submit-at-once", shows=BOTH),
}
"""A step's picture is taken before its last press. Steps not listed here have only one press."""

WHOLE = Moment("scan-the-qr-code", presses=2, shows=("Simulator",))


def pictures() -> Iterator[tuple[str, Moment]]:
    """Yield each picture's path below images/, without a suffix, and its moment."""
    yield "today/simulator", WHOLE
    for edition in EDITIONS:
        for step in guide_lesson(edition).steps:
            yield f"{edition}/{step.slug}", MOMENTS.get(step.slug, Moment(step.slug))
