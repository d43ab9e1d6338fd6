"""Everything a person can do, as small frozen values. The only way into a World.

An action is named after the control that is pressed; its fields are what the control sends. The
registry `ACTIONS` is made of the classes, so an action is written once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from mfa_rehearsal.console.world import MfaType
from mfa_rehearsal.typed import cleaned


@dataclass(frozen=True)
class Action:
    """One thing that is done.

    Args:
        shown: whether the coach did it for the reader, who asked to be shown.
    """

    shown: bool = field(default=False, kw_only=True)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes that are sent, without spaces: apps show "123 456"."""
        return ()


class TwoCodes:
    """What actions share that send the fields of a pair of codes."""

    first: str
    second: str

    @property
    def codes(self) -> tuple[str, str]:
        """Return both codes, without spaces."""
        return cleaned(self.first), cleaned(self.second)


# Sign-in pages ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SubmitEmail(Action):
    """Press Next under the root user's email address."""


@dataclass(frozen=True)
class ChooseIamUser(Action):
    """Choose to sign in as an IAM user."""


@dataclass(frozen=True)
class SignInUsingRootEmail(Action):
    """Go back from the page for IAM users to the one for the root user."""


@dataclass(frozen=True)
class SubmitPassword(Action):
    """Press Sign in under the password."""


@dataclass(frozen=True)
class SubmitMfaCode(Action):
    """Send one code for the device that the sign-in page asks about."""

    code: str

    @property
    def codes(self) -> tuple[str]:
        """Return the code, without spaces."""
        return (cleaned(self.code),)


@dataclass(frozen=True)
class TryAnotherMethod(Action):
    """Ask the sign-in page for another type of device."""


@dataclass(frozen=True)
class ChooseMethod(Action):
    """Choose the type of device to sign in with."""

    type: MfaType


@dataclass(frozen=True)
class TroubleshootMfa(Action):
    """Ask the sign-in page what to do about a device that is refused."""


@dataclass(frozen=True)
class SignInWithAlternativeFactors(Action):
    """Choose to sign in without an MFA device."""


@dataclass(frozen=True)
class SendVerificationEmail(Action):
    """Ask for a mail to the account's address."""


@dataclass(frozen=True)
class CallMeNow(Action):
    """Ask for a call to the account's primary phone number."""


@dataclass(frozen=True)
class SignInToConsole(Action):
    """Enter the console once mail and call are verified."""


@dataclass(frozen=True)
class SignOut(Action):
    """Leave the console."""


# Console ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenAccountMenu(Action):
    """Open the menu at the account's name."""


@dataclass(frozen=True)
class CloseAccountMenu(Action):
    """Close the menu at the account's name."""


@dataclass(frozen=True)
class GoHome(Action):
    """Leave whatever is open for the console's home page."""


@dataclass(frozen=True)
class OpenSecurityCredentials(Action):
    """Choose the security credentials in the account menu."""


@dataclass(frozen=True)
class ContinueToSecurityCredentials(Action):
    """Pass the notice that the 2020 console puts before the credentials."""


@dataclass(frozen=True)
class OpenMfaSection(Action):
    """Go to the section on multi-factor authentication (2020: expand it)."""


@dataclass(frozen=True)
class CloseMfaSection(Action):
    """Collapse the section again (2020 only)."""


@dataclass(frozen=True)
class Cancel(Action):
    """Leave a page or dialog without finishing it."""


@dataclass(frozen=True)
class Close(Action):
    """Close a message of success."""


@dataclass(frozen=True)
class AssignMfaDevice(Action):
    """Start the wizard in today's console."""


@dataclass(frozen=True)
class ActivateMfa(Action):
    """Start the wizard in the 2020 console."""


@dataclass(frozen=True)
class ChooseDevice(Action):
    """Choose the kind of device and, in today's console, its name."""

    kind: str = ""
    name: str = ""


@dataclass(frozen=True)
class ShowQrCode(Action):
    """Reveal the QR code."""


@dataclass(frozen=True)
class ShowSecretKey(Action):
    """Reveal the secret key that the QR code carries."""


@dataclass(frozen=True)
class EnterCodes(TwoCodes, Action):
    """Type into the two code fields, without sending them."""

    first: str = ""
    second: str = ""


@dataclass(frozen=True)
class SubmitCodes(TwoCodes, Action):
    """Send the two codes: Add MFA, or Assign MFA in 2020."""

    first: str
    second: str


@dataclass(frozen=True)
class SelectDevice(Action):
    """Mark one device in today's list."""

    serial_number: str


@dataclass(frozen=True)
class OpenResync(Action):
    """Ask for the two fields that set a device right; without a serial, for the selected one."""

    serial_number: str = ""


@dataclass(frozen=True)
class SubmitResync(TwoCodes, Action):
    """Send two codes in a row to set the device right."""

    first: str
    second: str


@dataclass(frozen=True)
class RemoveDevice(Action):
    """Ask to take a device off the user; without a serial, the selected one."""

    serial_number: str = ""


@dataclass(frozen=True)
class ConfirmRemove(Action):
    """Take the device off the user."""


@dataclass(frozen=True)
class DeleteVirtualMfaDevice(Action):
    """Run `aws iam delete-virtual-mfa-device` on a left-over device."""

    serial_number: str


# Phone --------------------------------------------------------------------------------------------


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


# Time and phones ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wait(Action):
    """Real time passes, for account and phone alike."""

    seconds: int


@dataclass(frozen=True)
class FollowClock(Action):
    """Move with the computer's clock, which moved ahead by so much, or back when negative."""

    seconds: int


@dataclass(frozen=True)
class SkipAhead(Action):
    """Both clocks jump ahead of real time; a real phone no longer matches."""

    seconds: int


@dataclass(frozen=True)
class SkipToNextCode(Action):
    """Both clocks jump to the second in which the phone's next code begins."""


@dataclass(frozen=True)
class TakeNewPhone(Action):
    """Lay a new, empty phone beside the one in the hand."""


@dataclass(frozen=True)
class SwapPhones(Action):
    """Take the other phone into the hand."""


@dataclass(frozen=True)
class LosePhone(Action):
    """Lose the phone in the hand; what is left is the other one, or an empty one."""


# Reading and writing ------------------------------------------------------------------------------

ACTIONS: Mapping[str, type[Action]] = {kind.__name__: kind for kind in Action.__subclasses__()}
"""All actions by their names."""


def read_action(name: str, sent: Mapping[str, str]) -> Action:
    """Make an action from its name and the fields that a control sent.

    Args:
        name: the name of an action, such as "SubmitCodes".
        sent: field names and values; what the action does not know is dropped.

    Raises:
        KeyError: there is no such action.
        TypeError: a field is missing.
    """
    kind = ACTIONS[name]
    known = {field.name: field.type for field in fields(kind)}
    values: dict[str, Any] = {k: _cast(known[k], value) for k, value in sent.items() if k in known}
    return kind(**values)


def write_action(action: Action) -> dict[str, str | int]:
    """Return an action as plain data: its name under "action", its fields, and if it was shown."""
    names = (field.name for field in fields(action))
    values = {name: getattr(action, name) for name in names if name != "shown" or action.shown}
    return {"action": type(action).__name__, **values}


def _cast(kind: object, value: str) -> str | int | bool:
    if kind is bool:
        return value == str(True)
    return int(value) if kind is int else value
