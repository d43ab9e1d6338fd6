"""A device's identifiers."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account

from tests.iam.conftest import OTHER_SECRET, SECRET


def test_the_serial_number_is_an_arn(account: Account) -> None:
    assert iam.serial_number(account, "phone") == "arn:aws:iam::111122223333:mfa/phone"
    assert iam.serial_number(account, "phone", "/a/b/") == "arn:aws:iam::111122223333:mfa/a/b/phone"


def test_the_qr_text_is_what_awss_console_writes(account: Account) -> None:
    uri = iam.provisioning_uri(account, account.devices[0])
    assert uri == (
        "otpauth://totp/Amazon%20Web%20Services:phone@111122223333"
        f"?secret={SECRET}&issuer=Amazon%20Web%20Services"
    )


def test_the_qr_text_names_the_alias_when_there_is_one(now: UnixSeconds) -> None:
    aliased = iam.open_account("111122223333", "a password", "example-corp")
    after = iam.create(aliased, "root-account-mfa-device", SECRET, now)
    uri = iam.provisioning_uri(after, after.devices[0])
    assert uri.startswith(
        "otpauth://totp/Amazon%20Web%20Services:root-account-mfa-device@example-corp?"
    )


@pytest.mark.parametrize("name", ["a", "root-account-mfa-device", "A_z0+=,.@-", "x" * 226])
def test_these_names_are_allowed(account: Account, now: UnixSeconds, name: str) -> None:
    after = iam.create(account, name, OTHER_SECRET, now)
    assert after.devices[-1].name == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "my phone",
        "phone\n",
        "a/b",
        "a:b",
        "na\u00efve",
        "\u0661",
        "<b>",
        "x" * 227,
        "a\x00",
    ],
)
def test_these_names_are_not_allowed(account: Account, now: UnixSeconds, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create(account, name, OTHER_SECRET, now)
    assert (refused.value.cause, refused.value.code) == (
        "device-name-not-allowed",
        "ValidationError",
    )


def test_the_refusal_of_a_long_name_says_how_much_too_long_it_is(
    account: Account, now: UnixSeconds
) -> None:
    with pytest.raises(Refusal, match="too long") as refused:
        iam.create(account, "x" * 230, OTHER_SECRET, now)
    assert "4 characters too long" in refused.value.hint
    with pytest.raises(Refusal) as refused:
        iam.create(account, "x" * 227, OTHER_SECRET, now)
    assert "1 character too long" in refused.value.hint


def test_a_missing_name_is_called_missing(account: Account, now: UnixSeconds) -> None:
    with pytest.raises(Refusal, match="The device name is missing") as refused:
        iam.create(account, "", OTHER_SECRET, now)
    assert refused.value.hint.startswith("Give the device a name.")


@pytest.mark.parametrize("path", ["/", "/team/", "/a/b/c/", "/a-b/_+=:,.@/"])
def test_these_paths_are_allowed(account: Account, now: UnixSeconds, path: str) -> None:
    after = iam.create(account, "phone2", OTHER_SECRET, now, path)
    assert after.devices[-1].serial_number.endswith(f":mfa{path}phone2")


@pytest.mark.parametrize(
    "path", ["", "team", "/team", "team/", "/my team/", "/\u00e9/", "/a\n/", "/" + "a" * 511 + "/"]
)
def test_these_paths_are_not_allowed(account: Account, now: UnixSeconds, path: str) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create(account, "phone2", OTHER_SECRET, now, path)
    assert refused.value.cause == "device-name-not-allowed"
