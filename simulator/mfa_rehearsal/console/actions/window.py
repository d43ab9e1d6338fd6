"""What is pressed in the console's window."""

from dataclasses import dataclass

from mfa_rehearsal.console.actions.action import Action


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
class EnterCodes(Action):
    """Type into the two code fields, without sending them."""

    first: str = ""
    second: str = ""


@dataclass(frozen=True)
class SubmitCodes(Action):
    """Send the two codes: Add MFA, or Assign MFA in 2020."""

    first: str
    second: str


@dataclass(frozen=True)
class SelectDevice(Action):
    """Mark one device in today's list."""

    serial: str


@dataclass(frozen=True)
class OpenResync(Action):
    """Ask for the two fields that set a device right; without a serial, for the selected one."""

    serial: str = ""


@dataclass(frozen=True)
class SubmitResync(Action):
    """Send two codes in a row to set the device right."""

    first: str
    second: str


@dataclass(frozen=True)
class RemoveDevice(Action):
    """Ask to take a device off the user; without a serial, the selected one."""

    serial: str = ""


@dataclass(frozen=True)
class ConfirmRemove(Action):
    """Take the device off the user."""


@dataclass(frozen=True)
class DeleteVirtualMfaDevice(Action):
    """Run `aws iam delete-virtual-mfa-device` on a left-over device."""

    serial: str
