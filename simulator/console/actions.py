"""Everything a person can do, as small frozen values. The only way into a World.

An action is named after the control that is pressed; its fields are what the control sends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person does."""


# Time ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wait(Action):
    """Real time passes, for account and phone alike."""

    seconds: int


@dataclass(frozen=True, slots=True)
class SkipAhead(Action):
    """Both clocks jump ahead of real time; a real phone no longer matches."""

    seconds: int


# Signing in ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SubmitEmail(Action):
    """Press Next under the root user's email address."""


@dataclass(frozen=True, slots=True)
class SubmitPassword(Action):
    """Press Sign in under the password."""


@dataclass(frozen=True, slots=True)
class SubmitMfaCode(Action):
    """Send one code for the device that the sign-in page asks about."""

    code: str


@dataclass(frozen=True, slots=True)
class TryAnotherMethod(Action):
    """Ask the sign-in page for another of the user's devices."""


@dataclass(frozen=True, slots=True)
class ChooseMethod(Action):
    """Sign in with this device instead."""

    serial: str


@dataclass(frozen=True, slots=True)
class TroubleshootMfa(Action):
    """Ask the sign-in page what to do about a device that is refused."""


@dataclass(frozen=True, slots=True)
class SignInWithAlternativeFactors(Action):
    """Say that no device is at hand."""


@dataclass(frozen=True, slots=True)
class SendVerificationEmail(Action):
    """Ask for a mail to the account's address."""


@dataclass(frozen=True, slots=True)
class CallMeNow(Action):
    """Ask for a call to the account's primary phone number."""


@dataclass(frozen=True, slots=True)
class SignInToConsole(Action):
    """Enter the console once mail and call are verified."""


@dataclass(frozen=True, slots=True)
class SignOut(Action):
    """Leave the console."""


# Finding the way -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenAccountMenu(Action):
    """Open the menu at the account's name."""


@dataclass(frozen=True, slots=True)
class CloseAccountMenu(Action):
    """Close the menu at the account's name."""


@dataclass(frozen=True, slots=True)
class GoHome(Action):
    """Leave whatever is open for the console's home page."""


@dataclass(frozen=True, slots=True)
class OpenSecurityCredentials(Action):
    """Choose the security credentials in the account menu."""


@dataclass(frozen=True, slots=True)
class ContinueToSecurityCredentials(Action):
    """Pass the notice that the 2020 console puts before the credentials."""


@dataclass(frozen=True, slots=True)
class OpenMfaSection(Action):
    """Go to the section on multi-factor authentication (2020: expand it)."""


@dataclass(frozen=True, slots=True)
class CloseMfaSection(Action):
    """Collapse the section again (2020 only)."""


@dataclass(frozen=True, slots=True)
class Cancel(Action):
    """Leave a page or dialog without finishing it."""


@dataclass(frozen=True, slots=True)
class Close(Action):
    """Close a message of success."""


# Enrolling a device ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssignMfaDevice(Action):
    """Start the wizard in today's console."""


@dataclass(frozen=True, slots=True)
class ActivateMfa(Action):
    """Start the wizard in the 2020 console."""


@dataclass(frozen=True, slots=True)
class ChooseDevice(Action):
    """Choose the kind of device and, in today's console, its name."""

    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ShowQrCode(Action):
    """Reveal the QR code."""


@dataclass(frozen=True, slots=True)
class ShowSecretKey(Action):
    """Reveal the secret key that the QR code carries."""


@dataclass(frozen=True, slots=True)
class EnterCodes(Action):
    """Type into the two code fields, without sending them."""

    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class SubmitCodes(Action):
    """Send the two codes: Add MFA, or Assign MFA in 2020."""

    first: str
    second: str


# Looking after devices -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SelectDevice(Action):
    """Mark one device in today's list."""

    serial: str


@dataclass(frozen=True, slots=True)
class OpenResync(Action):
    """Ask for the two fields that set a device right; without a serial, for the selected one."""

    serial: str = ""


@dataclass(frozen=True, slots=True)
class SubmitResync(Action):
    """Send two codes in a row to set the device right."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class RemoveDevice(Action):
    """Ask to take a device off the user; without a serial, the selected one."""

    serial: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmRemove(Action):
    """Take the device off the user."""


@dataclass(frozen=True, slots=True)
class DeleteVirtualMfaDevice(Action):
    """Run `aws iam delete-virtual-mfa-device` on a left-over device."""

    serial: str


# The phone -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenAuthenticator(Action):
    """Tap the authenticator app on the phone."""


@dataclass(frozen=True, slots=True)
class LeaveApp(Action):
    """Go to the phone's home screen."""


@dataclass(frozen=True, slots=True)
class GoBack(Action):
    """Go back one view in an app on the phone."""


@dataclass(frozen=True, slots=True)
class AddAccount(Action):
    """Ask the app to add an account."""


@dataclass(frozen=True, slots=True)
class OpenCamera(Action):
    """Choose to scan a QR code."""


@dataclass(frozen=True, slots=True)
class Scan(Action):
    """Hand the app the text that the camera decoded."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenManualEntry(Action):
    """Choose to type the secret key."""


@dataclass(frozen=True, slots=True)
class AddByHand(Action):
    """Add an account from its name and secret key."""

    account_name: str
    secret_key: str


@dataclass(frozen=True, slots=True)
class OpenEntry(Action):
    """Open one entry of the app, to see what it is or delete it."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class DeleteEntry(Action):
    """Delete the open entry from the app."""


@dataclass(frozen=True, slots=True)
class OpenClockSettings(Action):
    """Open the phone's date and time settings."""


@dataclass(frozen=True, slots=True)
class SetPhoneClock(Action):
    """Set the phone's clock, in seconds ahead of the true time; 0 is automatic."""

    offset_s: int


@dataclass(frozen=True, slots=True)
class OpenMail(Action):
    """Open the mail app on the phone."""


@dataclass(frozen=True, slots=True)
class VerifyEmail(Action):
    """Follow the link in the verification mail."""


@dataclass(frozen=True, slots=True)
class EnterCallDigits(Action):
    """Type six digits on the phone during the call."""

    digits: str


@dataclass(frozen=True, slots=True)
class TakeNewPhone(Action):
    """Lay a new, empty phone beside the one in the hand."""


@dataclass(frozen=True, slots=True)
class SwapPhones(Action):
    """Take the other phone into the hand."""


@dataclass(frozen=True, slots=True)
class LosePhone(Action):
    """Lose the phone in the hand; what is left is the other one, or an empty one."""


def _concrete(kind: type[Action]) -> dict[str, type[Action]]:
    return {sub.__name__: sub for sub in kind.__subclasses__()}


ACTIONS: dict[str, type[Action]] = _concrete(Action)


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
    values = {key: _cast(known[key], value) for key, value in sent.items() if key in known}
    return kind(**values)


def write_action(action: Action) -> dict[str, str | int]:
    """Return an action as plain data: its name under "action", and its fields."""
    values = {field.name: getattr(action, field.name) for field in fields(action)}
    return {"action": type(action).__name__, **values}


def _cast(kind: object, value: str) -> str | int:
    return int(value) if kind is int else value
