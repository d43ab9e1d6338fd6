"""What an account contains, and its summary."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import Account

from tests.iam.conftest import OTHER_SECRET


def test_a_new_account_has_root_and_no_device() -> None:
    account = iam.open_account("111122223333", "a password")
    assert [user.user_name for user in account.users] == [iam.ROOT]
    assert account.devices == ()
    assert account.alias == ""


@pytest.mark.parametrize("account_id", ["", "11112222333", "1111222233334", "11112222333x"])
def test_an_account_id_has_twelve_digits(account_id: str) -> None:
    with pytest.raises(ValueError, match="twelve digits"):
        iam.open_account(account_id, "a password")


def test_the_summary_of_an_account_without_mfa(account: Account) -> None:
    summary = iam.account_summary(account)
    counts = {name: count for name, count in summary.items() if not name.endswith("Quota")}
    assert {name: count for name, count in counts.items() if count} == {
        "AccountPasswordPresent": 1,
        "GlobalEndpointTokenVersion": 1,
        "MFADevices": 1,
        "Users": 2,
    }
    assert summary["UsersQuota"] == 5000


def test_roots_device_counts_in_the_summary(enabled: Account, now: UnixSeconds) -> None:
    summary = iam.account_summary(iam.create(enabled, "spare", OTHER_SECRET, now))
    assert summary["AccountMFAEnabled"] == 1
    assert (summary["MFADevices"], summary["MFADevicesInUse"]) == (2, 1)


def test_a_users_devices_are_only_their_own(enabled: Account, serial: str) -> None:
    assert [each.serial_number for each in iam.devices_of(enabled, iam.ROOT)] == [serial]
    assert iam.devices_of(enabled, "alice") == ()


def test_passwords_and_secrets_are_not_in_the_repr(enabled: Account) -> None:
    assert "a password" not in repr(enabled)
    assert enabled.devices[0].secret not in repr(enabled)
