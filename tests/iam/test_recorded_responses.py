"""What CloudTrail records of results."""

import pytest
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.recorded_responses import recorded_response


def test_a_login_profile_is_recorded_as_aws_did() -> None:
    """Source: mopedjc/cloud-buddy@842001e8, rules/sns/UserHasMFATest.groovy, recorded in 2018."""
    made = UnixSeconds(1_528_471_897)
    profile = {"UserName": "Cli1", "CreateDate": made, "PasswordResetRequired": False}
    assert recorded_response("CreateLoginProfile", {"LoginProfile": profile}) == {
        "LoginProfile": {
            "UserName": "Cli1",
            "CreateDate": "Jun 8, 2018 3:31:37 PM",
            "PasswordResetRequired": False,
        }
    }


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (0, "Jan 1, 1970 12:00:00 AM"),
        (43_200, "Jan 1, 1970 12:00:00 PM"),
        (31_535_999, "Dec 31, 1970 11:59:59 PM"),
    ],
)
def test_a_time_is_written_in_english(time: int, text: str) -> None:
    recorded = recorded_response("GetSessionToken", {"Credentials": {"Expiration": time}})
    assert recorded == {"Credentials": {"Expiration": text}}


def test_a_secret_access_key_is_not_recorded() -> None:
    key = {"AccessKeyId": "FAKEKEY", "SecretAccessKey": "fake"}
    for operation, member in [("CreateAccessKey", "AccessKey"), ("AssumeRole", "Credentials")]:
        recorded = recorded_response(operation, {member: key})
        assert recorded == {member: {"AccessKeyId": "FAKEKEY"}}


def test_what_is_only_read_is_not_recorded() -> None:
    assert recorded_response("GetUser", {"User": {"UserName": "alice"}}) == {}
