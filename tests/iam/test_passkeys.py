"""Passkeys in an account: serial numbers, names, eight devices of any mix, lists and removal."""

import re
from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator.credentials import Authenticator
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import with_device, with_user
from mfa_rehearsal.iam.passkey_registration import check_new_passkey, register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import AWS, SOURCES, creation_options, request_options
from mfa_rehearsal.iam.time_shift import shift_passkey_date

from tests.iam.conftest import OTHER_SECRET, CodeAt
from tests.webauthn.client import CHALLENGE, create, get, register


@pytest.mark.parametrize(("user_name", "owner"), [("root", "root"), ("alice", "user/alice")])
def test_a_serial_number_has_the_owner_the_name_and_26_characters(
    account: Account, user_name: str, owner: str, now: UnixSeconds
) -> None:
    (passkey,) = iam.passkeys_of(register(account, user_name, "my-key", now), user_name)
    pattern = rf"arn:aws:iam::111122223333:u2f/{owner}/my-key-[A-Z2-7]{{26}}"
    assert re.fullmatch(pattern, passkey.serial_number)
    assert (passkey.name, passkey.user_name, passkey.enable_date) == ("my-key", user_name, now)


def test_a_users_path_is_in_the_serial_number(account: Account, now: UnixSeconds) -> None:
    carol = with_user(account, iam.User("carol", path="/team/"))
    (passkey,) = iam.passkeys_of(register(carol, "carol", "key", now), "carol")
    assert passkey.serial_number.startswith("arn:aws:iam::111122223333:u2f/user/team/carol/key-")


def test_two_registrations_of_one_key_for_two_users_have_two_passkeys(
    account: Account, now: UnixSeconds
) -> None:
    """A security key serves many users, with a new credential for each."""
    key, both = Authenticator("device-bound"), account
    for user_name in ("root", "alice"):
        options = creation_options(both, user_name, CHALLENGE)
        key, registration = create(key, options, seed=user_name.encode())
        both = register_passkey(both, user_name, f"{user_name}s", options, registration, now)
    assert len(key.credentials) == len(both.passkeys) == 2
    for user_name in ("root", "alice"):
        asked = request_options(both, user_name, CHALLENGE)
        key, assertion = get(key, asked)
        both, serial = check_passkey(both, user_name, asked, assertion)
        assert iam.passkeys_of(both, user_name)[0].serial_number == serial


def test_options_name_the_site_the_user_and_the_passkeys_that_exist(
    account: Account, now: UnixSeconds
) -> None:
    registered = register(account, "root", "key", now)
    (known,) = iam.passkeys_of(registered, "root")
    options = creation_options(registered, "root", CHALLENGE)
    assert (options.challenge, options.rp_id) == (CHALLENGE, "amazon.com")
    assert options.exclude_credentials == (known.credential_id,)
    assert (options.user_name, options.user_display_name) == ("root", "root | 111122223333")
    assert len(options.user_handle) == 32
    assert b"root" not in options.user_handle
    assert options.user_handle != creation_options(registered, "alice", CHALLENGE).user_handle
    assert creation_options(registered, "alice", CHALLENGE).exclude_credentials == ()
    asked = request_options(registered, "root", CHALLENGE)
    assert (asked.challenge, asked.rp_id) == (CHALLENGE, "amazon.com")
    assert asked.allow_credentials == (known.credential_id,)
    aliased = creation_options(replace(account, alias="acme"), "root", CHALLENGE)
    assert aliased.user_display_name == "root | acme"


def test_a_challenge_has_at_least_sixteen_bytes(account: Account) -> None:
    assert creation_options(account, "root", bytes(16)).challenge == bytes(16)
    for ask in (creation_options, request_options):
        with pytest.raises(ValueError, match="16 bytes"):
            ask(account, "root", bytes(15))
        with pytest.raises(Refusal) as refused:
            ask(account, "mallory", bytes(16))
        assert refused.value.cause == "no-such-user"


def test_every_field_of_the_relying_party_has_a_source() -> None:
    assert SOURCES.keys() == vars(AWS).keys()


def test_a_name_is_used_once_in_the_account_whatever_the_type(
    account: Account, now: UnixSeconds
) -> None:
    registered = register(account, "alice", "key", now)
    for name in ("phone", "key"):
        with pytest.raises(Refusal) as refused:
            register(registered, "root", name, now)
        assert (refused.value.cause, refused.value.field) == ("device-name-taken", "name")
    with pytest.raises(Refusal) as refused:
        iam.create(registered, "key", OTHER_SECRET, now)
    assert refused.value.cause == "device-name-taken"
    assert iam.create(registered, "Key", OTHER_SECRET, now).devices


@pytest.mark.parametrize("name", ["", "my key", "a/b", "n" * 200])
def test_a_name_that_no_device_may_have_is_refused(account: Account, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_new_passkey(account, "root", name)
    assert (refused.value.cause, refused.value.field) == ("device-name-not-allowed", "name")


def test_the_longest_serial_number_has_256_characters(account: Account, now: UnixSeconds) -> None:
    longest = "n" * (256 - len("arn:aws:iam::111122223333:u2f/root/-") - 26)
    (passkey,) = iam.passkeys_of(register(account, "root", longest, now), "root")
    assert len(passkey.serial_number) == 256
    with pytest.raises(Refusal):
        check_new_passkey(account, "root", longest + "n")


def test_eight_devices_of_any_mix_are_the_limit(
    enabled: Account, now: UnixSeconds, other_code: CodeAt
) -> None:
    """Root has a virtual device already."""
    full = iam.create(enabled, "spare", OTHER_SECRET, now)
    for number in range(7):
        full = register(full, "root", f"key-{number}", now)
    assert len(iam.mfa_devices_of(full, "root")) == 8
    with pytest.raises(Refusal) as refused:
        register(full, "root", "key-8", now)
    assert refused.value.cause == "too-many-devices"
    spare = iam.serial_number(full, "spare")
    codes = other_code(-1), other_code(0)
    with pytest.raises(Refusal) as refused:
        iam.enable(full, "root", spare, *codes, now)
    assert refused.value.cause == "too-many-devices"
    register(full, "alice", "key-8", now)
    freed = iam.deactivate(full, "root", full.passkeys[0].serial_number)
    assert len(iam.mfa_devices_of(iam.enable(freed, "root", spare, *codes, now), "root")) == 8


def test_devices_of_all_types_are_listed_oldest_first(enabled: Account, now: UnixSeconds) -> None:
    mixed = register(register(enabled, "root", "new", later(now, 9)), "root", "old", later(now, -9))
    names = [each.name for each in iam.mfa_devices_of(mixed, "root")]
    assert names == ["old", "phone", "new"]
    assert [each.name for each in iam.passkeys_of(mixed, "root")] == ["new", "old"]
    assert iam.mfa_devices_of(mixed, "alice") == ()


def test_a_removed_passkey_is_gone_and_its_name_is_free(account: Account, now: UnixSeconds) -> None:
    registered = register(account, "root", "key", now)
    serial = registered.passkeys[0].serial_number
    for remove in (iam.deactivate, iam.remove_passkey):
        removed = remove(registered, "root", serial)
        assert removed == account
        assert register(removed, "root", "key", now) == registered


def test_nobody_removes_another_users_passkey_or_one_that_is_gone(
    account: Account, now: UnixSeconds
) -> None:
    registered = register(account, "root", "key", now)
    serial = registered.passkeys[0].serial_number
    for user_name, number, cause in (
        ("alice", serial, "device-not-this-users"),
        ("mallory", serial, "no-such-user"),
        ("root", "arn:x", "no-such-device"),
    ):
        with pytest.raises(Refusal) as refused:
            iam.remove_passkey(registered, user_name, number)
        assert refused.value.cause == cause


def test_the_summary_counts_passkeys(account: Account, now: UnixSeconds) -> None:
    summary = iam.account_summary(register(account, "root", "key", now))
    assert summary["AccountMFAEnabled"] == 1
    assert (summary["MFADevices"], summary["MFADevicesInUse"]) == (2, 1)
    alices = iam.account_summary(register(account, "alice", "key", now))
    assert alices["AccountMFAEnabled"] == 0


def test_passkeys_are_not_virtual_devices(account: Account, now: UnixSeconds) -> None:
    registered = register(account, "root", "key", now)
    assert iam.devices_of(registered, "root") == ()
    assert registered.devices == account.devices
    assert list(iam.devices_after(registered, "")) == list(account.devices)


def test_a_user_with_a_passkey_cannot_be_deleted(account: Account, now: UnixSeconds) -> None:
    with pytest.raises(Refusal) as refused:
        iam.delete_user(register(account, "bob", "key", now), "bob")
    assert refused.value.cause == "user-has-devices"


def test_a_security_key_is_found_by_its_serial_number(account: Account, now: UnixSeconds) -> None:
    registered = register(account, "root", "key", now)
    (passkey,) = registered.passkeys
    assert iam.security_key(registered, passkey.serial_number) == passkey
    assert iam.security_key(registered, passkey.serial_number, "root") == passkey
    with pytest.raises(Refusal) as refused:
        iam.security_key(registered, passkey.serial_number, "alice")
    assert refused.value.cause == "device-not-this-users"
    assert iam.find_passkey(registered, passkey.serial_number) == passkey
    assert iam.find_passkey(registered, "arn:x") is None


def test_adding_a_virtual_device_leaves_passkeys(account: Account, now: UnixSeconds) -> None:
    registered = register(account, "root", "key", now)
    assert iam.delete_unassigned(registered).passkeys == registered.passkeys


def test_a_date_moves_with_the_clock(account: Account, now: UnixSeconds) -> None:
    (passkey,) = register(account, "root", "key", now).passkeys
    moved = shift_passkey_date(passkey, -60)
    assert moved == replace(passkey, create_date=later(now, -60))
    assert shift_passkey_date(passkey, -2 * now).create_date == 0


def test_public_keys_stay_out_of_the_repr(account: Account, now: UnixSeconds) -> None:
    (passkey,) = register(account, "root", "key", now).passkeys
    assert str(passkey.public_key[0]) not in repr(passkey)


def test_a_virtual_device_and_a_passkey_work_side_by_side(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    both = register(enabled, "root", "key", now)
    checked = iam.check_code(both, "root", serial, code(1), later(now, 30))
    assert checked.passkeys == both.passkeys
    assert with_device(checked, enabled.devices[0]).passkeys == both.passkeys
