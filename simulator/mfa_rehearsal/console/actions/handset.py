"""What is tapped on the phone."""

from dataclasses import dataclass

from mfa_rehearsal.console.actions.action import Action


@dataclass(frozen=True)
class OpenAuthenticator(Action):
    """Tap the authenticator app on the phone."""


@dataclass(frozen=True)
class LeaveApp(Action):
    """Go to the phone's home screen."""


@dataclass(frozen=True)
class GoBack(Action):
    """Go back one view in an app on the phone."""


@dataclass(frozen=True)
class AddAccount(Action):
    """Ask the app to add an account."""


@dataclass(frozen=True)
class OpenCamera(Action):
    """Choose to scan a QR code."""


@dataclass(frozen=True)
class Scan(Action):
    """Hand the app the text that the camera decoded."""

    text: str


@dataclass(frozen=True)
class OpenManualEntry(Action):
    """Choose to type the secret key."""


@dataclass(frozen=True)
class AddByHand(Action):
    """Add an account from its name and secret key."""

    account_name: str
    secret_key: str


@dataclass(frozen=True)
class OpenEntry(Action):
    """Open one entry of the app, to see what it is or delete it."""

    entry_id: int


@dataclass(frozen=True)
class DeleteEntry(Action):
    """Delete the open entry from the app."""


@dataclass(frozen=True)
class OpenClockSettings(Action):
    """Open the phone's date and time settings."""


@dataclass(frozen=True)
class SetPhoneClock(Action):
    """Set the phone's clock, in seconds ahead of the true time; 0 is automatic."""

    offset_s: int


@dataclass(frozen=True)
class OpenMail(Action):
    """Open the mail app on the phone."""


@dataclass(frozen=True)
class VerifyEmail(Action):
    """Follow the link in the verification mail."""


@dataclass(frozen=True)
class AnswerCall(Action):
    """Answer the phone, which rings."""


@dataclass(frozen=True)
class EnterCallDigits(Action):
    """Type six digits on the phone during the call."""

    digits: str
