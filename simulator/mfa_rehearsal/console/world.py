"""The whole state of a run: the account, the console's screen, what is on the desk, and the time.

Rule: a start without passkeys loads none of their mathematics, so only values are imported here.
"""

from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

from mfa_rehearsal import authenticator, iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.console.token import Token, new_token
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.user_agent.authenticators import Authenticators, places_of
from mfa_rehearsal.user_agent.dialog import Dialog
from mfa_rehearsal.user_agent.surroundings import OWN_COMPUTER, Surroundings, reaches_passkeys

Edition = Literal["today", "classic"]
EDITIONS: tuple[Edition, ...] = ("today", "classic")

SignInScreen = Literal[
    "sign-in",
    "sign-in-iam-user",
    "sign-in-password",
    "sign-in-mfa",
    "sign-in-passkey",
    "sign-in-methods",
    "sign-in-trouble",
    "sign-in-factors",
    "sign-in-mail-sent",
    "sign-in-phone",
    "sign-in-call",
    "sign-in-verified",
    "register-mfa",
    "register-app",
    "register-passkey",
    "register-token",
]
"""What the console's window can show before the user is signed in."""

FalseScreen = Literal["false-sign-in", "false-code", "false-passkey", "false-done"]
"""What the console's window can show of the false sign-in page, which isn't AWS's."""

Screen = Literal[
    SignInScreen,
    FalseScreen,
    "home",
    "before-credentials",
    "security-credentials",
    "choose-device",
    "set-up-device",
    "set-up-passkey",
    "set-up-token",
    "device-assigned",
    "resync-device",
    "remove-device",
]
"""What the console's window can show in at least one edition; screens.py connects the screens."""

SIGN_IN_SCREENS: frozenset[Screen] = frozenset(get_args(SignInScreen))
FALSE_SCREENS: frozenset[Screen] = frozenset(get_args(FalseScreen))
OUTSIDE_CONSOLE = SIGN_IN_SCREENS | FALSE_SCREENS
View = Literal[
    "home",
    "entries",
    "add",
    "camera",
    "by-hand",
    "entry",
    "mail",
    "ringing",
    "call",
    "clock",
    "lens",
    "passkey",
]
"""What the phone can show."""

Notice = Literal[
    "", "assigned", "passkey-assigned", "resynced", "removed", "removed-wholly", "deleted"
]
"""What the console reports as just done."""

MailKind = Literal["verify", "removed", "false"]

MfaType = Literal["passkey", "authenticator-app", "hardware"]
"""The types of MFA device: what the wizard offers, and what the sign-in page can ask for."""

PASSKEY: Final[MfaType] = "passkey"
AUTHENTICATOR_APP: Final[MfaType] = "authenticator-app"
HARDWARE: Final[MfaType] = "hardware"
MFA_TYPES: Final[tuple[MfaType, ...]] = (PASSKEY, AUTHENTICATOR_APP, HARDWARE)

ACCOUNT_ID = "111122223333"
ACCOUNT_NAME = "practice-account"
ALTERNATIVE_FACTORS = "alternative factors"
REGISTRATION = "registration"
ROOT_EMAIL = "root@example.com"
ROOT_PASSWORD = "practice-password"
"""Filled in for the reader and read-only, because no page asks for a real password."""


@dataclass(frozen=True)
class Console:
    """What the console's window shows.

    Args:
        screen: what the window shows.
        signed_in: whether the root user is signed in.
        signed_in_with: serial number of the device used to sign in, ALTERNATIVE_FACTORS,
            REGISTRATION if AWS let the user in for registering a device, or "".
        challenged: the type of device that the sign-in page asks for, or "".
        menu_open: whether the account menu is open.
        section_open: whether the MFA section has been opened (2020: is expanded).
        setting_up: the type of device that the wizard is setting up, or "".
        new_name: the name chosen in the wizard for a passkey or token, or "".
        dialog: the browser's open request for a passkey, or None.
        request_canceled: whether the reader canceled the page's last request.
        pending: serial number of the virtual device that the wizard is setting up, or "".
        qr_shown: whether the QR code is revealed.
        key_shown: whether the secret key is revealed.
        draft: the two codes in the fields.
        selected: serial number of the device selected in the list or shown in a dialog, or "".
        notice: what was just done.
        call_digits: six digits to type on the phone during a call, or "".
        refused_codes: the last refused codes, which are still in the fields.
    """

    screen: Screen = "sign-in"
    signed_in: bool = False
    signed_in_with: str = ""
    challenged: MfaType | Literal[""] = ""
    menu_open: bool = False
    section_open: bool = False
    setting_up: MfaType | Literal[""] = ""
    new_name: str = ""
    dialog: Dialog | None = None
    request_canceled: bool = False
    pending: str = ""
    qr_shown: bool = False
    key_shown: bool = False
    draft: tuple[str, str] = ("", "")
    selected: str = ""
    notice: Notice = ""
    call_digits: str = ""
    refused_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mail:
    """An email in the root user's inbox, from AWS unless it is false. `views` has its text.

    Args:
        time: when it was sent.
        kind: what it says.
        device_name: the device it is about, or "".
    """

    time: UnixSeconds
    kind: MailKind
    device_name: str = ""


@dataclass(frozen=True)
class Stranger:
    """Somebody else who signed in as root, with what a false page got from the reader.

    Args:
        signed_in_with: serial number of the device whose code they used, or "" for the password
            alone.
        code: the code they used, or "".
    """

    signed_in_with: str = ""
    code: str = ""


@dataclass(frozen=True)
class Handset:
    """The phone in use: its authenticator and clock, and the open view.

    Args:
        phone: its entries and its clock.
        view: what the phone shows.
        opened: id of the entry that is open, or 0.
        other: the phone beside it, or None.
        mails_read: how many of the received emails have been read.
    """

    phone: authenticator.Phone = field(default_factory=authenticator.Phone)
    view: View = "home"
    opened: int = 0
    other: authenticator.Phone | None = None
    mails_read: int = 0


@dataclass(frozen=True)
class World:
    """A whole run at one moment.

    Args:
        edition: which console.
        seed: the source of all randomness in this run.
        now: AWS's time, which is the true time plus the skipped seconds.
        options: what the owner of the site has set.
        exempt_names: device names that the lesson itself uses, which the site's own rule for names
            doesn't apply to.
        skipped_s: seconds skipped ahead so far. While it is 0, a real phone matches.
        clock_moved_s: seconds that the computer's clock has moved ahead so far, because it was set
            or the computer slept.
        devices_made: how many secret keys have been drawn so far.
        requests_made: how many requests for a passkey there have been so far.
        near: the authenticators within reach of a browser on the reader's own computer.
        surroundings: where the browser runs.
        token: the hardware token, once the reader has taken it in hand.
        mfa_demanded: whether AWS demands MFA of the root user in this run.
        mfa_due: when it demands it without delay; None before the first attempt to sign in.
        elsewhere: serial numbers of devices that were assigned with codes from the reader's real
            phone, not from a phone in this run.
        stranger: who else has signed in as root, or None.
        activity: the event log, oldest first.
        mails: the emails to the root user, oldest first.
    """

    edition: Edition
    seed: str
    now: UnixSeconds
    account: iam.Account
    console: Console = field(default_factory=Console)
    handset: Handset = field(default_factory=Handset)
    options: SiteOptions = OURS
    exempt_names: frozenset[str] = frozenset()
    skipped_s: int = 0
    clock_moved_s: int = 0
    devices_made: int = 0
    requests_made: int = 0
    near: Authenticators = field(default_factory=Authenticators)
    surroundings: Surroundings = OWN_COMPUTER
    token: Token | None = None
    mfa_demanded: bool = False
    mfa_due: UnixSeconds | None = None
    elsewhere: frozenset[str] = frozenset()
    stranger: Stranger | None = None
    activity: tuple[Event, ...] = ()
    mails: tuple[Mail, ...] = ()


def begin(edition: Edition, seed: str, now: UnixSeconds, options: SiteOptions = OURS) -> World:
    """Return a new world with an account, a root user and an empty phone."""
    account = iam.open_account(ACCOUNT_ID, ROOT_PASSWORD, options.account_alias)
    return World(edition, seed, now, account, options=options)


def send_mail(world: World, kind: MailKind, device_name: str = "") -> World:
    """Return the world with one more email, which counts as read if the inbox is open."""
    world = replace(world, mails=(*world.mails, Mail(world.now, kind, device_name)))
    return read_mail(world) if world.handset.view == "mail" else world


def read_mail(world: World) -> World:
    """Return the world with every email read."""
    return replace(world, handset=replace(world.handset, mails_read=len(world.mails)))


def has_false_mail(world: World) -> bool:
    """Say whether the inbox has an email that leads to the false page."""
    return any(mail.kind == "false" for mail in world.mails)


def root_devices(world: World) -> tuple[iam.VirtualMfaDevice, ...]:
    """Return the virtual devices of the root user, oldest first."""
    devices = iam.devices_of(world.account, iam.ROOT)
    return tuple(each for each in devices if not isinstance(each, iam.HardwareToken))


def all_root_devices(world: World) -> tuple[iam.MfaDevice, ...]:
    """Return the root user's devices of all types, oldest first."""
    return iam.mfa_devices_of(world.account, iam.ROOT)


def type_of(device: iam.MfaDevice) -> MfaType:
    """Return a device's type."""
    if isinstance(device, iam.Passkey):
        return PASSKEY
    return HARDWARE if isinstance(device, iam.HardwareToken) else AUTHENTICATOR_APP


def root_types(world: World) -> tuple[MfaType, ...]:
    """Return the types of device that the root user has, in the order of the wizard."""
    types = {type_of(device) for device in all_root_devices(world)}
    return tuple(each for each in MFA_TYPES if each in types)


def open_dialog(world: World) -> Dialog | None:
    """Return the browser's open request, unless it has timed out."""
    dialog = world.console.dialog
    return None if dialog is None or dialog.timed_out(world.now) else dialog


def token_in_hand(world: World) -> Token:
    """Return the run's hardware token."""
    return world.token or new_token(world.seed)


def has_passkey(world: World, passkey: iam.Passkey) -> bool:
    """Say whether an authenticator within reach has a passkey of the account."""
    reached = reaches_passkeys(world.surroundings)
    return reached and bool(places_of(world.near, passkey.credential_id))


def pending_device(world: World) -> iam.VirtualMfaDevice | None:
    """Return the device that the wizard is setting up, if one is."""
    pending = world.console.pending
    return iam.device(world.account, pending) if pending else None
