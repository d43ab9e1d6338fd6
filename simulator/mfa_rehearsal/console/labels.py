"""AWS's labels for the console's controls, one set for each edition, for templates and tests.

Source: the console as tutorials and threads quote it. Where an edition's label is not known, we
use a plain one of our own.
"""

from dataclasses import dataclass

from mfa_rehearsal.console.world import Edition


@dataclass(frozen=True)
class Labels:
    """One edition's words on buttons, fields and messages."""

    edition_name: str
    credentials_menu: str
    credentials_title: str
    mfa_section: str
    start_wizard: str
    choose_title: str
    authenticator_app: str
    next_page: str
    set_up_title: str
    show_qr_code: str
    show_secret_key: str
    code_1: str
    code_2: str
    submit_codes: str
    assigned: str
    resync: str
    resync_title: str
    submit_resync: str
    remove: str
    remove_title: str
    confirm_remove: str
    challenge_title: str
    challenge_lead: str
    mfa_code: str
    troubleshoot: str
    trouble_title: str
    resync_section: str
    submit_sign_in_resync: str
    factors_title: str
    alternative_factors: str
    send_email: str = "Send verification email"
    call_me: str = "Call me now"
    sign_in_to_console: str = "Sign in to the console"


TODAY = Labels(
    edition_name="Today's console",
    credentials_menu="Security credentials",
    credentials_title="My security credentials",
    mfa_section="Multi-factor authentication (MFA)",
    start_wizard="Assign MFA device",
    choose_title="MFA device name",
    authenticator_app="Authenticator app",
    next_page="Next",
    set_up_title="Set up device",
    show_qr_code="Show QR code",
    show_secret_key="Show secret key",
    code_1="MFA code 1",
    code_2="MFA code 2",
    submit_codes="Add MFA",
    assigned="MFA device assigned",
    resync="Resync",
    resync_title="Resync MFA device",
    submit_resync="Resync",
    remove="Remove",
    remove_title="Remove MFA device",
    confirm_remove="Remove",
    challenge_title="Multi-factor authentication",
    challenge_lead="Additional verification required",
    mfa_code="MFA code",
    troubleshoot="Troubleshoot MFA",
    trouble_title="Troubleshoot your authentication device",
    resync_section="Re-Sync With Our Servers",
    submit_sign_in_resync="Re-sync authentication device",
    factors_title="Sign in using alternative factors of authentication",
    alternative_factors="Sign in using alternative factors",
)

CLASSIC = Labels(
    edition_name="2020 console",
    credentials_menu="My Security Credentials",
    credentials_title="Your Security Credentials",
    mfa_section="Multi-factor authentication (MFA)",
    start_wizard="Activate MFA",
    choose_title="Manage MFA device",
    authenticator_app="Virtual MFA device",
    next_page="Continue",
    set_up_title="Set up virtual MFA device",
    show_qr_code="Show QR code",
    show_secret_key="Show secret key",
    code_1="MFA code 1",
    code_2="MFA code 2",
    submit_codes="Assign MFA",
    assigned="You have successfully assigned virtual MFA",
    resync="Resync",
    resync_title="Resync MFA device",
    submit_resync="Continue",
    remove="Deactivate",
    remove_title="Deactivate MFA device",
    confirm_remove="Deactivate",
    challenge_title="Sign In With Authentication Device",
    challenge_lead="Your account requires a code from your MFA device.",
    mfa_code="MFA code",
    troubleshoot="Having problems with your authentication device? Click here",
    trouble_title="Authentication device problems",
    resync_section="Re-Sync With Our Servers",
    submit_sign_in_resync="Re-sync authentication device",
    factors_title="Sign In using alternative factors of authentication",
    alternative_factors="Sign In using alternative factors",
)

LABELS: dict[Edition, Labels] = {"today": TODAY, "classic": CLASSIC}

REFUSAL_TITLES: dict[Edition, dict[str, str]] = {
    "today": {},
    "classic": {
        "InvalidAuthenticationCode": "Invalid MFA Code",
        "EntityAlreadyExists": "Entity Already exists",
    },
}
"""Titles above an error message, by error code. Source: reported for 2020; today's are unknown."""

SIGN_IN_REFUSED = "Your authentication information is incorrect. Please try again."
"""The sign-in page's words for a wrong code, in both editions. Source: AWS Sign-In User Guide."""
