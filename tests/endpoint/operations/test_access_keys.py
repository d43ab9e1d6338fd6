"""Access keys, through boto3: they sign, they are shown once, and they can be turned off."""

from typing import Any

import pytest
from mfa_rehearsal import iam

from tests.endpoint.auth.test_credentials import INVALID
from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, refusal

Key = dict[str, Any]


@pytest.fixture
def key(client: Any) -> Key:
    """Return a new access key of bob's."""
    return dict(client.create_access_key(UserName="bob")["AccessKey"])


def with_key(endpoint: Endpoint, service: str, key: Key) -> Any:
    return endpoint.client(service, key["AccessKeyId"], key["SecretAccessKey"])


def test_a_new_key_signs_for_its_user(endpoint: Endpoint, key: Key) -> None:
    identity = with_key(endpoint, "sts", key).get_caller_identity()
    assert identity["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:user/bob"
    assert (key["UserName"], key["Status"]) == ("bob", "Active")
    assert key["CreateDate"].timestamp() == NOW
    assert (len(key["AccessKeyId"]), len(key["SecretAccessKey"])) == (20, 40)
    wrong = {**key, "SecretAccessKey": "not-a-secret"}
    code = refusal(with_key(endpoint, "sts", wrong).get_caller_identity)[0]
    assert code == "SignatureDoesNotMatch"


def test_keys_are_listed_without_their_secrets(client: Any, key: Key) -> None:
    other = client.create_access_key(UserName="bob")["AccessKey"]["AccessKeyId"]
    listed = client.list_access_keys(UserName="bob")["AccessKeyMetadata"]
    assert {each["AccessKeyId"] for each in listed} == {key["AccessKeyId"], other}
    assert set(listed[0]) == {"UserName", "AccessKeyId", "Status", "CreateDate"}
    pages = client.get_paginator("list_access_keys").paginate(
        UserName="bob", PaginationConfig={"PageSize": 1}
    )
    assert [len(page["AccessKeyMetadata"]) for page in pages] == [1, 1]
    code, status, message = refusal(client.create_access_key, UserName="bob")
    assert (code, status) == ("LimitExceeded", 409)
    assert message == "Cannot exceed quota for AccessKeysPerUser: 2"
    assert client.list_access_keys(UserName="alice")["AccessKeyMetadata"] == []


def test_without_a_user_name_the_key_is_the_callers(endpoint: Endpoint) -> None:
    for caller, owner in (("FAKE-bob", "bob"), ("FAKE-root", None)):
        client = endpoint.client("iam", caller)
        created = client.create_access_key()["AccessKey"]
        assert created.get("UserName") == owner
        (listed,) = client.list_access_keys()["AccessKeyMetadata"]
        assert listed["AccessKeyId"] == created["AccessKeyId"]
    summary = endpoint.client("iam").get_account_summary()["SummaryMap"]
    assert summary["AccountAccessKeysPresent"] == 1


def test_an_inactive_key_is_refused_until_it_is_active_again(
    endpoint: Endpoint, client: Any, key: Key
) -> None:
    named = {"UserName": "bob", "AccessKeyId": key["AccessKeyId"]}
    sts = with_key(endpoint, "sts", key)
    client.update_access_key(**named, Status="Inactive")
    assert refusal(sts.get_caller_identity) == INVALID
    (listed,) = client.list_access_keys(UserName="bob")["AccessKeyMetadata"]
    assert listed["Status"] == "Inactive"
    client.update_access_key(**named, Status="Active")
    sts.get_caller_identity()
    client.delete_access_key(**named)
    assert refusal(sts.get_caller_identity) == INVALID
    assert refusal(client.delete_access_key, **named)[0] == "NoSuchEntity"


def test_a_key_is_found_only_under_its_user(client: Any, key: Key) -> None:
    named = {"UserName": "alice", "AccessKeyId": key["AccessKeyId"]}
    message = f"The Access Key with id {key['AccessKeyId']} cannot be found."
    assert refusal(client.delete_access_key, **named) == ("NoSuchEntity", 404, message)
    assert refusal(client.update_access_key, **named, Status="Inactive")[0] == "NoSuchEntity"
    assert refusal(client.list_access_keys, UserName="mallory")[0] == "NoSuchEntity"


def test_the_last_use_of_a_key_is_kept(endpoint: Endpoint, client: Any, key: Key) -> None:
    named = {"AccessKeyId": key["AccessKeyId"]}
    before = client.get_access_key_last_used(**named)
    assert before["UserName"] == "bob"
    assert before["AccessKeyLastUsed"] == {"ServiceName": "N/A", "Region": "N/A"}
    endpoint.clock.skip(60)
    refusal(with_key(endpoint, "iam", key).get_user, UserName="mallory")
    after = client.get_access_key_last_used(**named)["AccessKeyLastUsed"]
    assert after["LastUsedDate"].timestamp() == NOW + 60
    assert (after["ServiceName"], after["Region"]) == ("iam", "us-east-1")
    assert refusal(client.get_access_key_last_used, AccessKeyId="FAKEKEY" * 3)[0] == "NoSuchEntity"


def test_a_user_with_a_key_cannot_be_deleted(client: Any, key: Key) -> None:
    code, _, message = refusal(client.delete_user, UserName="bob")
    assert (code, message) == (
        "DeleteConflict",
        "Cannot delete entity, must delete access keys first.",
    )
    client.delete_access_key(UserName="bob", AccessKeyId=key["AccessKeyId"])
    client.delete_user(UserName="bob")


def test_a_user_without_keys_has_none_after_being_created_again(
    endpoint: Endpoint, client: Any
) -> None:
    assert iam.find_user(endpoint.backend.account, "bob") is not None
    client.delete_user(UserName="bob")
    client.create_user(UserName="bob")
    assert client.list_access_keys(UserName="bob")["AccessKeyMetadata"] == []


def test_users_have_tags_whose_keys_ignore_case(client: Any) -> None:
    client.tag_user(UserName="bob", Tags=[{"Key": "Team", "Value": "1"}])
    client.tag_user(
        UserName="bob", Tags=[{"Key": "team", "Value": "2"}, {"Key": "Floor", "Value": ""}]
    )
    tags = [{"Key": "team", "Value": "2"}, {"Key": "Floor", "Value": ""}]
    assert client.list_user_tags(UserName="bob")["Tags"] == tags
    assert client.get_user(UserName="bob")["User"]["Tags"] == tags
    client.untag_user(UserName="bob", TagKeys=["TEAM", "nothing"])
    assert client.list_user_tags(UserName="bob")["Tags"] == tags[1:]
    many = [{"Key": f"key{number}", "Value": ""} for number in range(50)]
    assert refusal(client.tag_user, UserName="bob", Tags=many)[0] == "LimitExceeded"
    assert refusal(client.tag_user, UserName="mallory", Tags=tags)[0] == "NoSuchEntity"
    assert refusal(client.list_user_tags, UserName="root")[0] == "NoSuchEntity"
