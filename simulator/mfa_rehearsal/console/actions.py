"""Everything a reader can do, as small frozen values. Only an action changes a World.

An action is named after the control that the reader uses; its fields are what the control sends.
An action without fields inherits everything from `Action`, so it needs no decorator of its own.
`ACTIONS` is built from the classes, so each action is defined once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from mfa_rehearsal.console.world import MfaType
from mfa_rehearsal.typed import cleaned
from mfa_rehearsal.user_agent.surroundings import Surroundings


@dataclass(frozen=True)
class Action:
    """One thing a reader does.

    Args:
        shown: whether Show me did it for the reader.
    """

    shown: bool = field(default=False, kw_only=True)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the submitted codes without spaces: apps show "123 456"."""
        return ()


class TwoCodes:
    """The fields of an action that submits a pair of codes."""

    first: str
    second: str

    @property
    def codes(self) -> tuple[str, str]:
        """Return both codes without spaces."""
        return cleaned(self.first), cleaned(self.second)


# Sign-in pages ------------------------------------------------------------------------------------


class SubmitEmail(Action):
    """Press Next under the root user's email address."""


class ChooseIamUser(Action):
    """Choose to sign in as an IAM user."""


class SignInUsingRootEmail(Action):
    """Go back from the page for IAM users to the one for the root user."""


class SubmitPassword(Action):
    """Press Sign in under the password."""


@dataclass(frozen=True)
class SubmitMfaCode(Action):
    """Submit one code from the type of device that the sign-in page asks for."""

    code: str

    @property
    def codes(self) -> tuple[str]:
        """Return the code without spaces."""
        return (cleaned(self.code),)


class SkipRegistration(Action):
    """Go on without registering a device, while AWS still allows it."""


class TryAnotherMethod(Action):
    """Choose to sign in with another type of device."""


@dataclass(frozen=True)
class ChooseMethod(Action):
    """Choose the type of device to sign in with."""

    type: MfaType


class TroubleshootMfa(Action):
    """Ask the sign-in page for help with a device whose codes are refused."""


class SignInWithAlternativeFactors(Action):
    """Choose to sign in without an MFA device."""


class SendVerificationEmail(Action):
    """Ask for an email to the account's address."""


class CallMeNow(Action):
    """Ask for a call to the account's primary phone number."""


class SignInToConsole(Action):
    """Sign in once the email address and phone number are verified."""


class SignOut(Action):
    """Sign out of the console."""


# Console ------------------------------------------------------------------------------------------


class OpenAccountMenu(Action):
    """Open the account menu."""


class CloseAccountMenu(Action):
    """Close the account menu."""


class GoHome(Action):
    """Go to the console's home page."""


class OpenSecurityCredentials(Action):
    """Choose the security credentials in the account menu."""


class ContinueToSecurityCredentials(Action):
    """Continue past the notice that the 2020 console shows before the credentials."""


class OpenMfaSection(Action):
    """Go to the section on multi-factor authentication (2020: expand it)."""


class CloseMfaSection(Action):
    """Collapse the section again (2020 only)."""


class Cancel(Action):
    """Leave a page or dialog without finishing it."""


class Close(Action):
    """Close a success message."""


class AssignMfaDevice(Action):
    """Start the wizard in today's console."""


class ActivateMfa(Action):
    """Start the wizard in the 2020 console."""


@dataclass(frozen=True)
class ChooseDevice(Action):
    """Choose the kind of device and, in today's console, its name."""

    kind: str = ""
    name: str = ""


class ShowQrCode(Action):
    """Reveal the QR code."""


class ShowSecretKey(Action):
    """Reveal the secret key that the QR code contains."""


@dataclass(frozen=True)
class EnterCodes(TwoCodes, Action):
    """Type into the two code fields without submitting them."""

    first: str = ""
    second: str = ""


@dataclass(frozen=True)
class SubmitCodes(TwoCodes, Action):
    """Submit the two codes: Add MFA, or Assign MFA in 2020."""

    first: str
    second: str


@dataclass(frozen=True)
class AddHardwareToken(TwoCodes, Action):
    """Submit a hardware token's serial number and two of its codes."""

    serial_number: str
    first: str
    second: str


class TryAgain(Action):
    """Let the page ask the browser for a passkey again."""


@dataclass(frozen=True)
class SelectDevice(Action):
    """Select one device in today's list."""

    serial_number: str


@dataclass(frozen=True)
class OpenResync(Action):
    """Open the resync dialog for a device, or for the selected one if none is named."""

    serial_number: str = ""


@dataclass(frozen=True)
class SubmitResync(TwoCodes, Action):
    """Submit two codes in a row to resync the device."""

    first: str
    second: str


@dataclass(frozen=True)
class RemoveDevice(Action):
    """Open the removal dialog for a device, or for the selected one if none is named."""

    serial_number: str = ""


class ConfirmRemove(Action):
    """Confirm the removal of the device from the user."""


@dataclass(frozen=True)
class DeleteVirtualMfaDevice(Action):
    """Run `aws iam delete-virtual-mfa-device` on a leftover device."""

    serial_number: str


# The browser's dialog -----------------------------------------------------------------------------


class UseThisDevice(Action):
    """Choose this computer to keep the passkey, or as where it is."""


class UsePhone(Action):
    """Choose a phone, which connects by a QR code."""


class UseSecurityKey(Action):
    """Choose a security key."""


class UseAnotherDevice(Action):
    """Go back to the choice."""


class CancelRequest(Action):
    """Close the browser's dialog."""


class ConfirmOnComputer(Action):
    """Put a finger on this computer's sensor."""


class EnterPin(Action):
    """Enter the security key's PIN."""


class TouchKey(Action):
    """Touch the security key."""


# The false sign-in page ---------------------------------------------------------------------------


class GivePassword(Action):
    """Submit the email address and password to the false page."""


@dataclass(frozen=True)
class GiveCode(Action):
    """Submit a code to the false page."""

    code: str

    @property
    def codes(self) -> tuple[str]:
        """Return the code without spaces."""
        return (cleaned(self.code),)


class OpenBookmark(Action):
    """Leave the false page for AWS's own, by the reader's bookmark."""


# Hardware token -----------------------------------------------------------------------------------


class PressToken(Action):
    """Press the button of the hardware token."""


class TurnToken(Action):
    """Turn the hardware token over."""


# Phone --------------------------------------------------------------------------------------------


class OpenAuthenticator(Action):
    """Tap the authenticator app on the phone."""


class LeaveApp(Action):
    """Go to the phone's home screen."""


class GoBack(Action):
    """Go back one view in an app on the phone."""


class AddAccount(Action):
    """Start adding an entry to the app."""


class OpenCamera(Action):
    """Choose to scan a QR code."""


@dataclass(frozen=True)
class Scan(Action):
    """Pass on the text that the camera decoded."""

    text: str


class OpenLens(Action):
    """Tap the phone's own camera."""


class ConfirmOnPhone(Action):
    """Agree to use a passkey on the phone, with a finger on its sensor."""


class OpenManualEntry(Action):
    """Choose to type the secret key."""


@dataclass(frozen=True)
class AddByHand(Action):
    """Add an entry from an account name and secret key."""

    account_name: str
    secret_key: str


@dataclass(frozen=True)
class OpenEntry(Action):
    """Open an entry in the app to see its details or delete it."""

    entry_id: int


class DeleteEntry(Action):
    """Delete the open entry from the app."""


class OpenClockSettings(Action):
    """Open the phone's date and time settings."""


@dataclass(frozen=True)
class SetPhoneClock(Action):
    """Set the phone's clock, in seconds ahead of true time; 0 is automatic."""

    offset_s: int


class OpenMail(Action):
    """Open the mail app on the phone."""


class VerifyEmail(Action):
    """Follow the link in the verification email."""


class FollowMailLink(Action):
    """Follow the link in the false email, which the computer's browser opens."""


class AnswerCall(Action):
    """Answer the ringing phone."""


@dataclass(frozen=True)
class EnterCallDigits(Action):
    """Type six digits on the phone during the call."""

    digits: str


# Time and phones ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wait(Action):
    """Let real time pass, for AWS and the phone alike."""

    seconds: int


@dataclass(frozen=True)
class FollowClock(Action):
    """Follow the computer's clock, which moved ahead, or back if `seconds` is negative."""

    seconds: int


@dataclass(frozen=True)
class SkipAhead(Action):
    """Move both clocks ahead of real time, so that a real phone no longer matches."""

    seconds: int


class SkipToNextCode(Action):
    """Move both clocks to the second when the phone's next code begins."""


class TakeNewPhone(Action):
    """Add a new, empty phone beside the current one."""


class SwapPhones(Action):
    """Switch to the other phone."""


class LosePhone(Action):
    """Lose the current phone and continue with the other one, or with an empty one."""


class LoseSecurityKey(Action):
    """Lose the security key with its passkeys, and continue with an empty one."""


@dataclass(frozen=True)
class OpenBrowser(Action):
    """Open a browser on the own computer or elsewhere; nobody is signed in there."""

    surroundings: Surroundings


class ReceiveFalseMail(Action):
    """Get an email with a link to the false sign-in page."""


class DemandMfa(Action):
    """Let AWS demand MFA of the root user, as it does of every account."""


class SkipToDueDate(Action):
    """Move the clocks to the day from which nobody signs in without MFA."""


# Reading and writing ------------------------------------------------------------------------------

ACTIONS: Mapping[str, type[Action]] = {kind.__name__: kind for kind in Action.__subclasses__()}
"""Every action by name."""


def read_action(name: str, sent: Mapping[str, str]) -> Action:
    """Build an action from its name and the fields that a control sent.

    Args:
        name: the name of an action, such as "SubmitCodes".
        sent: field names and values; unknown fields are dropped.

    Raises:
        KeyError: there is no such action.
        TypeError: a field is missing.
    """
    kind = ACTIONS[name]
    known = {field.name: field.type for field in fields(kind)}
    values: dict[str, Any] = {k: _cast(known[k], value) for k, value in sent.items() if k in known}
    return kind(**values)


def write_action(action: Action) -> dict[str, str | int]:
    """Return an action as plain data: its name under "action", its fields, and `shown` if true."""
    names = (field.name for field in fields(action))
    values = {name: getattr(action, name) for name in names if name != "shown" or action.shown}
    return {"action": type(action).__name__, **values}


def _cast(kind: object, value: str) -> str | int | bool:
    if kind is bool:
        return value == str(True)
    return int(value) if kind is int else value
