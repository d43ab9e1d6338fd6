"""STS: the caller's identity, and temporary credentials for a code."""

from typing import Any

import pytest

from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, Phone, create, refusal

BAD_CODE = (
    "AccessDenied",
    403,
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
)
UNABLE = (
    "AccessDenied",
    403,
    (
        "MultiFactorAuthentication failed, unable to validate MFA code.  "
        "Please verify your MFA serial number is valid and associated with this user."
    ),
)


def session_client(endpoint: Endpoint, credentials: dict[str, Any]) -> Any:
    names = ("AccessKeyId", "SecretAccessKey", "SessionToken")
    return endpoint.client("sts", *(credentials[name] for name in names))


def test_the_caller_is_the_user_that_the_key_names(endpoint: Endpoint) -> None:
    identity = endpoint.client("sts", "FAKE-bob").get_caller_identity()
    assert identity["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:user/bob"
    assert identity["Account"] == ACCOUNT_ID
    assert identity["UserId"].startswith("AIDABOB")


def test_credentials_are_valid_for_twelve_hours(sts: Any, alices: Phone) -> None:
    response = sts.get_session_token(SerialNumber=alices.serial, TokenCode=alices.code())
    credentials = response["Credentials"]
    assert credentials["Expiration"].timestamp() == NOW + 43_200
    assert len(credentials["AccessKeyId"]) == 20
    assert "FAKE" in credentials["AccessKeyId"]


def test_the_credentials_belong_to_the_user(endpoint: Endpoint, sts: Any, alices: Phone) -> None:
    credentials = sts.get_session_token(SerialNumber=alices.serial, TokenCode=alices.code())[
        "Credentials"
    ]
    in_session = session_client(endpoint, credentials)
    assert in_session.get_caller_identity()["Arn"].endswith(":user/alice")
    message = "Cannot call GetSessionToken with session credentials"
    assert refusal(in_session.get_session_token) == ("AccessDenied", 403, message)


def test_credentials_need_no_code(sts: Any) -> None:
    response = sts.get_session_token(DurationSeconds=900)
    assert response["Credentials"]["Expiration"].timestamp() == NOW + 900


def test_a_code_works_once(sts: Any, alices: Phone) -> None:
    parameters = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    sts.get_session_token(**parameters)
    assert refusal(sts.get_session_token, **parameters) == BAD_CODE


@pytest.mark.parametrize(("periods", "works"), [(-3, False), (-2, True), (2, True), (3, False)])
def test_a_code_works_two_periods_early_or_late(
    sts: Any, alices: Phone, periods: int, works: bool
) -> None:
    parameters = {"SerialNumber": alices.serial, "TokenCode": alices.code(periods)}
    if works:
        sts.get_session_token(**parameters)
    else:
        assert refusal(sts.get_session_token, **parameters) == BAD_CODE


def test_the_tenth_code_within_three_minutes_is_not_checked(
    endpoint: Endpoint, sts: Any, alices: Phone
) -> None:
    for _ in range(9):
        parameters = {"SerialNumber": alices.serial, "TokenCode": "000000"}
        assert refusal(sts.get_session_token, **parameters) == BAD_CODE
    right = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    assert refusal(sts.get_session_token, **right) == UNABLE
    endpoint.clock.skip(180)
    sts.get_session_token(SerialNumber=alices.serial, TokenCode=alices.code())


def test_deleting_and_recreating_a_device_gives_no_new_checks(
    endpoint: Endpoint, client: Any, sts: Any, alices: Phone
) -> None:
    for _ in range(9):
        refusal(sts.get_session_token, SerialNumber=alices.serial, TokenCode="000000")
    client.deactivate_mfa_device(UserName="alice", SerialNumber=alices.serial)
    client.delete_virtual_mfa_device(SerialNumber=alices.serial)
    again = create(endpoint, client, "phone")
    assert again.serial == alices.serial
    client.enable_mfa_device(UserName="alice", **again.pair())
    right = {"SerialNumber": again.serial, "TokenCode": again.code()}
    assert refusal(sts.get_session_token, **right) == UNABLE
    endpoint.clock.skip(180)
    sts.get_session_token(SerialNumber=again.serial, TokenCode=again.code())


def test_an_unassigned_device_cannot_be_validated(sts: Any, phone: Phone) -> None:
    parameters = {"SerialNumber": phone.serial, "TokenCode": phone.code()}
    assert refusal(sts.get_session_token, **parameters) == UNABLE


def test_an_unknown_device_cannot_be_validated(sts: Any) -> None:
    parameters = {"SerialNumber": "arn:aws:iam::1:mfa/x", "TokenCode": "000000"}
    assert refusal(sts.get_session_token, **parameters) == UNABLE


def test_another_users_device_cannot_be_validated(endpoint: Endpoint, alices: Phone) -> None:
    parameters = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    assert refusal(endpoint.client("sts", "FAKE-bob").get_session_token, **parameters) == UNABLE


def test_a_key_that_names_no_user_means_the_devices_owner(endpoint: Endpoint, client: Any) -> None:
    phone = create(endpoint, client, "bobs")
    client.enable_mfa_device(UserName="bob", **phone.pair())
    credentials = endpoint.client("sts").get_session_token(
        SerialNumber=phone.serial, TokenCode=phone.code()
    )["Credentials"]
    in_session = session_client(endpoint, credentials)
    assert in_session.get_caller_identity()["Arn"].endswith(":user/bob")


@pytest.mark.parametrize(
    "half", [{"TokenCode": "123456"}, {"SerialNumber": "arn:aws:iam::1:mfa/x"}]
)
def test_a_code_needs_a_serial_number_and_the_reverse(sts: Any, half: dict[str, str]) -> None:
    code, status, message = refusal(sts.get_session_token, **half)
    assert (code, status) == ("AccessDenied", 403)
    assert "must provide both" in message
