"""STS: who the caller is, and what a code gets."""

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


def test_the_caller_is_the_user_whose_key_it_is(endpoint: Endpoint) -> None:
    told = endpoint.client("sts", "FAKE-bob").get_caller_identity()
    assert told["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:user/bob"
    assert told["Account"] == ACCOUNT_ID
    assert told["UserId"].startswith("AIDABOB")


def test_a_code_gets_credentials_for_twelve_hours(sts: Any, alices: Phone) -> None:
    told = sts.get_session_token(SerialNumber=alices.serial, TokenCode=alices.code())
    credentials = told["Credentials"]
    assert credentials["Expiration"].timestamp() == NOW + 43_200
    assert len(credentials["AccessKeyId"]) == 20
    assert "FAKE" in credentials["AccessKeyId"]


def test_the_credentials_are_the_users(endpoint: Endpoint, sts: Any, alices: Phone) -> None:
    told = sts.get_session_token(SerialNumber=alices.serial, TokenCode=alices.code())["Credentials"]
    in_session = endpoint.client("sts", told["AccessKeyId"], told["SessionToken"])
    assert in_session.get_caller_identity()["Arn"].endswith(":user/alice")
    message = "Cannot call GetSessionToken with session credentials"
    assert refusal(in_session.get_session_token) == ("AccessDenied", 403, message)


def test_without_a_code_there_are_credentials_too(sts: Any) -> None:
    told = sts.get_session_token(DurationSeconds=900)
    assert told["Credentials"]["Expiration"].timestamp() == NOW + 900


def test_a_code_works_once(sts: Any, alices: Phone) -> None:
    given = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    sts.get_session_token(**given)
    assert refusal(sts.get_session_token, **given) == BAD_CODE


@pytest.mark.parametrize(("steps", "works"), [(-3, False), (-2, True), (2, True), (3, False)])
def test_a_code_works_two_steps_either_side(
    sts: Any, alices: Phone, steps: int, works: bool
) -> None:
    given = {"SerialNumber": alices.serial, "TokenCode": alices.code(steps)}
    if works:
        sts.get_session_token(**given)
    else:
        assert refusal(sts.get_session_token, **given) == BAD_CODE


def test_the_tenth_code_of_three_minutes_is_not_looked_at(
    endpoint: Endpoint, sts: Any, alices: Phone
) -> None:
    for _ in range(9):
        given = {"SerialNumber": alices.serial, "TokenCode": "000000"}
        assert refusal(sts.get_session_token, **given) == BAD_CODE
    right = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    assert refusal(sts.get_session_token, **right) == UNABLE
    endpoint.clock.skip(180)
    sts.get_session_token(SerialNumber=alices.serial, TokenCode=alices.code())


def test_a_device_of_nobody_cannot_be_validated(sts: Any, phone: Phone) -> None:
    given = {"SerialNumber": phone.serial, "TokenCode": phone.code()}
    assert refusal(sts.get_session_token, **given) == UNABLE


def test_an_unknown_device_cannot_be_validated(sts: Any) -> None:
    given = {"SerialNumber": "arn:aws:iam::1:mfa/x", "TokenCode": "000000"}
    assert refusal(sts.get_session_token, **given) == UNABLE


def test_anothers_device_cannot_be_validated(endpoint: Endpoint, alices: Phone) -> None:
    given = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    assert refusal(endpoint.client("sts", "FAKE-bob").get_session_token, **given) == UNABLE


def test_a_key_that_names_nobody_speaks_for_the_devices_owner(
    endpoint: Endpoint, client: Any
) -> None:
    phone = create(endpoint, client, "bobs")
    client.enable_mfa_device(UserName="bob", **phone.pair())
    told = endpoint.client("sts").get_session_token(
        SerialNumber=phone.serial, TokenCode=phone.code()
    )["Credentials"]
    in_session = endpoint.client("sts", told["AccessKeyId"], told["SessionToken"])
    assert in_session.get_caller_identity()["Arn"].endswith(":user/bob")


@pytest.mark.parametrize(
    "half", [{"TokenCode": "123456"}, {"SerialNumber": "arn:aws:iam::1:mfa/x"}]
)
def test_a_code_goes_with_a_device(sts: Any, half: dict[str, str]) -> None:
    code, status, message = refusal(sts.get_session_token, **half)
    assert (code, status) == ("AccessDenied", 403)
    assert "must provide both" in message
