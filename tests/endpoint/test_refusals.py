"""Every refusal, with code, HTTP status and message, as boto3 raises it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from mfa_rehearsal.endpoint.operations.table import IAM
from mfa_rehearsal.endpoint.protocol.service_model import load_service

from tests.endpoint.conftest import Endpoint, Phone, create, refusal

Expected = tuple[str, int, str]

CODE = ("InvalidAuthenticationCode", 403, "Authentication code for device is not valid.")
TAKEN = ("EntityAlreadyExists", 409, "MFA device already exists.")
HAS_IT = ("EntityAlreadyExists", 409, "MFA Device for user alice already exists.")
IN_USE = ("EntityAlreadyExists", 409, "MFA Device is already in use.")
NOT_THEIRS = ("NoSuchEntity", 404, "MFA Device invalid for user.")
ASSIGNED = ("DeleteConflict", 409, "MFA VirtualDevice in use. Must deactivate first.")
NO_DEVICE = (
    "NoSuchEntity",
    404,
    "VirtualMFADevice with serial number arn:aws:iam::1:mfa/x doesn't exist.",
)
NO_USER = ("NoSuchEntity", 404, "The user with name mallory cannot be found.")
TOKENS = ("DeleteConflict", 409, "Cannot delete entity, must remove tokens from principal first.")
USER_TAKEN = ("EntityAlreadyExists", 409, "User with name ALICE already exists.")
RESERVED = ("InvalidInput", 400, "Tag keys beginning with aws: are reserved for system use.")
NO_KEY = (
    "ValidationError",
    400,
    (
        "The MFA device serial number sent in the request is invalid or not supported by this "
        "API. Currently, only hardware FIDO security keys are supported. Please use the "
        "compatible device or API."
    ),
)
UNKNOWN = "arn:aws:iam::1:mfa/x"


@dataclass(frozen=True)
class Situation:
    """Alice has the device `hers`; the device `free` is unassigned."""

    iam: Any
    hers: Phone
    free: Phone


CASES: list[tuple[str, Callable[[Situation], Expected], Expected]] = [
    (
        "same code twice",
        lambda s: refusal(
            s.iam.enable_mfa_device,
            UserName="bob",
            **s.free.pair() | {"AuthenticationCode1": s.free.code()},
        ),
        CODE,
    ),
    (
        "reversed",
        lambda s: refusal(
            s.iam.enable_mfa_device,
            UserName="bob",
            SerialNumber=s.free.serial,
            AuthenticationCode1=s.free.code(),
            AuthenticationCode2=s.free.code(-1),
        ),
        CODE,
    ),
    (
        "skipped",
        lambda s: refusal(
            s.iam.enable_mfa_device,
            UserName="bob",
            **s.free.pair() | {"AuthenticationCode1": s.free.code(-2)},
        ),
        CODE,
    ),
    (
        "too late",
        lambda s: refusal(s.iam.enable_mfa_device, UserName="bob", **s.free.pair(-1200)),
        CODE,
    ),
    (
        "old pair",
        lambda s: refusal(s.iam.resync_mfa_device, UserName="alice", **s.hers.pair()),
        CODE,
    ),
    (
        "name taken",
        lambda s: refusal(s.iam.create_virtual_mfa_device, VirtualMFADeviceName="phone"),
        TAKEN,
    ),
    (
        "enabled again",
        lambda s: refusal(s.iam.enable_mfa_device, UserName="alice", **s.hers.pair(2)),
        HAS_IT,
    ),
    (
        "another user's device",
        lambda s: refusal(s.iam.enable_mfa_device, UserName="bob", **s.hers.pair(2)),
        IN_USE,
    ),
    (
        "resync another user's device",
        lambda s: refusal(s.iam.resync_mfa_device, UserName="bob", **s.hers.pair(2)),
        NOT_THEIRS,
    ),
    (
        "deactivate unassigned",
        lambda s: refusal(s.iam.deactivate_mfa_device, UserName="bob", SerialNumber=s.free.serial),
        NOT_THEIRS,
    ),
    (
        "delete assigned",
        lambda s: refusal(s.iam.delete_virtual_mfa_device, SerialNumber=s.hers.serial),
        ASSIGNED,
    ),
    (
        "delete unknown",
        lambda s: refusal(s.iam.delete_virtual_mfa_device, SerialNumber=UNKNOWN),
        NO_DEVICE,
    ),
    (
        "enable unknown",
        lambda s: refusal(
            s.iam.enable_mfa_device,
            UserName="bob",
            **s.hers.pair() | {"SerialNumber": UNKNOWN},
        ),
        NO_DEVICE,
    ),
    (
        "unknown user",
        lambda s: refusal(s.iam.enable_mfa_device, UserName="mallory", **s.free.pair()),
        NO_USER,
    ),
    ("list unknown", lambda s: refusal(s.iam.list_mfa_devices, UserName="mallory"), NO_USER),
    ("get unknown", lambda s: refusal(s.iam.get_user, UserName="mallory"), NO_USER),
    ("delete unknown user", lambda s: refusal(s.iam.delete_user, UserName="mallory"), NO_USER),
    ("delete alice", lambda s: refusal(s.iam.delete_user, UserName="alice"), TOKENS),
    ("create ALICE", lambda s: refusal(s.iam.create_user, UserName="ALICE"), USER_TAKEN),
    (
        "get device",
        lambda s: refusal(s.iam.get_mfa_device, SerialNumber=s.hers.serial, UserName="alice"),
        NO_KEY,
    ),
    (
        "get device of unknown user",
        lambda s: refusal(s.iam.get_mfa_device, SerialNumber=s.hers.serial, UserName="mallory"),
        NO_USER,
    ),
    (
        "get unknown device",
        lambda s: refusal(s.iam.get_mfa_device, SerialNumber=UNKNOWN),
        NO_DEVICE,
    ),
    (
        "reserved tag",
        lambda s: refusal(
            s.iam.tag_mfa_device,
            SerialNumber=s.free.serial,
            Tags=[{"Key": "aws:x", "Value": "y"}],
        ),
        RESERVED,
    ),
    (
        "tags of unknown",
        lambda s: refusal(s.iam.list_mfa_device_tags, SerialNumber=UNKNOWN),
        NO_DEVICE,
    ),
]


@pytest.mark.parametrize(
    ("call", "expected"), [each[1:] for each in CASES], ids=[each[0] for each in CASES]
)
def test_each_refusal_has_awss_code_status_and_message(
    call: Callable[[Situation], Expected],
    expected: Expected,
    endpoint: Endpoint,
    client: Any,
    alices: Phone,
) -> None:
    situation = Situation(client, alices, create(endpoint, client, "free"))
    before = endpoint.backend.account
    assert call(situation) == expected
    assert endpoint.backend.account is before


def test_the_ninth_device_is_refused(endpoint: Endpoint, client: Any) -> None:
    phones = [create(endpoint, client, f"phone{n}") for n in range(9)]
    for phone in phones[:8]:
        client.enable_mfa_device(UserName="alice", **phone.pair())
    code, status, message = refusal(client.enable_mfa_device, UserName="alice", **phones[8].pair())
    assert (code, status) == ("LimitExceeded", 409)
    assert "8" in message


OPERATIONS = ["enable_mfa_device", "resync_mfa_device", "deactivate_mfa_device", "delete_user"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_root_has_no_user_name_in_the_api(client: Any, phone: Phone, operation: str) -> None:
    parameters = {"UserName": "root"} | (phone.pair() if "delete" not in operation else {})
    if operation == "deactivate_mfa_device":
        parameters = {"UserName": "root", "SerialNumber": phone.serial}
    code, status, message = refusal(getattr(client, operation), **parameters)
    assert (code, status) == ("NoSuchEntity", 404)
    assert "root user" in message
    assert "only in the console" in message


def test_headers_have_the_true_cause_and_our_hint(endpoint: Endpoint, phone: Phone) -> None:
    response = endpoint.raw("EnableMFADevice", UserName="alice", **phone.pair(-1200))
    assert response.error == CODE
    assert response.headers["x-rehearsal-cause"] == "code-out-of-step"
    assert "10 hours behind" in response.headers["x-rehearsal-hint"]


def test_each_code_has_the_models_http_status() -> None:
    operations = load_service("iam", frozenset(IAM)).operations.values()
    model = {code: status for each in operations for code, status in each.http_statuses.items()}
    tested = {each[0]: each[1] for _, _, each in CASES if each[0] in model}
    assert tested == {code: model[code] for code in tested}
    assert len(tested) == 5
