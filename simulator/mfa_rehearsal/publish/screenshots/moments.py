"""When each of the guide's pictures is taken, and what it shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.lessons import guide_lessons


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
DIALOG = ".browser__bar, .browser__dialog"
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
    "choose-passkey": Moment(
        "choose-passkey", crop=".panel:has(.kinds), .dialog, .actions:has([data-next])"
    ),
    "choose-where-to-keep-it": Moment("choose-where-to-keep-it", crop=DIALOG),
    "confirm-the-passkey": Moment("confirm-the-passkey", crop=DIALOG),
    "see-it-in-the-list": Moment("see-it-in-the-list", crop="#console-notice, #mfa-section"),
    "let-aws-ask-for-it": Moment("let-aws-ask-for-it", presses=1, crop=".topbar, .menu__list"),
    "see-the-way-back-in": Moment("see-the-way-back-in", presses=1),
    "sign-in-with-the-passkey": Moment("sign-in-with-the-passkey", presses=2, crop=DIALOG),
}
"""A step's picture is taken before its last press. Steps not listed here have only one press."""

LIKE_ANOTHER = {"sign-in-with-the-password", "go-to-the-mfa-section", "assign-mfa-device"}
"""Steps that look like a step of another guide, which has the picture."""

WHOLE = Moment("scan-the-qr-code", presses=2, shows=("Simulator",))


def pictures() -> Iterator[tuple[str, Moment]]:
    """Yield each picture's path below images/, without a suffix, and its moment."""
    yield "today/simulator", WHOLE
    for edition in EDITIONS:
        slugs = (step.slug for each in guide_lessons(edition) for step in each.steps)
        for slug in slugs:
            if slug not in LIKE_ANOTHER:
                yield f"{edition}/{slug}", MOMENTS.get(slug, Moment(slug))
