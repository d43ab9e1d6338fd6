"""The phone: entries, its own clock, and the codes it shows."""

from dataclasses import replace

import pytest
from mfa_rehearsal.authenticator import (
    Phone,
    add_by_hand,
    code,
    delete_entry,
    phone_time,
    scan,
    set_clock,
)
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.errors import Refusal

NOW = UnixSeconds(1_800_000_000)
SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"
TEXT = f"otpauth://totp/Amazon%20Web%20Services:phone@111122223333?secret={SECRET}"
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("moment", "six_digits"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_are_the_last_six_digits_of_the_table_of_rfc_6238(
    moment: int, six_digits: str
) -> None:
    phone = add_by_hand(Phone(), "table", RFC_SECRET, NOW)
    assert code(phone, phone.entries[0], UnixSeconds(moment)) == six_digits


def test_a_scanned_code_becomes_an_entry() -> None:
    (entry,) = scan(Phone(), TEXT, NOW).entries
    assert (entry.entry_id, entry.origin, entry.added_at) == (1, "scanned", NOW)
    assert (entry.issuer, entry.account_name) == ("Amazon Web Services", "phone@111122223333")
    assert entry.secret == SECRET


@pytest.mark.parametrize(
    "typed",
    [
        SECRET,
        SECRET.lower(),
        f"  {SECRET}\n",
        " ".join(SECRET[i : i + 4] for i in range(0, 32, 4)),
        "-".join(SECRET[i : i + 4] for i in range(0, 32, 4)).lower(),
        f"{SECRET} ====",
        f"\ufeff{SECRET[:5]}\u00ad\u200b{SECRET[5:]}",
        SECRET[:16] + "\u00a0" + SECRET[16:],
    ],
)
def test_a_key_typed_by_hand_may_have_spaces_hyphens_lower_case_and_padding(typed: str) -> None:
    (entry,) = add_by_hand(Phone(), " root ", typed, NOW).entries
    assert (entry.secret, entry.account_name, entry.issuer) == (SECRET, "root", "")
    assert entry.origin == "typed"


@pytest.mark.parametrize(
    ("name", "key", "cause", "field"),
    [
        ("", SECRET, "account-name-missing", "account_name"),
        ("  ", SECRET, "account-name-missing", "account_name"),
        ("\u200b", SECRET, "account-name-missing", "account_name"),
        ("", "", "account-name-missing", "account_name"),
        (TEXT, SECRET, "whole-text-of-code", "account_name"),
        ("root", TEXT, "whole-text-of-code", "secret_key"),
        ("root", f"secret={SECRET}&issuer=a", "whole-text-of-code", "secret_key"),
        ("root", "otpauth-migration://offline?data=AAAA", "migration-code", "secret_key"),
        ("root", "", "secret-missing", "secret_key"),
        ("root", " - = ", "secret-missing", "secret_key"),
        ("root", "JBSW Y3DP EHPK 3PXP", "secret-too-short", "secret_key"),
        ("root", SECRET[:-1] + "0", "secret-not-base32", "secret_key"),
        ("root", SECRET + "A", "secret-not-base32", "secret_key"),
        ("root", SECRET[:10] + "=" + SECRET[10:], "secret-not-base32", "secret_key"),
        ("root", "\u00df" * 32, "secret-not-base32", "secret_key"),
        ("root", "\u0131" * 32, "secret-not-base32", "secret_key"),
    ],
)
def test_an_invalid_typed_entry_is_refused_at_the_wrong_field(
    name: str, key: str, cause: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        add_by_hand(Phone(), name, key, NOW)
    assert (refused.value.cause, refused.value.field) == (cause, field)


def test_a_key_of_an_impossible_length_is_refused_with_its_length() -> None:
    with pytest.raises(
        Refusal, match=r"It has 33 characters, which is one too few or one too many."
    ):
        add_by_hand(Phone(), "root", SECRET + "A", NOW)


def test_scanned_and_typed_entries_of_one_key_show_the_same_code() -> None:
    phone = add_by_hand(scan(Phone(), TEXT, NOW), "root", SECRET.lower(), NOW)
    scanned, typed = phone.entries
    assert code(phone, scanned, NOW) == code(phone, typed, NOW)


def test_an_id_is_never_reused() -> None:
    phone = scan(scan(Phone(), TEXT, NOW), TEXT, NOW)
    again = scan(delete_entry(phone, 2), TEXT, NOW)
    assert [entry.entry_id for entry in again.entries] == [1, 3]


def test_deleting_an_entry_that_is_not_there_changes_nothing() -> None:
    phone = scan(Phone(), TEXT, NOW)
    assert delete_entry(phone, 7) == phone


def test_a_refused_scan_leaves_the_phone_as_it_was() -> None:
    phone = scan(Phone(), TEXT, NOW)
    with pytest.raises(Refusal):
        scan(phone, "hello", NOW)
    assert phone == scan(Phone(), TEXT, NOW)


@pytest.mark.parametrize("offset_s", [0, 30, -30, 600, -86400])
def test_the_phone_uses_its_own_clock(offset_s: int) -> None:
    right = scan(Phone(), TEXT, NOW)
    wrong = set_clock(right, offset_s)
    entry = right.entries[0]
    assert phone_time(wrong, NOW) == NOW + offset_s
    assert code(wrong, entry, NOW) == code(right, entry, later(NOW, offset_s))
    assert set_clock(wrong, 0) == right


def test_an_entry_is_dated_by_the_phones_clock() -> None:
    assert scan(Phone(offset_s=600), TEXT, NOW).entries[0].added_at == NOW + 600


def test_a_clock_before_1970_stops_there() -> None:
    phone = set_clock(scan(Phone(), TEXT, NOW), -2 * NOW)
    assert phone_time(phone, NOW) == 0
    assert len(code(phone, phone.entries[0], NOW)) == 6


def test_a_code_keeps_its_leading_zeros_and_lasts_thirty_seconds() -> None:
    phone = add_by_hand(Phone(), "table", RFC_SECRET, NOW)
    entry = replace(phone.entries[0])
    assert code(phone, entry, UnixSeconds(1234567890)) == "005924"
    assert code(phone, entry, UnixSeconds(1234567919)) == "005924"
    assert code(phone, entry, UnixSeconds(1234567920)) != "005924"
