"""Lists: their order, filters, pages and markers."""

from typing import Any

import pytest

from tests.endpoint.conftest import Endpoint, Phone, create, refusal


def names(response: dict[str, Any]) -> list[str]:
    return [each["SerialNumber"].rsplit("/", 1)[1] for each in response["VirtualMFADevices"]]


@pytest.fixture
def seven(endpoint: Endpoint, client: Any) -> list[str]:
    """Return the names of seven devices, in alphabetical order."""
    for name in "gbfaced":
        create(endpoint, client, name)
    return list("abcdefg")


def test_devices_are_listed_in_the_order_of_their_serial_numbers(
    client: Any, seven: list[str]
) -> None:
    response = client.list_virtual_mfa_devices()
    assert names(response) == seven
    assert response["IsTruncated"] is False
    assert "Marker" not in response


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_pages_contain_every_item_once(client: Any, seven: list[str], size: int) -> None:
    pages = client.get_paginator("list_virtual_mfa_devices").paginate(
        PaginationConfig={"PageSize": size}
    )
    listed = [names(page) for page in pages]
    assert [name for page in listed for name in page] == seven
    assert [len(page) for page in listed[:-1]] == [size] * (len(listed) - 1)


def test_the_next_page_is_right_after_the_last_device_was_deleted(
    client: Any, seven: list[str]
) -> None:
    first = client.list_virtual_mfa_devices(MaxItems=3)
    client.delete_virtual_mfa_device(SerialNumber=first["VirtualMFADevices"][2]["SerialNumber"])
    rest = client.list_virtual_mfa_devices(Marker=first["Marker"])
    assert names(rest) == seven[3:]


def test_a_page_has_a_hundred_items_by_default(endpoint: Endpoint, client: Any) -> None:
    for number in range(99):
        client.create_user(UserName=f"user{number}")
    response = client.list_users()
    assert (len(response["Users"]), response["IsTruncated"]) == (100, True)
    assert len(client.list_users(MaxItems=1000)["Users"]) == 101


def test_devices_are_listed_by_assignment_status(
    client: Any, alices: Phone, seven: list[str]
) -> None:
    by_status = {
        status: names(client.list_virtual_mfa_devices(AssignmentStatus=status))
        for status in ("Assigned", "Unassigned", "Any")
    }
    assert by_status == {"Assigned": ["phone"], "Unassigned": seven, "Any": [*seven, "phone"]}


def test_a_listed_device_has_its_user_but_no_secret_or_tags(client: Any, alices: Phone) -> None:
    client.tag_mfa_device(SerialNumber=alices.serial, Tags=[{"Key": "a", "Value": "b"}])
    (device,) = client.list_virtual_mfa_devices()["VirtualMFADevices"]
    assert set(device) == {"SerialNumber", "User", "EnableDate"}
    assert set(device["User"]) == {"Path", "UserName", "UserId", "Arn", "CreateDate"}


def test_a_users_devices_are_listed_in_pages_too(endpoint: Endpoint, client: Any) -> None:
    for name in "cab":
        client.enable_mfa_device(UserName="alice", **create(endpoint, client, name).pair())
    pages = client.get_paginator("list_mfa_devices").paginate(
        UserName="alice", PaginationConfig={"PageSize": 1}
    )
    listed = [page["MFADevices"][0]["SerialNumber"][-1] for page in pages]
    assert listed == ["a", "b", "c"]


def test_users_are_listed_by_path(client: Any) -> None:
    client.create_user(UserName="carol", Path="/team/a/")
    client.create_user(UserName="dave", Path="/team/")

    def listed(prefix: str) -> list[str]:
        return [each["UserName"] for each in client.list_users(PathPrefix=prefix)["Users"]]

    assert listed("/") == ["alice", "bob", "carol", "dave"]
    assert listed("/team/") == ["carol", "dave"]
    assert listed("/team/a") == ["carol"]
    assert listed("/other/") == []


@pytest.mark.parametrize("marker", ["!", "a", "_w"])
def test_an_invalid_marker_is_refused(client: Any, marker: str) -> None:
    expected = ("ValidationError", 400, "Invalid Marker.")
    assert refusal(client.list_users, Marker=marker) == expected
