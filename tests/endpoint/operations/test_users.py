"""Operations on users, and the account's totals."""

from dataclasses import replace
from typing import Any

from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, Phone


def test_a_user_is_created_returned_and_deleted(client: Any) -> None:
    created = client.create_user(UserName="carol", Path="/team/")["User"]
    assert created["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:user/team/carol"
    assert created["CreateDate"].timestamp() == NOW
    assert created["UserId"].startswith("AIDA")
    assert len(created["UserId"]) == 21
    assert client.get_user(UserName="carol")["User"] == created
    client.delete_user(UserName="carol")
    assert [user["UserName"] for user in client.list_users()["Users"]] == ["alice", "bob"]


def test_without_a_name_the_caller_is_returned(endpoint: Endpoint) -> None:
    user = endpoint.client("iam", "FAKE-bob").get_user()["User"]
    assert user["UserName"] == "bob"


def test_a_key_that_names_no_user_means_the_first_user(client: Any) -> None:
    assert client.get_user()["User"]["UserName"] == "alice"


def test_in_an_account_without_users_the_caller_is_root(client: Any) -> None:
    for name in ("alice", "bob"):
        client.delete_user(UserName=name)
    user = client.get_user()["User"]
    assert user["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:root"
    assert user["UserId"] == ACCOUNT_ID
    assert "UserName" not in user


def test_an_account_has_at_most_one_alias(endpoint: Endpoint, client: Any) -> None:
    assert client.list_account_aliases()["AccountAliases"] == []
    endpoint.backend.account = replace(endpoint.backend.account, alias="example-corp")
    response = client.list_account_aliases(MaxItems=1)
    assert (response["AccountAliases"], response["IsTruncated"]) == (["example-corp"], False)


def test_the_summary_counts_users_and_devices(client: Any, alices: Phone) -> None:
    summary = client.get_account_summary()["SummaryMap"]
    assert (summary["Users"], summary["MFADevices"], summary["MFADevicesInUse"]) == (2, 1, 1)
    assert summary["AccountMFAEnabled"] == 0
    model = client.meta.service_model.shape_for("summaryKeyType")
    assert set(summary) == set(model.enum)
