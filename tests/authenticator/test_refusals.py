"""Every refusal of the phone: its code, its words and the field where it is shown."""

import re
from collections.abc import Callable
from dataclasses import fields

import pytest
from mfa_rehearsal.authenticator import Phone, add_by_hand, refusals, scan
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.errors import OURS, Refusal

NOW = UnixSeconds(1_800_000_000)
SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"
WHOLE = f"otpauth://totp/Amazon:me?secret={SECRET}"
EXPORT = "otpauth-migration://offline?data=CjEK"
ALL: dict[str, Callable[[], Refusal]] = {
    "not-an-otpauth-code": refusals.not_otpauth,
    "counter-based-code": refusals.counter_based,
    "account-name-missing": refusals.account_name_missing,
    "secret-missing": refusals.secret_missing,
    "secret-not-base32": lambda: refusals.secret_not_base32("Character 1 is “!”."),
    "whole-text-of-code": lambda: refusals.whole_text("secret_key"),
    "migration-code": refusals.migration,
    "steam-code": refusals.steam,
    "secret-too-short": refusals.secret_too_short,
    "digits-not-supported": lambda: refusals.digits_not_supported("8"),
    "period-not-supported": lambda: refusals.period_not_supported("60"),
    "algorithm-not-supported": lambda: refusals.algorithm_not_supported("SHA256"),
}
SENTENCE = re.compile(r"[A-Z][a-z]*,? [a-z].*")
CAMEL_CASE = re.compile(r"([A-Z][a-z0-9]+)+")


@pytest.mark.parametrize("cause", ALL)
def test_a_refusal_has_a_code_by_its_cause_and_our_own_sentences(cause: str) -> None:
    refusal = ALL[cause]()
    assert refusal.cause == cause
    assert CAMEL_CASE.fullmatch(refusal.code)
    for words in (refusal.message, refusal.hint):
        plain = words.replace("Character 1", "One").replace("QR", "qr").replace("Steam", "steam")
        assert all(SENTENCE.fullmatch(each) for each in plain.split(". ")), words
        assert words.endswith(".")
        assert not words.isupper()
        assert "XX" not in words
    assert refusal.source == OURS


def scanned(text: str) -> Callable[[], Phone]:
    return lambda: scan(Phone(), text, NOW)


def typed(account_name: str, secret_key: str) -> Callable[[], Phone]:
    return lambda: add_by_hand(Phone(), account_name, secret_key, NOW)


@pytest.mark.parametrize(
    ("attempt", "cause", "field"),
    [
        (scanned("https://example.com/"), "not-an-otpauth-code", ""),
        (scanned(EXPORT), "migration-code", ""),
        (scanned(WHOLE.replace("totp", "hotp")), "counter-based-code", ""),
        (scanned(WHOLE.replace("totp", "steam")), "steam-code", ""),
        (scanned(f"{WHOLE}&digits=8"), "digits-not-supported", ""),
        (scanned(f"{WHOLE}&period=60"), "period-not-supported", ""),
        (scanned(f"{WHOLE}&algorithm=SHA256"), "algorithm-not-supported", ""),
        (typed("", SECRET), "account-name-missing", "account_name"),
        (typed(WHOLE, SECRET), "whole-text-of-code", "account_name"),
        (typed(EXPORT, SECRET), "migration-code", "account_name"),
        (typed("me", ""), "secret-missing", "secret_key"),
        (typed("me", "A!"), "secret-not-base32", "secret_key"),
        (typed("me", "AB234567"), "secret-too-short", "secret_key"),
        (typed("me", WHOLE), "whole-text-of-code", "secret_key"),
        (typed("me", WHOLE.upper()), "whole-text-of-code", "secret_key"),
        (typed("me", f"secret={SECRET}"), "whole-text-of-code", "secret_key"),
        (typed("me", "otpauth://totp/me"), "whole-text-of-code", "secret_key"),
        (typed("me", EXPORT), "migration-code", "secret_key"),
    ],
)
def test_a_refusal_is_shown_at_the_field_that_is_wrong(
    attempt: Callable[[], Phone], cause: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        attempt()
    assert (refused.value.cause, refused.value.field) == (cause, field)
    assert field in {"", *(each.name for each in fields(a.AddByHand))}


def test_a_value_is_cut_to_a_readable_length() -> None:
    assert "codes with 8 digits." in refusals.digits_not_supported("8").message
    assert "every 60 seconds." in refusals.period_not_supported("60").message
    assert "algorithm SHA256." in refusals.algorithm_not_supported("SHA256").message
    assert f"codes with {'9' * 16} digits." in refusals.digits_not_supported("9" * 17).message
    assert "codes with ? digits." in refusals.digits_not_supported("").message
    wrong = "Character 1 is “!”."
    assert refusals.secret_not_base32(wrong).message == f"This is not a secret key. {wrong}"


@pytest.mark.parametrize("cause", ["secret-missing", "secret-not-base32", "secret-too-short"])
def test_the_hint_for_a_wrong_key_is_to_copy_the_whole_key(cause: str) -> None:
    assert ALL[cause]().hint.endswith(refusals.COPY_KEY)


@pytest.mark.parametrize(
    "cause",
    [
        "not-an-otpauth-code",
        "counter-based-code",
        "migration-code",
        "steam-code",
        "digits-not-supported",
        "period-not-supported",
        "algorithm-not-supported",
    ],
)
def test_the_hint_for_another_qr_code_is_to_scan_the_consoles(cause: str) -> None:
    assert ALL[cause]().hint.endswith(refusals.SCAN_AGAIN)
