"""Tags on devices and users."""

from typing import Any

import pytest

from tests.endpoint.conftest import Endpoint, Phone, refusal


def tags(client: Any, phone: Phone) -> dict[str, str]:
    listed = client.list_mfa_device_tags(SerialNumber=phone.serial)["Tags"]
    return {tag["Key"]: tag["Value"] for tag in listed}


def pairs(**tags: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def test_a_device_is_created_with_tags(client: Any) -> None:
    response = client.create_virtual_mfa_device(
        VirtualMFADeviceName="phone", Tags=pairs(Team="One", team="Two")
    )
    assert response["VirtualMFADevice"]["Tags"] == pairs(Team="One", team="Two")


def test_tags_are_added_changed_in_place_and_removed(client: Any, phone: Phone) -> None:
    client.tag_mfa_device(SerialNumber=phone.serial, Tags=pairs(a="1", b="2"))
    client.tag_mfa_device(SerialNumber=phone.serial, Tags=pairs(a="3", c="\u00fc x"))
    assert tags(client, phone) == {"a": "3", "b": "2", "c": "\u00fc x"}
    client.untag_mfa_device(SerialNumber=phone.serial, TagKeys=["a", "nothing"])
    assert tags(client, phone) == {"b": "2", "c": "\u00fc x"}


def test_a_device_has_at_most_fifty_tags(client: Any, phone: Phone) -> None:
    fifty = pairs(**{f"key{n}": "v" for n in range(50)})
    client.tag_mfa_device(SerialNumber=phone.serial, Tags=fifty)
    code, status, _ = refusal(
        client.tag_mfa_device, SerialNumber=phone.serial, Tags=pairs(one_more="v")
    )
    assert (code, status) == ("LimitExceeded", 409)
    assert len(tags(client, phone)) == 50


def test_a_request_has_at_most_fifty_tags(client: Any, phone: Phone) -> None:
    many = pairs(**{f"key{n}": "v" for n in range(51)})
    code, _, message = refusal(client.tag_mfa_device, SerialNumber=phone.serial, Tags=many)
    assert code == "ValidationError"
    assert "'tags'" in message
    assert "less than or equal to 50" in message


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        ({"Key": "bad*key", "Value": ""}, "tags.1.member.key"),
        ({"Key": "k" * 129, "Value": ""}, "tags.1.member.key"),
        ({"Key": "k", "Value": "v" * 257}, "tags.1.member.value"),
        ({"Key": "k", "Value": "bad*"}, "tags.1.member.value"),
    ],
)
def test_an_invalid_tag_is_named(
    client: Any, phone: Phone, tag: dict[str, str], label: str
) -> None:
    code, status, message = refusal(client.tag_mfa_device, SerialNumber=phone.serial, Tags=[tag])
    assert (code, status) == ("ValidationError", 400)
    assert f"Value at '{label}' failed" in message


def test_a_tag_without_a_value_is_named(endpoint: Endpoint, phone: Phone) -> None:
    parameters = {"SerialNumber": phone.serial, "Tags.member.1.Key": "a"}
    assert "'tags.1.member.value'" in endpoint.raw("TagMFADevice", **parameters).error[2]


def test_a_duplicate_key_is_refused(client: Any, phone: Phone) -> None:
    twice = [*pairs(a="1"), *pairs(a="2")]
    code, status, message = refusal(client.tag_mfa_device, SerialNumber=phone.serial, Tags=twice)
    assert (code, status) == ("InvalidInput", 400)
    assert message.startswith("Duplicate tag keys found.")


def test_a_users_tag_keys_are_case_insensitive(client: Any) -> None:
    assert client.create_user(UserName="carol", Tags=pairs(a="1"))["User"]["Tags"] == pairs(a="1")
    code, _, _ = refusal(client.create_user, UserName="dave", Tags=pairs(a="1", A="2"))
    assert code == "InvalidInput"


def test_tags_are_listed_in_pages(client: Any, phone: Phone) -> None:
    client.tag_mfa_device(SerialNumber=phone.serial, Tags=pairs(c="1", a="2", b="3"))
    pages = client.get_paginator("list_mfa_device_tags").paginate(
        SerialNumber=phone.serial, PaginationConfig={"PageSize": 2}
    )
    assert [[tag["Key"] for tag in page["Tags"]] for page in pages] == [["c", "a"], ["b"]]


@pytest.mark.parametrize(
    ("index", "message"),
    [
        ("+1", "Start of list found where not expected"),
        ("one", "Start of list found where not expected"),
        ("0", "0 is not a valid index"),
        ("-1", "Key -1 may not have a leading '-'"),
        ("12", "Excessively sparse input would skip 11 list elements"),
        ("999999999", "Excessively sparse input would skip 999999998 list elements"),
    ],
)
def test_an_invalid_list_index_is_malformed_input(
    endpoint: Endpoint, phone: Phone, index: str, message: str
) -> None:
    parameters = {"SerialNumber": phone.serial, f"TagKeys.member.{index}": "a"}
    assert endpoint.raw("UntagMFADevice", **parameters).error == ("MalformedInput", 400, message)


@pytest.mark.parametrize(
    "keys", [{"2": "a"}, {"1": ""}, {"1": "k" * 129}, {"1": "a", "2": "bad*key"}]
)
def test_an_invalid_item_is_named_by_its_list_with_every_rule(
    endpoint: Endpoint, phone: Phone, keys: dict[str, str]
) -> None:
    fields = {f"TagKeys.member.{index}": key for index, key in keys.items()}
    response = endpoint.raw("UntagMFADevice", SerialNumber=phone.serial, **fields)
    message = (
        "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: "
        "Member must satisfy constraint: [Member must have length less than or equal to 128, "
        "Member must have length greater than or equal to 1, "
        r"Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+, "
        "Member must not be null]"
    )
    assert response.error == ("ValidationError", 400, message)


def test_an_empty_list_removes_nothing(client: Any, phone: Phone) -> None:
    client.untag_mfa_device(SerialNumber=phone.serial, TagKeys=[])
