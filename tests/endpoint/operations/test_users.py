"""Users, and the account's totals."""

from dataclasses import replace
from typing import Any

from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, Phone


def test_a_user_is_created_told_of_and_deleted(client: Any) -> None:
    told = client.create_user(UserName="carol", Path="/team/")["User"]
    assert told["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:user/team/carol"
    assert told["CreateDate"].timestamp() == NOW
    assert told["UserId"].startswith("AIDA")
    assert len(told["UserId"]) == 21
    assert client.get_user(UserName="carol")["User"] == told
    client.delete_user(UserName="carol")
    assert [user["UserName"] for user in client.list_users()["Users"]] == ["alice", "bob"]


def test_without_a_name_the_user_is_the_caller(endpoint: Endpoint) -> None:
    told = endpoint.client("iam", "FAKE-bob").get_user()["User"]
    assert told["UserName"] == "bob"


def test_a_key_that_names_nobody_is_the_first_users(client: Any) -> None:
    assert client.get_user()["User"]["UserName"] == "alice"


def test_in_an_account_without_users_the_caller_is_root(client: Any) -> None:
    for name in ("alice", "bob"):
        client.delete_user(UserName=name)
    told = client.get_user()["User"]
    assert told["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:root"
    assert told["UserId"] == ACCOUNT_ID
    assert "UserName" not in told


def test_an_account_has_one_alias_or_none(endpoint: Endpoint, client: Any) -> None:
    assert client.list_account_aliases()["AccountAliases"] == []
    endpoint.backend.account = replace(endpoint.backend.account, alias="example-corp")
    told = client.list_account_aliases(MaxItems=1)
    assert (told["AccountAliases"], told["IsTruncated"]) == (["example-corp"], False)


def test_the_summary_counts_users_and_devices(client: Any, alices: Phone) -> None:
    summary = client.get_account_summary()["SummaryMap"]
    assert (summary["Users"], summary["MFADevices"], summary["MFADevicesInUse"]) == (2, 1, 1)
    assert summary["AccountMFAEnabled"] == 0
