"""The picture of a sign-in with a passkey, drawn from a real ceremony of the simulator.

Rule: every address, name, size and error in it is read from what the ceremony carried.
"""

from dataclasses import dataclass
from typing import Final

from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console.addresses import CONSOLE_PAGE, SIGN_IN_PAGE
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import creation_options, request_options
from mfa_rehearsal.publish.content.svg_sheet import INKS, MARGIN, WIDTH, Ink, Sheet, new_sheet
from mfa_rehearsal.user_agent.authenticators import SYNCED
from mfa_rehearsal.user_agent.ceremonies import create, get
from mfa_rehearsal.user_agent.origins import Page
from mfa_rehearsal.webauthn.authenticator_data import FIXED_BYTES, HASH_BYTES
from mfa_rehearsal.webauthn.client_data import read_client_data

FALSE_PAGE: Final = Page(f"{SIGN_IN_PAGE.origin}.example/")
"""A page whose address only begins like AWS's."""

SAME_BYTES: Final = bytes(32)
"""In place of random bytes, because only their number is shown."""

HEIGHT: Final = 616
COLUMNS: Final = (62, WIDTH // 2, WIDTH - 62)
ROW, HEAD = 42, 10
BAR_HEIGHT: Final = 22


@dataclass(frozen=True)
class SignIn:
    """What a ceremony carried.

    Args:
        origin: of the page that asked.
        rp_id: the site that the passkey is for.
        challenge_bytes: the size of the challenge.
        signed: the parts that were signed, each with its size in bytes.
        false_origin: of the page that was refused.
        error: what the browser told that page.
    """

    origin: str
    rp_id: str
    challenge_bytes: int
    signed: tuple[tuple[str, int], ...]
    false_origin: str
    error: str


@dataclass(frozen=True)
class Message:
    """An arrow from one column to another, with words above and below it."""

    start: int
    end: int
    above: str
    below: str = ""


@dataclass(frozen=True)
class Note:
    """What happens in one column."""

    column: int
    words: str
    refused: bool = False


def sign_in(page: Page = SIGN_IN_PAGE, false_page: Page = FALSE_PAGE) -> SignIn:
    """Make a passkey, sign in with it, and ask for it on a false page.

    Raises:
        Refusal: AWS doesn't accept the passkey.
        ValueError: the browser doesn't refuse the false page.
    """
    account = iam.open_account("111122223333", "")
    making = creation_options(account, iam.ROOT, SAME_BYTES)
    holder, made = create(CONSOLE_PAGE, SYNCED, making, "verified", SAME_BYTES)
    account = register_passkey(account, iam.ROOT, "my-passkey", making, made, UnixSeconds(0))
    asking = request_options(account, iam.ROOT, SAME_BYTES)
    _, answer = get(page, holder, asking, "verified")
    check_passkey(account, iam.ROOT, asking, answer)
    counter_bytes = len(answer.authenticator_data) - HASH_BYTES - 1
    signed = (
        (asking.rp_id, HASH_BYTES),
        ("flags", FIXED_BYTES - HASH_BYTES - counter_bytes),
        ("counter", counter_bytes),
        ("client data", HASH_BYTES),
    )
    origin = read_client_data(answer.client_data_json).origin
    try:
        get(false_page, holder, asking, "verified")
    except Refusal as refusal:
        refused = false_page.origin, refusal.code
        return SignIn(origin, asking.rp_id, len(asking.challenge), signed, *refused)
    raise ValueError("the browser gave the passkey to a false page")


def passkey_sign_in(shown: SignIn | None = None, ink: Ink = INKS["light"]) -> str:
    """Return the picture as SVG.

    Args:
        shown: what a ceremony carried, or None for one on AWS's page.
        ink: the colors.
    """
    shown = shown or sign_in()
    sheet = new_sheet("Signing in with a passkey", _description(shown), HEIGHT, ink)
    _draw_true_page(sheet, shown)
    _draw_signed(sheet, shown, 358)
    _draw_false_page(sheet, shown, 474)
    return sheet.text()


def _description(shown: SignIn) -> str:
    """Return a description of the picture for anyone who cannot see it."""
    total = sum(size for _, size in shown.signed)
    return (
        f"{shown.origin} sends a challenge of {shown.challenge_bytes} bytes. The browser compares"
        f" the address with {shown.rp_id}. The passkey checks the fingerprint and signs {total}"
        " bytes, which contain hashes of the site, and of the challenge and the address. For"
        f" {shown.false_origin}, the browser answers {shown.error}, and the passkey isn't asked."
    )


def _draw_true_page(sheet: Sheet, shown: SignIn) -> None:
    sheet.heading(22, "On AWS's page", shown.origin)
    challenge = f"{shown.challenge_bytes} random bytes"
    rows = (
        Message(0, 1, challenge, f"for {shown.rp_id}"),
        Note(1, "address fits"),
        Message(1, 2, f"for {shown.rp_id}", "hash of client data"),
        Note(2, "fingerprint"),
        Message(2, 1, "signature"),
        Message(1, 0, "signature"),
    )
    _draw_rows(sheet, 70, ("AWS", "Browser", "Passkey"), rows)


def _draw_false_page(sheet: Sheet, shown: SignIn, top: int) -> None:
    sheet.heading(top, "On a false page", shown.false_origin)
    rows = (
        Message(0, 1, f"{shown.challenge_bytes} random bytes", f"for {shown.rp_id}"),
        Note(1, shown.error, refused=True),
    )
    _draw_rows(sheet, top + 44, ("False page", "Browser", "Passkey"), rows)
    sheet.words(COLUMNS[2] - 10, top + 84, sheet.ink.soft, "not asked", "end")


def _draw_rows(
    sheet: Sheet, top: int, names: tuple[str, ...], rows: tuple[Message | Note, ...]
) -> None:
    """Draw columns with their names, and what passes between them, one row after the other."""
    for x, name in zip(COLUMNS, names, strict=True):
        sheet.words(x, top, sheet.ink.strong, name, "middle")
    for number, row in enumerate(rows):
        y = top + HEAD + ROW * number
        noted = row.column if isinstance(row, Note) else None
        for column, x in enumerate(COLUMNS):
            if column != noted:
                line = {"stroke": sheet.ink.ruler, "stroke_width": 1, "stroke_dasharray": "2 3"}
                sheet.add("path", d=f"M{x} {y}V{y + ROW}", fill="none", **line)
        if isinstance(row, Note):
            _draw_note(sheet, row, y)
        else:
            _draw_message(sheet, row, y + ROW / 2)


def _draw_note(sheet: Sheet, note: Note, y: float) -> None:
    color = sheet.ink.refused if note.refused else sheet.ink.accent
    x, width = COLUMNS[note.column], 108
    look = {"fill": color, "fill_opacity": 0.14, "rx": 4}
    sheet.add("rect", x=x - width / 2, y=y + 6, width=width, height=ROW - 12, **look)
    sheet.words(x, y + ROW / 2 + 5, color, note.words, "middle")


def _draw_message(sheet: Sheet, message: Message, y: float) -> None:
    start, end = COLUMNS[message.start], COLUMNS[message.end]
    back = -1 if end > start else 1
    head = f"m{6 * back} -4l{-6 * back} 4l{6 * back} 4"
    stroke = {"fill": "none", "stroke": sheet.ink.accent, "stroke_width": 1.5}
    sheet.add("path", d=f"M{start} {y}H{end}{head}", **stroke)
    middle = (start + end) / 2
    sheet.words(middle, y - 5, sheet.ink.soft, message.above, "middle")
    sheet.words(middle, y + 15, sheet.ink.soft, message.below, "middle")


def _draw_signed(sheet: Sheet, shown: SignIn, top: int) -> None:
    """Draw the signed bytes to scale."""
    total = sum(size for _, size in shown.signed)
    sheet.heading(top, "What the passkey signs", f"{total} bytes, to scale")
    scale, x, y = (WIDTH - 2 * MARGIN) / total, float(MARGIN), top + 44
    for number, (_, size) in enumerate(shown.signed):
        look = {"fill": sheet.ink.accent, "fill_opacity": 0.5 if number % 2 else 0.2}
        place = {"x": round(x, 1), "y": y, "width": round(size * scale - 1, 1)}
        sheet.add("rect", **place, height=BAR_HEIGHT, **look)
        x += size * scale
    (site, site_bytes), *small, (data, data_bytes) = shown.signed
    sheet.words(MARGIN, y + 38, sheet.ink.soft, f"hash of {site}: {site_bytes}")
    between = ", ".join(f"{name}: {size}" for name, size in small)
    middle = MARGIN + scale * (site_bytes + sum(size for _, size in small) / 2)
    sheet.words(middle, y - 6, sheet.ink.soft, between, "middle")
    sheet.words(WIDTH - MARGIN, y + 38, sheet.ink.soft, f"hash of {data}: {data_bytes}", "end")
