"""The thirteen steps from the password to a sign-in with a code, in both consoles.

Until a device is assigned a step counts while what it did is there: a reader who cancels the
wizard is back at the step that starts it. From then on what has happened stays.
"""

from mfa_rehearsal.console import Edition
from mfa_rehearsal.lessons import goals, sync_goals, ways
from mfa_rehearsal.lessons.cases import BROUGHT_IN_SYNC, NEXT_WAITS, OUT_OF_SYNC
from mfa_rehearsal.lessons.offers import NEXT_CODE, see_section
from mfa_rehearsal.lessons.step import Case, Goal, Lesson, Solution, Step

WITHOUT_IT = Case(goals.device_assigned, "Not needed: the device is assigned.")
HAS_ENTRY = Case(goals.entry_there, "Not needed: the phone has the key.")


def _before(
    slug: str,
    goal: Goal,
    solution: Solution,
    hint: str,
    *passed: Case,
    instead_of: str = "",
) -> Step:
    """Return a step that comes before a device is assigned."""
    cases = (*passed, WITHOUT_IT)
    keeps = goals.device_assigned
    return Step(slug, goal, solution, hint, instead_of, keeps=keeps, passed=cases)


STEPS = (
    _before(
        "sign-in-as-root",
        goals.signed_in,
        ways.sign_in,
        "Email address and password are filled in: press Next, then Sign in.",
    ),
    _before(
        "open-security-credentials",
        goals.credentials_open,
        ways.open_credentials,
        "The menu opens at the account's name, at the right end of the bar.",
    ),
    Step(
        "find-the-mfa-section",
        goals.section_open,
        ways.find_section,
        "Press the heading Multi-factor authentication (MFA), or go straight to its button.",
        offers=see_section(goals.section_in_page),
        keeps=goals.device_assigned,
        passed=(WITHOUT_IT,),
    ),
    _before(
        "start-the-wizard",
        goals.wizard_started,
        ways.start_wizard,
        "The button is in the section on multi-factor authentication.",
    ),
    _before(
        "choose-authenticator-app",
        goals.device_created,
        ways.choose_device,
        "An app on the phone is a virtual device. Today's console also asks for a name.",
    ),
    _before(
        "show-the-qr-code",
        goals.qr_shown,
        ways.show_qr_code,
        "The code is hidden until you press Show QR code.",
        HAS_ENTRY,
    ),
    _before(
        "open-the-authenticator",
        goals.app_ready,
        ways.open_app,
        "Tap Authenticator on the phone, then Add account.",
    ),
    _before(
        "scan-the-qr-code",
        goals.scanned,
        ways.scan,
        "Choose Scan a QR code, then move the camera over the code or press Line it up.",
    ),
    _before(
        "type-the-secret-key",
        goals.typed,
        ways.type_key,
        "Show secret key reveals what the QR code carries; the phone takes it under Enter key.",
        instead_of="scan-the-qr-code",
    ),
    Step(
        "see-the-codes",
        goals.code_changed,
        ways.watch_code,
        "Each code lasts 30 seconds. Watch it change once, or skip to the next one.",
        offers=NEXT_CODE,
        keeps=goals.device_assigned,
        passed=(WITHOUT_IT,),
    ),
    Step(
        "enter-two-codes",
        goals.pair_entered,
        ways.enter_codes,
        "Type the code the phone shows now; when it changes, type the next one.",
        offers=NEXT_CODE,
        keeps=goals.device_assigned,
        passed=(WITHOUT_IT,),
        instead=(NEXT_WAITS,),
    ),
    Step(
        "submit-at-once",
        sync_goals.assigned_in_time,
        ways.submit_codes,
        "Press the button right after the second code. If you're late, resync the device.",
        keeps=goals.device_assigned,
        passed=BROUGHT_IN_SYNC,
        instead=(OUT_OF_SYNC,),
    ),
    Step(
        "confirm-success",
        goals.proved,
        ways.sign_in_again,
        "Sign out from the account menu and sign in again with a code.",
        offers=NEXT_CODE,
    ),
)
"""Source: the thirteen steps of the workshop of 2020 that this guide began with."""


ENROLLMENT = "enrolment"


def guide_lesson(edition: Edition) -> Lesson:
    """Return the lesson of thirteen steps in one edition."""
    return Lesson(ENROLLMENT, edition, STEPS)
