"""The ten steps from the password to a sign-in with a passkey, in today's console.

As in the other guide, until a passkey is assigned a step counts only while its result lasts. After
that, a step that has happened stays done.

The way back in comes before the last sign-in, because the page that leads to it is the one that
asks for the passkey.
"""

from typing import Final

from mfa_rehearsal.lessons.goals import passkey_steps as goals
from mfa_rehearsal.lessons.goals import passkeys, state
from mfa_rehearsal.lessons.lesson import Case, Goal, Lesson, Offer, Solution, Step
from mfa_rehearsal.lessons.offers import see_section
from mfa_rehearsal.lessons.solutions import passkey_steps as solutions
from mfa_rehearsal.lessons.solutions import steps

PASSKEY_ENROLLMENT: Final = "passkey"

NOT_NEEDED = Case(goals.root_has_passkey, "Not needed: the passkey is assigned.")

ON_PHONE = Case(
    goals.dialog_is("scan", "phone"),
    "You chose the phone. Its camera reads the QR code in the browser's dialog. Then the phone asks"
    " for your fingerprint.",
)
ON_KEY = Case(
    goals.dialog_is("pin", "touch"),
    "You chose a security key. The browser asks for the key's PIN. Then touch the key.",
)


def _before(
    slug: str,
    goal: Goal,
    solution: Solution,
    hint: str,
    offers: tuple[Offer, ...] = (),
    instead: tuple[Case, ...] = (),
) -> Step:
    """Return a step that comes before the passkey is assigned."""
    keeps = goals.root_has_passkey
    passed = (NOT_NEEDED,)
    return Step(
        slug, goal, solution, hint, offers=offers, keeps=keeps, passed=passed, instead=instead
    )


STEPS = (
    _before(
        "sign-in-with-the-password",
        state.signed_in,
        steps.sign_in,
        "The email address and password are filled in. Press Next, then Sign in.",
    ),
    _before(
        "go-to-the-mfa-section",
        state.section_open,
        steps.find_section,
        "Open the menu under the account's name, at the right end of the bar.",
        see_section(state.section_in_page),
    ),
    _before(
        "assign-mfa-device",
        state.wizard_started,
        steps.start_wizard,
        "The button is in the section Multi-factor authentication (MFA).",
    ),
    _before(
        "choose-passkey",
        goals.passkey_chosen,
        solutions.choose_passkey,
        "It's the first of the three types. The name is for you: AWS shows it in the list.",
    ),
    _before(
        "choose-where-to-keep-it",
        goals.place_chosen,
        solutions.choose_place,
        "The dialog is the browser's, not AWS's. If you closed it, press Try again.",
    ),
    _before(
        "confirm-the-passkey",
        goals.root_has_passkey,
        solutions.confirm,
        "The buttons stand for your finger. Nothing asks for your own fingerprint or PIN.",
        instead=(ON_PHONE, ON_KEY),
    ),
    Step(
        "see-it-in-the-list",
        goals.passkey_selected,
        solutions.select_in_list,
        "The list is in the section Multi-factor authentication (MFA). Press the circle in a row.",
    ),
    Step(
        "let-aws-ask-for-it",
        goals.passkey_asked_for,
        solutions.let_aws_ask,
        "Sign out is in the menu under the account's name.",
    ),
    Step(
        "see-the-way-back-in",
        goals.way_back_open,
        solutions.open_way_back,
        "The browser's dialog covers the page. Close it first.",
    ),
    Step(
        "sign-in-with-the-passkey",
        passkeys.proved_by_passkey,
        solutions.sign_in_with_passkey,
        "Choose the place where you kept it. Any other has no passkey for this site.",
    ),
)
"""Source: the order of IAM User Guide, enable-fido-mfa-for-root; steps 7 to 10 are ours."""


def passkey_lesson() -> Lesson:
    """Return the lesson of ten steps."""
    return Lesson(PASSKEY_ENROLLMENT, "today", STEPS)
