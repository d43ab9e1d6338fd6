"""What is pressed on the pages before the console, and to leave it."""

from dataclasses import dataclass

from mfa_rehearsal.console.actions.action import Action
from mfa_rehearsal.console.world import MfaType


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
    """Say that no device is at hand."""


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
