"""Read the text of a QR code: otpauth://totp/Issuer:account?secret=...

Rule: strict. Anything that this app can't support is refused with its own cause, and no text raises
anything but a Refusal. The format is the Key Uri Format of the Google Authenticator wiki; the
account name may contain an unescaped `@`, as in AWS's codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from mfa_rehearsal.authenticator import refusals
from mfa_rehearsal.authenticator.secret import check_secret
from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.typed import cleaned

DIGITS = 6
ALGORITHM = "sha1"


@dataclass(frozen=True)
class Otpauth:
    """The content of a QR code for an authenticator app.

    Args:
        issuer: who accepts the codes, such as "Amazon Web Services", or "".
        account_name: the account that the codes are for.
        secret: base32, upper case, without padding.
    """

    issuer: str
    account_name: str
    secret: str = field(repr=False)


def read_otpauth(text: str) -> Otpauth:
    """Return the content of a QR code's text.

    Raises:
        Refusal: not-an-otpauth-code, migration-code, steam-code, counter-based-code,
            account-name-missing, secret-missing, secret-not-base32, secret-too-short,
            digits-not-supported, period-not-supported, algorithm-not-supported.

    Source: Key Uri Format, google-authenticator wiki.
    """
    kind, label, fields = _split(text)
    if kind in UNSUPPORTED:
        raise UNSUPPORTED[kind]()
    if fields.get("encoder", "").lower() == "steam":
        raise refusals.steam()
    if kind != "totp":
        raise refusals.not_otpauth()
    issuer = fields.get("issuer", "").strip()
    label_issuer, account_name = _read_label(label, issuer)
    _check_settings(fields)
    secret = check_secret(fields.get("secret", ""))
    return Otpauth(issuer or label_issuer, account_name, secret)


UNSUPPORTED = {"hotp": refusals.counter_based, "steam": refusals.steam}
"""Kinds of codes that this app does not support."""


def _split(text: str) -> tuple[str, str, Mapping[str, str]]:
    """Return the kind, the label as written, and the fields; of repeated fields, the first."""
    try:
        parts = urlsplit(text.strip())
        pairs = parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True, errors="strict")
        label = parts.path.removeprefix("/")
        unquote(label, errors="strict")
    except ValueError:
        raise refusals.not_otpauth() from None
    if parts.scheme == "otpauth-migration":
        raise refusals.migration()
    if parts.scheme != "otpauth":
        raise refusals.not_otpauth()
    return parts.netloc.lower(), label, dict(reversed(pairs))


def _read_label(label: str, issuer: str) -> tuple[str, str]:
    """Return a label's issuer and account name, which a colon or %3A separates.

    Args:
        label: the label as written.
        issuer: the value of the issuer field, or "".
    """
    before, colon, after = label.partition(":")
    text = unquote(label)
    if issuer and text.startswith(f"{issuer}:"):
        before, after = issuer, text.removeprefix(f"{issuer}:")
    elif colon:
        before, after = unquote(before), unquote(after)
    else:
        before, colon, after = text.partition(":")
        before, after = (before, after) if colon else ("", text)
    if not cleaned(after):
        raise refusals.account_name_missing()
    return before.strip(), after.strip()


def _check_settings(fields: Mapping[str, str]) -> None:
    digits, period = fields.get("digits", str(DIGITS)), fields.get("period", str(PERIOD_S))
    algorithm = fields.get("algorithm", ALGORITHM)
    if _number(digits) != DIGITS:
        raise refusals.digits_not_supported(digits)
    if _number(period) != PERIOD_S:
        raise refusals.period_not_supported(period)
    if algorithm.lower().replace("-", "") != ALGORITHM:
        raise refusals.algorithm_not_supported(algorithm)


def _number(text: str) -> int | None:
    """Return the number in a text of at most nine ASCII digits, with leading zeros or not."""
    plain = text.isascii() and text.isdigit() and len(text) <= 9
    return int(text) if plain else None
