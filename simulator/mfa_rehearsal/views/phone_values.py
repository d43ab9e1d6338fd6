"""The phone as plain values: what its templates may read."""

from dataclasses import dataclass

from mfa_rehearsal import authenticator
from mfa_rehearsal.authenticator import Entry
from mfa_rehearsal.clock import PERIOD_S, seconds_left
from mfa_rehearsal.console.addresses import FALSE_PAGE
from mfa_rehearsal.console.world import ROOT_EMAIL, Mail, View, World, open_dialog
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.lessons.drills.openings import FAST_S
from mfa_rehearsal.lessons.evidence import key_of
from mfa_rehearsal.views.desk_values import DeskValues, desk_values
from mfa_rehearsal.views.refusal_values import on_phone
from mfa_rehearsal.views.times import clock_text, date_text, offset_text, time_text
from mfa_rehearsal.views.view_context import ViewContext

CLOCKS = (
    (0, "Set time automatically"),
    *((offset_s, offset_text(offset_s)) for offset_s in (FAST_S, -FAST_S)),
)
"""The choices in the phone's clock settings, in seconds ahead of the true time."""

MAILS = {
    "verify": (
        "recover-mfa-no-reply@verify.signin.aws",
        "AWS Email Verification",
        "Someone is signing in as the root user without an MFA device. If it's you, verify your"
        " email address.",
    ),
    "removed": (
        "no-reply@aws.amazon.com",
        "Multi-factor authentication deactivated",
        "Multi-factor authentication was deactivated: the device {device} no longer protects the"
        " root user. If it wasn't you, change the password now.",
    ),
    "false": (
        f"notice@{FALSE_PAGE.domain}",
        "Your account needs attention",
        "Sign in to check your account. (A practice email. It isn't from AWS.)",
    ),
}
"""Senders, subjects and bodies. AWS's are the first sender and subject, and the second email's
domain and meaning; the rest is our words, and the false email is ours. Source: IAM User Guide,
id_credentials_mfa_lost-or-broken and id_credentials_mfa_disable."""

ORIGINS = {"scanned": "by QR code", "typed": "by hand"}


@dataclass(frozen=True, eq=False)
class EntryRow:
    """An entry as the app shows it.

    Args:
        code: six digits, or "" on a prerendered page.
        added: when it was added, or "" on a prerendered page.
        origin: how its key was entered.
    """

    id: int
    issuer: str
    account: str
    code: str
    added: str
    origin: str


@dataclass(frozen=True, eq=False)
class MailRow:
    """An email as the inbox shows it.

    Args:
        verifies: whether it has a link to verify the email address.
        awaited: whether the sign-in page is waiting for that link.
        leads_to: the site that its link leads to if the email is false, or "".
    """

    time: str
    sender: str
    recipient: str
    subject: str
    body: str
    verifies: bool
    awaited: bool
    leads_to: str


@dataclass(frozen=True, eq=False)
class ClockChoice:
    """A setting of the phone's clock."""

    offset_s: int
    label: str
    current: bool


@dataclass(frozen=True, eq=False)
class PasskeyRequest:
    """What the phone is asked to do with a passkey.

    Args:
        site: the site that asks.
        creates: whether a passkey is made, rather than used.
    """

    site: str
    creates: bool


@dataclass(frozen=True, eq=False)
class PhoneValues:
    """What the phone's templates read. Times are "" on a prerendered page.

    Args:
        time_with_seconds: the phone's time, such as "09:41:05".
        clock_note: how wrong the phone's clock is, or "".
        left_s: how many more seconds the codes are shown.
        elapsed_s: how many seconds they have been shown.
        opened: the entry that is open, or None.
        new_mails: the number of unread emails.
        other: whether there is another phone to use.
        refusal: why the phone refused, or "".
        refusal_field: name of the field that is wrong, or "".
        foreign: name of an entry whose key this console never showed, or "".
        can_scan: whether a request for a passkey waits for the phone's own camera.
        passkey_request: what the phone is asked to do with a passkey; None if it is asked nothing.
        desk: what lies beside the phone.
    """

    view: View
    time: str
    time_with_seconds: str
    date: str
    clock_note: str
    left_s: int
    elapsed_s: int
    entries: tuple[EntryRow, ...]
    opened: EntryRow | None
    clocks: tuple[ClockChoice, ...]
    mails: tuple[MailRow, ...]
    new_mails: int
    other: bool
    refusal: str
    refusal_field: str
    foreign: str
    can_scan: bool
    passkey_request: PasskeyRequest | None
    desk: DeskValues


def phone_values(run: Run, context: ViewContext) -> PhoneValues:
    """Return what the phone's templates read. A prerendered page shows dots for codes."""
    utc_offset_s, live = context.utc_offset_s, context.live
    handset, phone = run.world.handset, run.world.handset.phone
    now = authenticator.phone_time(phone, run.world.now)
    left_s = seconds_left(now)
    entries = tuple(_entry(run, entry, utc_offset_s, live=live) for entry in phone.entries)
    refusal = run.refusal if on_phone(run) else None
    return PhoneValues(
        view=handset.view,
        time=clock_text(now, utc_offset_s) if live else "",
        time_with_seconds=time_text(now, utc_offset_s) if live else "",
        date=date_text(now, utc_offset_s) if live else "",
        clock_note=offset_text(phone.offset_s),
        left_s=left_s,
        elapsed_s=PERIOD_S - left_s,
        entries=entries,
        opened=next((entry for entry in entries if entry.id == handset.opened), None),
        clocks=tuple(ClockChoice(*each, each[0] == phone.offset_s) for each in CLOCKS),
        mails=tuple(_mail(run.world, mail, utc_offset_s) for mail in reversed(run.world.mails)),
        new_mails=len(run.world.mails) - handset.mails_read,
        other=handset.other is not None,
        refusal=refusal.message if refusal else "",
        refusal_field=refusal.field if refusal else "",
        foreign=_foreign(run.world),
        can_scan=_dialog_state(run.world) == "scan",
        passkey_request=_passkey_request(run.world),
        desk=desk_values(run.world, context),
    )


def _dialog_state(world: World) -> str:
    dialog = open_dialog(world)
    return dialog.state if dialog else ""


def _passkey_request(world: World) -> PasskeyRequest | None:
    dialog = open_dialog(world)
    if dialog is None or dialog.state != "phone":
        return None
    return PasskeyRequest(dialog.rp_id, creates=dialog.ceremony == "create")


def _entry(run: Run, entry: Entry, utc_offset_s: int, *, live: bool) -> EntryRow:
    phone = run.world.handset.phone
    return EntryRow(
        id=entry.entry_id,
        issuer=entry.issuer,
        account=entry.account_name,
        code=authenticator.code(phone, entry, run.world.now) if live else "",
        added=time_text(entry.added_at, utc_offset_s) if live else "",
        origin=ORIGINS[entry.origin],
    )


def _foreign(world: World) -> str:
    """Return the name of an entry whose key this console never showed, or ""."""
    entries = reversed(world.handset.phone.entries)
    foreign = (entry for entry in entries if key_of(world, entry).of == "foreign")
    return next((entry.account_name for entry in foreign), "")


def _mail(world: World, mail: Mail, utc_offset_s: int) -> MailRow:
    """Return an email as shown. Its link works only while the sign-in page waits for it."""
    sender, subject, body = MAILS[mail.kind]
    return MailRow(
        time=clock_text(mail.time, utc_offset_s),
        sender=sender,
        recipient=ROOT_EMAIL,
        subject=subject,
        body=body.format(device=mail.device_name),
        verifies=mail.kind == "verify",
        awaited=world.console.screen == "sign-in-mail-sent" and mail is world.mails[-1],
        leads_to=FALSE_PAGE.host if mail.kind == "false" else "",
    )
