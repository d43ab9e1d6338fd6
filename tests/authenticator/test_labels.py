"""Issuers, account names and keys that could be cut in the wrong place."""

import pytest
from mfa_rehearsal.authenticator import Phone, add_by_hand, scan
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal

NOW = UnixSeconds(1_800_000_000)
SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"


@pytest.mark.parametrize(
    ("label", "issuer", "account_name"),
    [
        ("Amazon:me", "Amazon", "me"),
        ("Amazon%3Ame", "Amazon", "me"),
        ("Amazon:me:again", "Amazon", "me:again"),
        ("Amazon%3Ame%3Aagain", "Amazon", "me:again"),
        ("Amazon:me%3Aagain", "Amazon", "me:again"),
        ("A%3AB:me", "A:B", "me"),
        ("me", "", "me"),
    ],
)
def test_the_first_colon_in_the_label_as_written_ends_the_issuer(
    label: str, issuer: str, account_name: str
) -> None:
    (entry,) = scan(Phone(), f"otpauth://totp/{label}?secret={SECRET}", NOW).entries
    assert (entry.issuer, entry.account_name) == (issuer, account_name)


def test_a_different_issuer_field_leaves_the_account_name_unchanged() -> None:
    text = f"otpauth://totp/Other:me?secret={SECRET}&issuer=Amazon"
    (entry,) = scan(Phone(), text, NOW).entries
    assert (entry.issuer, entry.account_name) == ("Amazon", "me")


def test_only_padding_is_removed_from_the_end_of_a_key() -> None:
    key = f"{SECRET[:-1]}X"
    (entry,) = add_by_hand(Phone(), "me", f"{key}====", NOW).entries
    assert entry.secret == key


@pytest.mark.parametrize(("digits", "accepted"), [("000000006", True), ("0000000006", False)])
def test_a_number_may_have_nine_digits(digits: str, accepted: bool) -> None:
    text = f"otpauth://totp/me?secret={SECRET}&digits={digits}"
    if accepted:
        assert scan(Phone(), text, NOW).entries
        return
    with pytest.raises(Refusal) as refused:
        scan(Phone(), text, NOW)
    assert refused.value.cause == "digits-not-supported"
