"""The thirteen steps from the password to a sign-in with a code, in both consoles.

Until a device is assigned, a step counts only while its result lasts: a reader who cancels the
wizard is back at the step that starts it. After that, a step that has happened stays done.
"""

from mfa_rehearsal.console import Edition
from mfa_rehearsal.lessons.cases import BROUGHT_IN_SYNC, NEXT_WAITS, OUT_OF_SYNC
from mfa_rehearsal.lessons.goals import state, sync
from mfa_rehearsal.lessons.lesson import Case, Goal, Lesson, Solution, Step
from mfa_rehearsal.lessons.offers import NEXT_CODE, see_section
from mfa_rehearsal.lessons.solutions import steps

NOT_NEEDED = Case(state.device_assigned, "Not needed: the device is assigned.")
HAS_ENTRY = Case(state.entry_there, "Not needed: the phone already has the key.")


def _before(
    slug: str,
    goal: Goal,
    solution: Solution,
    hint: str,
    *passed: Case,
    instead_of: str = "",
) -> Step:
    """Return a step that comes before a device is assigned."""
    cases = (*passed, NOT_NEEDED)
    keeps = state.device_assigned
    return Step(slug, goal, solution, hint, instead_of, keeps=keeps, passed=cases)


STEPS = (
    _before(
        "sign-in-as-root",
        state.signed_in,
        steps.sign_in,
        "The email address and password are filled in. Press Next, then Sign in.",
    ),
    _before(
        "open-security-credentials",
        state.credentials_open,
        steps.open_credentials,
        "Open the menu under the account's name, at the right end of the bar.",
    ),
    Step(
        "find-the-mfa-section",
        state.section_open,
        steps.find_section,
        "Press the heading Multi-factor authentication (MFA), or go straight to its button.",
        offers=see_section(state.section_in_page),
        keeps=state.device_assigned,
        passed=(NOT_NEEDED,),
    ),
    _before(
        "start-the-wizard",
        state.wizard_started,
        steps.start_wizard,
        "The button is in the section Multi-factor authentication (MFA).",
    ),
    _before(
        "choose-authenticator-app",
        state.device_created,
        steps.choose_device,
        "An app on the phone is a virtual device. Today's console also asks for a name.",
    ),
    _before(
        "show-the-qr-code",
        state.qr_shown,
        steps.show_qr_code,
        "The QR code is hidden until you press Show QR code.",
        HAS_ENTRY,
    ),
    _before(
        "open-the-authenticator",
        state.app_ready,
        steps.open_app,
        "Tap Authenticator on the phone, then Add account.",
    ),
    _before(
        "scan-the-qr-code",
        state.scanned,
        steps.scan,
        "Choose Scan a QR code, then move the camera over it or press Line it up.",
    ),
    _before(
        "type-the-secret-key",
        state.typed,
        steps.type_key,
        "Press Show secret key. On the phone, tap Add account, then Enter key.",
        instead_of="scan-the-qr-code",
    ),
    Step(
        "see-the-codes",
        state.code_changed,
        steps.watch_code,
        "Each code lasts 30 seconds. Watch it change once, or skip to the next one.",
        offers=NEXT_CODE,
        keeps=state.device_assigned,
        passed=(NOT_NEEDED,),
    ),
    Step(
        "enter-two-codes",
        state.pair_entered,
        steps.enter_codes,
        "Type the code the phone shows now. When it changes, type the next one.",
        offers=NEXT_CODE,
        keeps=state.device_assigned,
        passed=(NOT_NEEDED,),
        instead=(NEXT_WAITS,),
    ),
    Step(
        "submit-at-once",
        sync.assigned_in_time,
        steps.submit_codes,
        "Press the button right after the second code. If you're late, resync the device.",
        keeps=state.device_assigned,
        passed=BROUGHT_IN_SYNC,
        instead=(OUT_OF_SYNC,),
    ),
    Step(
        "confirm-success",
        state.proved,
        steps.sign_in_again,
        "Sign out from the account menu and sign in again with a code.",
        offers=NEXT_CODE,
    ),
)
"""Source: the thirteen steps of the workshop of 2020 that this guide began with."""


ENROLLMENT = "enrolment"


def guide_lesson(edition: Edition) -> Lesson:
    """Return the lesson of thirteen steps in one edition."""
    return Lesson(ENROLLMENT, edition, STEPS)
