"""The model's limits, at each bound and one past it, and values that botocore would send.

The bounds come from botocore's model, as in the endpoint; the messages are AWS's.
"""

import base64
from typing import Any

import pyotp
import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel

from tests.endpoint.conftest import Endpoint, Phone

NAME_WORDS = "It must contain only alphanumeric characters and/or the following: +=,.@_-"
PATH_WORDS = (
    "It must begin and end with / and contain only alphanumeric characters and/or / characters."
)


def violation(label: str, constraint: str) -> str:
    start = f"1 validation error detected: Value at '{label}' failed to satisfy constraint: "
    return f"{start}Member must {constraint}"


def model(service: str, operation: str, parameter: str) -> Any:
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    return model.operation_model(operation).input_shape.members[parameter].metadata


LENGTHS = [
    ("CreateUser", "UserName", "userName", "a"),
    ("GetUser", "UserName", "userName", "a"),
    ("DeleteVirtualMFADevice", "SerialNumber", "serialNumber", "a"),
    ("ListUsers", "PathPrefix", "pathPrefix", "/"),
    ("ListUsers", "Marker", "marker", "A"),
]


@pytest.mark.parametrize(("operation", "parameter", "label", "letter"), LENGTHS)
def test_a_string_longer_than_the_models_limit_is_refused(
    endpoint: Endpoint, operation: str, parameter: str, label: str, letter: str
) -> None:
    high = model("iam", operation, parameter)["max"]
    at, past = (endpoint.raw(operation, **{parameter: letter * n}) for n in (high, high + 1))
    assert at.error[0] != "ValidationError"
    message = violation(label, f"have length less than or equal to {high}")
    assert past.error == ("ValidationError", 400, message)


@pytest.mark.parametrize("operation", ["EnableMFADevice", "DeleteVirtualMFADevice"])
def test_a_serial_number_shorter_than_the_models_limit_is_refused(
    endpoint: Endpoint, operation: str
) -> None:
    more = {"UserName": "alice", "AuthenticationCode1": "000001", "AuthenticationCode2": "000002"}
    low = model("iam", operation, "SerialNumber")["min"]
    at = endpoint.raw(operation, SerialNumber="a" * low, **more)
    past = endpoint.raw(operation, SerialNumber="a" * (low - 1), **more)
    assert at.error[0] == "NoSuchEntity"
    message = violation("serialNumber", f"have length greater than or equal to {low}")
    assert past.error == ("ValidationError", 400, message)


def test_a_path_has_at_most_512_characters(endpoint: Endpoint) -> None:
    at = endpoint.raw("CreateUser", UserName="carol", Path="/" + "a" * 510 + "/")
    past = endpoint.raw("CreateUser", UserName="dave", Path="/" + "a" * 511 + "/")
    assert at.status == 200
    message = violation("path", "have length less than or equal to 512")
    assert past.error == ("ValidationError", 400, message)


@pytest.mark.parametrize("operation", ["ListUsers", "ListMFADevices", "ListVirtualMFADevices"])
@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("0", "have value greater than or equal to 1"),
        ("-1", "have value greater than or equal to 1"),
        ("1001", "have value less than or equal to 1000"),
    ],
)
def test_max_items_is_from_1_to_1000(
    endpoint: Endpoint, operation: str, number: str, message: str
) -> None:
    assert endpoint.raw(operation, MaxItems="1").status == 200
    assert endpoint.raw(operation, MaxItems="1000").status == 200
    response = endpoint.raw(operation, MaxItems=number)
    assert response.error == ("ValidationError", 400, violation("maxItems", message))


@pytest.mark.parametrize("number", ["01", "+1", "1"])
def test_a_number_may_have_a_sign_and_leading_zeros(endpoint: Endpoint, number: str) -> None:
    assert endpoint.raw("ListUsers", MaxItems=number).find("IsTruncated") == "true"


@pytest.mark.parametrize(
    "number", ["", " 1 ", "1.0", "1e0", "2147483648", "ten", "\u0661", "9" * 99]
)
def test_anything_but_a_whole_number_is_malformed_input(endpoint: Endpoint, number: str) -> None:
    response = endpoint.raw("ListUsers", MaxItems=number)
    assert response.error == ("MalformedInput", 400, "MaxItems is not a whole number")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1234567", "have length less than or equal to 6"),
        ("12345", "have length greater than or equal to 6"),
        ("12345a", r"satisfy regular expression pattern: [\d]+"),
        ("\u0661\u0662\u0663\u0664\u0665\u0666", r"satisfy regular expression pattern: [\d]+"),
        ("12 456", r"satisfy regular expression pattern: [\d]+"),
    ],
)
def test_a_code_is_six_digits(endpoint: Endpoint, phone: Phone, code: str, message: str) -> None:
    parameters = phone.pair() | {"AuthenticationCode2": code}
    response = endpoint.raw("EnableMFADevice", UserName="alice", **parameters)
    assert response.error == ("ValidationError", 400, violation("authenticationCode2", message))


NAMES = ["", "my phone", "a/b", "a:b", "na\u00efve", "phone\n", "\u0661", "<b>", "a\x00"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_invalid_characters_is_refused(endpoint: Endpoint, name: str) -> None:
    for operation, parameter in (
        ("CreateVirtualMFADevice", "VirtualMFADeviceName"),
        ("CreateUser", "UserName"),
        ("GetUser", "UserName"),
    ):
        response = endpoint.raw(operation, **{parameter: name})
        label = parameter[0].lower() + parameter[1:]
        message = f"The specified value for {label} is invalid. {NAME_WORDS}"
        assert response.error == ("ValidationError", 400, message)


def test_a_device_name_is_limited_by_the_length_of_the_serial_number(endpoint: Endpoint) -> None:
    at = endpoint.raw("CreateVirtualMFADevice", VirtualMFADeviceName="x" * 226)
    past = endpoint.raw("CreateVirtualMFADevice", VirtualMFADeviceName="x" * 227)
    assert len(at.find("SerialNumber")) == 256
    assert past.error == ("ValidationError", 400, "The device name is too long.")


@pytest.mark.parametrize("path", ["", "team", "/team", "team/", "//", "/ a/", "/\u00e9/", "/a\n/"])
def test_an_invalid_path_is_refused(endpoint: Endpoint, path: str) -> None:
    for operation, name in (
        ("CreateVirtualMFADevice", "VirtualMFADeviceName"),
        ("CreateUser", "UserName"),
    ):
        response = endpoint.raw(operation, Path=path, **{name: "new"})
        message = f"The specified value for path is invalid. {PATH_WORDS}"
        assert response.error == ("ValidationError", 400, message)


@pytest.mark.parametrize("character", [chr(code) for code in range(0x21, 0x7F)])
def test_a_device_that_can_be_created_can_be_used_and_deleted(
    endpoint: Endpoint, client: Any, character: str
) -> None:
    path = f"/{character}/"
    created = endpoint.raw("CreateVirtualMFADevice", VirtualMFADeviceName="new", Path=path)
    if character in "!\"#$%&'()*;<>?[\\]^`{|}~":
        message = f"The specified value for path is invalid. {PATH_WORDS}"
        assert created.error == ("ValidationError", 400, message)
        return
    secret = base64.b64decode(created.find("Base32StringSeed")).decode()
    phone = Phone(created.find("SerialNumber"), pyotp.TOTP(secret), endpoint.clock)
    named = {"SerialNumber": phone.serial}
    client.enable_mfa_device(UserName="alice", **phone.pair())
    client.tag_mfa_device(**named, Tags=[{"Key": "a", "Value": "b"}])
    assert client.list_mfa_device_tags(**named)["Tags"] == [{"Key": "a", "Value": "b"}]
    client.resync_mfa_device(UserName="alice", **phone.pair(2))
    assert (
        client.list_mfa_devices(UserName="alice")["MFADevices"][0]["SerialNumber"] == phone.serial
    )
    client.deactivate_mfa_device(UserName="alice", **named)
    client.delete_virtual_mfa_device(**named)


def test_all_missing_parameters_are_reported_at_once(endpoint: Endpoint) -> None:
    code, status, message = endpoint.raw("EnableMFADevice").error
    assert (code, status) == ("ValidationError", 400)
    assert message.startswith("4 validation errors detected: Value at 'userName' failed")
    assert message.count("Member must not be null") == 4


def test_an_unknown_assignment_status_gets_the_list_of_valid_ones(endpoint: Endpoint) -> None:
    response = endpoint.raw("ListVirtualMFADevices", AssignmentStatus="assigned")
    message = violation("assignmentStatus", "satisfy enum value set: [Assigned, Unassigned, Any]")
    assert response.error == ("ValidationError", 400, message)


@pytest.mark.parametrize(
    ("seconds", "status"), [(900, 200), (899, 400), (129600, 200), (129601, 400)]
)
def test_a_session_is_valid_within_the_models_limits(
    endpoint: Endpoint, seconds: int, status: int
) -> None:
    response = endpoint.raw("GetSessionToken", Version="2011-06-15", DurationSeconds=str(seconds))
    assert response.status == status
