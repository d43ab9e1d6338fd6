"""Creating, finding, listing and deleting IAM users."""

from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Users

from tests.iam.conftest import OTHER_SECRET, CodeAt


def test_a_user_has_path_id_and_date(account: Account, now: UnixSeconds) -> None:
    after = iam.create_user(account, "carol", "AIDAX", now, "/team/")
    carol = iam.user(after, "carol")
    assert (carol.path, carol.user_id, carol.create_date) == ("/team/", "AIDAX", now)
    assert iam.user_arn(after, carol) == "arn:aws:iam::111122223333:user/team/carol"
    assert iam.user_arn(after, iam.user(after, iam.ROOT)) == "arn:aws:iam::111122223333:root"


@pytest.mark.parametrize("user_name", ["alice", "ALICE", "Root"])
def test_a_name_is_taken_in_any_case(account: Account, now: UnixSeconds, user_name: str) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create_user(account, user_name, "AIDAX", now)
    assert refused.value.cause == "user-name-taken"


def test_a_name_is_found_only_as_it_is_written(account: Account) -> None:
    assert iam.find_user(account, "Alice") is None


def test_five_thousand_users_are_the_limit(account: Account, now: UnixSeconds) -> None:
    users = tuple(iam.User(f"user{n}") for n in range(4999))
    one_short = replace(account, users=Users((account.users[0], *users)))
    full = iam.create_user(one_short, "last", "AIDAX", now)
    with pytest.raises(Refusal) as refused:
        iam.create_user(full, "one-more", "AIDAX", now)
    assert (refused.value.cause, refused.value.code) == ("too-many-users", "LimitExceeded")


def test_a_deleted_users_name_is_free_again(account: Account, now: UnixSeconds) -> None:
    after = iam.delete_user(account, "bob")
    assert iam.find_user(after, "bob") is None
    assert iam.user(iam.create_user(after, "BOB", "AIDAX", now), "BOB").user_id == "AIDAX"


def test_a_user_with_a_device_is_not_deleted_until_it_is_deactivated(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    hers = iam.enable(account, "bob", serial, code(-1), code(0), now)
    with pytest.raises(Refusal) as refused:
        iam.delete_user(hers, "bob")
    assert refused.value.cause == "user-has-devices"
    free = iam.deactivate(hers, "bob", serial)
    assert iam.find_user(iam.delete_user(free, "bob"), "bob") is None


def test_root_is_not_an_iam_user(account: Account) -> None:
    assert iam.iam_user(account, "alice").user_name == "alice"
    with pytest.raises(Refusal) as refused:
        iam.iam_user(account, iam.ROOT)
    assert refused.value.cause == "root-only-in-console"


def test_lists_are_alphabetical_and_continue_after_a_key(
    account: Account, now: UnixSeconds
) -> None:
    more = iam.create_user(account, "aaron", "AIDAX", now)
    assert [user.user_name for user in iam.users_after(more, "")] == ["aaron", "alice", "bob"]
    assert [user.user_name for user in iam.users_after(more, "alice")] == ["bob"]
    two = iam.create(more, "another", OTHER_SECRET, later(now, 1))
    assert [device.name for device in iam.devices_after(two, "")] == ["another", "phone"]
    assert [
        device.name for device in iam.devices_after(two, "arn:aws:iam::111122223333:mfa/b")
    ] == ["phone"]
