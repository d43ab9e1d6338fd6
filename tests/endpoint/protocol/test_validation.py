"""The model's limits, at each bound and one past it, and what botocore lets through.

The bounds are asked of botocore's model, as the endpoint does; the words are AWS's.
"""

from typing import Any

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel

from tests.endpoint.conftest import Endpoint, Phone

NAME_WORDS = "It must contain only alphanumeric characters and/or the following: +=,.@_-"
PATH_WORDS = (
    "It must begin and end with / and contain only alphanumeric characters and/or / characters."
)


def constraint(label: str, words: str) -> str:
    start = f"1 validation error detected: Value at '{label}' failed to satisfy constraint: "
    return f"{start}Member must {words}"


def model(service: str, operation: str, parameter: str) -> Any:
    read = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    return read.operation_model(operation).input_shape.members[parameter].metadata


LENGTHS = [
    ("CreateUser", "UserName", "userName", "a"),
    ("GetUser", "UserName", "userName", "a"),
    ("DeleteVirtualMFADevice", "SerialNumber", "serialNumber", "a"),
    ("ListUsers", "PathPrefix", "pathPrefix", "/"),
    ("ListUsers", "Marker", "marker", "A"),
]


@pytest.mark.parametrize(("operation", "parameter", "label", "letter"), LENGTHS)
def test_a_text_may_be_as_long_as_the_model_says_and_not_longer(
    endpoint: Endpoint, operation: str, parameter: str, label: str, letter: str
) -> None:
    high = model("iam", operation, parameter)["max"]
    at, past = (endpoint.raw(operation, **{parameter: letter * n}) for n in (high, high + 1))
    assert at.error[0] != "ValidationError"
    words = constraint(label, f"have length less than or equal to {high}")
    assert past.error == ("ValidationError", 400, words)


@pytest.mark.parametrize("operation", ["EnableMFADevice", "DeleteVirtualMFADevice"])
def test_a_serial_number_may_be_as_short_as_the_model_says_and_not_shorter(
    endpoint: Endpoint, operation: str
) -> None:
    more = {"UserName": "alice", "AuthenticationCode1": "000001", "AuthenticationCode2": "000002"}
    low = model("iam", operation, "SerialNumber")["min"]
    at = endpoint.raw(operation, SerialNumber="a" * low, **more)
    past = endpoint.raw(operation, SerialNumber="a" * (low - 1), **more)
    assert at.error[0] == "NoSuchEntity"
    words = constraint("serialNumber", f"have length greater than or equal to {low}")
    assert past.error == ("ValidationError", 400, words)


def test_a_path_may_have_512_characters_and_not_513(endpoint: Endpoint) -> None:
    at = endpoint.raw("CreateUser", UserName="carol", Path="/" + "a" * 510 + "/")
    past = endpoint.raw("CreateUser", UserName="dave", Path="/" + "a" * 511 + "/")
    assert at.status == 200
    words = constraint("path", "have length less than or equal to 512")
    assert past.error == ("ValidationError", 400, words)


@pytest.mark.parametrize("operation", ["ListUsers", "ListMFADevices", "ListVirtualMFADevices"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "have value greater than or equal to 1"),
        ("-1", "have value greater than or equal to 1"),
        ("1001", "have value less than or equal to 1000"),
    ],
)
def test_max_items_is_one_to_a_thousand(
    endpoint: Endpoint, operation: str, number: str, words: str
) -> None:
    assert endpoint.raw(operation, MaxItems="1").status == 200
    assert endpoint.raw(operation, MaxItems="1000").status == 200
    answer = endpoint.raw(operation, MaxItems=number)
    assert answer.error == ("ValidationError", 400, constraint("maxItems", words))


@pytest.mark.parametrize("number", ["01", "+1", "1"])
def test_a_number_may_have_a_sign_and_zeros_before_it(endpoint: Endpoint, number: str) -> None:
    assert endpoint.raw("ListUsers", MaxItems=number).find("IsTruncated") == "true"


@pytest.mark.parametrize(
    "number", ["", " 1 ", "1.0", "1e0", "2147483648", "ten", "\u0661", "9" * 99]
)
def test_what_is_no_number_is_malformed(endpoint: Endpoint, number: str) -> None:
    answer = endpoint.raw("ListUsers", MaxItems=number)
    assert answer.error == ("MalformedInput", 400, "MaxItems is not a whole number")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1234567", "have length less than or equal to 6"),
        ("12345", "have length greater than or equal to 6"),
        ("12345a", r"satisfy regular expression pattern: [\d]+"),
        ("\u0661\u0662\u0663\u0664\u0665\u0666", r"satisfy regular expression pattern: [\d]+"),
        ("12 456", r"satisfy regular expression pattern: [\d]+"),
    ],
)
def test_a_code_is_six_digits(endpoint: Endpoint, phone: Phone, code: str, words: str) -> None:
    given = phone.pair() | {"AuthenticationCode2": code}
    answer = endpoint.raw("EnableMFADevice", UserName="alice", **given)
    assert answer.error == ("ValidationError", 400, constraint("authenticationCode2", words))


NAMES = ["", "my phone", "a/b", "a:b", "na\u00efve", "phone\n", "\u0661", "<b>", "a\x00"]


@pytest.mark.parametrize("name", NAMES)
def test_these_names_are_not_allowed(endpoint: Endpoint, name: str) -> None:
    for operation, parameter in (
        ("CreateVirtualMFADevice", "VirtualMFADeviceName"),
        ("CreateUser", "UserName"),
        ("GetUser", "UserName"),
    ):
        answer = endpoint.raw(operation, **{parameter: name})
        label = parameter[0].lower() + parameter[1:]
        words = f"The specified value for {label} is invalid. {NAME_WORDS}"
        assert answer.error == ("ValidationError", 400, words)


def test_a_device_name_is_as_long_as_its_serial_number_lets_it_be(endpoint: Endpoint) -> None:
    at = endpoint.raw("CreateVirtualMFADevice", VirtualMFADeviceName="x" * 226)
    past = endpoint.raw("CreateVirtualMFADevice", VirtualMFADeviceName="x" * 227)
    assert len(at.find("SerialNumber")) == 256
    assert past.error == ("ValidationError", 400, "The device name is too long.")


@pytest.mark.parametrize("path", ["", "team", "/team", "team/", "//", "/ a/", "/\u00e9/", "/a\n/"])
def test_these_paths_are_not_allowed(endpoint: Endpoint, path: str) -> None:
    for operation, name in (
        ("CreateVirtualMFADevice", "VirtualMFADeviceName"),
        ("CreateUser", "UserName"),
    ):
        answer = endpoint.raw(operation, Path=path, **{name: "new"})
        words = f"The specified value for path is invalid. {PATH_WORDS}"
        assert answer.error == ("ValidationError", 400, words)


def test_all_that_is_missing_is_told_at_once(endpoint: Endpoint) -> None:
    code, status, message = endpoint.raw("EnableMFADevice").error
    assert (code, status) == ("ValidationError", 400)
    assert message.startswith("4 validation errors detected: Value at 'userName' failed")
    assert message.count("Member must not be null") == 4


def test_an_unknown_assignment_status_is_told_which_there_are(endpoint: Endpoint) -> None:
    answer = endpoint.raw("ListVirtualMFADevices", AssignmentStatus="assigned")
    words = constraint("assignmentStatus", "satisfy enum value set: [Assigned, Unassigned, Any]")
    assert answer.error == ("ValidationError", 400, words)


@pytest.mark.parametrize(
    ("seconds", "status"), [(900, 200), (899, 400), (129600, 200), (129601, 400)]
)
def test_a_session_lasts_as_long_as_the_model_lets_it(
    endpoint: Endpoint, seconds: int, status: int
) -> None:
    answer = endpoint.raw("GetSessionToken", Version="2011-06-15", DurationSeconds=str(seconds))
    assert answer.status == status
