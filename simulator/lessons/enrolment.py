"""The thirteen steps from the password to a sign-in with a code, in both consoles."""

from simulator.console import Edition
from simulator.lessons import goals, ways
from simulator.lessons.step import Lesson, Step

STEPS = (
    Step(
        "sign-in-as-root",
        goals.unless_assigned(goals.signed_in),
        ways.sign_in,
        "Email address and password are filled in: press Next, then Sign in.",
    ),
    Step(
        "open-security-credentials",
        goals.unless_assigned(goals.credentials_open),
        ways.open_credentials,
        "The menu opens at the account's name, at the right end of the bar.",
    ),
    Step(
        "find-the-mfa-section",
        goals.unless_assigned(goals.section_open),
        ways.find_section,
        "Press the heading Multi-factor authentication (MFA), or go straight on to its button.",
    ),
    Step(
        "start-the-wizard",
        goals.unless_assigned(goals.wizard_started),
        ways.start_wizard,
        "The button stands in the section on multi-factor authentication.",
    ),
    Step(
        "choose-authenticator-app",
        goals.unless_assigned(goals.device_created),
        ways.choose_device,
        "An app on the phone is a virtual device. Today's console wants a name for it too.",
    ),
    Step(
        "show-the-qr-code",
        goals.unless_assigned(goals.qr_shown),
        ways.show_qr_code,
        "The code is hidden until you press Show QR code.",
    ),
    Step(
        "open-the-authenticator",
        goals.unless_assigned(goals.app_ready),
        ways.open_app,
        "Tap Authenticator on the phone, then Add account.",
    ),
    Step(
        "scan-the-qr-code",
        goals.unless_assigned(goals.scanned),
        ways.scan,
        "Choose Scan a QR code, then move the camera over the code or press Line it up.",
    ),
    Step(
        "type-the-secret-key",
        goals.unless_assigned(goals.typed),
        ways.type_key,
        "Show secret key reveals what the QR code carries; the phone takes it under Enter key.",
        instead_of="scan-the-qr-code",
    ),
    Step(
        "see-the-codes",
        goals.unless_assigned(goals.code_changed),
        ways.watch_code,
        "A code lives for 30 seconds. Watch it change once, or skip 30 seconds.",
    ),
    Step(
        "enter-two-codes",
        goals.unless_assigned(goals.pair_entered),
        ways.enter_codes,
        "Type the code the phone shows now; when it changes, type the next one.",
    ),
    Step(
        "submit-at-once",
        goals.in_step,
        ways.submit_codes,
        "Press the button right after the second code. A device out of step needs a resync.",
    ),
    Step(
        "confirm-success",
        goals.proved,
        ways.sign_in_again,
        "Sign out from the account menu and sign in again with a code.",
    ),
)
"""Source: the thirteen steps of the workshop of 2020 that this guide began with."""


ENROLMENT = "enrolment"


def enrolment(edition: Edition) -> Lesson:
    """Return the lesson of thirteen steps in one edition."""
    return Lesson(ENROLMENT, edition, STEPS)
