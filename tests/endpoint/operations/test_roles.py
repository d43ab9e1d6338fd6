"""Roles and AssumeRole, through boto3."""

import json
from typing import Any

import pytest

from tests.endpoint.auth.test_credentials import INVALID, in_session, issued
from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, Phone, refusal
from tests.iam.roles.policies import AGE, MFA, policy, role_arn_of, statement, trust

NAMED = {"RoleArn": role_arn_of("admin"), "RoleSessionName": "for-a-test"}
SOURCE = policy(statement(Action=["sts:AssumeRole", "sts:SetSourceIdentity"]))
UNABLE = (
    "AccessDenied",
    403,
    "MultiFactorAuthentication failed, unable to validate MFA code.  "
    "Please verify your MFA serial number is valid and associated with this user.",
)


def create(client: Any, document: str = MFA, name: str = "admin", **more: Any) -> dict[str, Any]:
    created = client.create_role(RoleName=name, AssumeRolePolicyDocument=document, **more)
    return dict(created["Role"])


def with_code(phone: Phone, periods: int = 0) -> dict[str, str]:
    return {"SerialNumber": phone.serial, "TokenCode": phone.code(periods)}


def not_authorized(name: str, user: str = "user/alice") -> tuple[str, int, str]:
    message = (
        f"User: arn:aws:iam::{ACCOUNT_ID}:{user} is not authorized to perform: "
        f"sts:AssumeRole on resource: {role_arn_of(name)}"
    )
    return "AccessDenied", 403, message


def test_a_role_is_created_found_listed_and_deleted(client: Any) -> None:
    tags = [{"Key": "Team", "Value": "1"}]
    created = create(client, Path="/team/", Description="d", MaxSessionDuration=7200, Tags=tags)
    assert created["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:role/team/admin"
    assert created["RoleId"].startswith("AROA")
    assert created["AssumeRolePolicyDocument"] == json.loads(MFA)
    found = client.get_role(RoleName="admin")["Role"]
    assert (found["MaxSessionDuration"], found["Description"]) == (7200, "d")
    assert (found["Tags"], found["RoleLastUsed"]) == (tags, {})
    (listed,) = client.list_roles(PathPrefix="/team/")["Roles"]
    assert "Tags" not in listed
    assert client.list_roles(PathPrefix="/other/")["Roles"] == []
    assert client.get_account_summary()["SummaryMap"]["Roles"] == 1
    client.delete_role(RoleName="admin")
    assert refusal(client.get_role, RoleName="admin") == (
        "NoSuchEntity",
        404,
        "The role with name admin cannot be found.",
    )


def test_a_role_is_changed(client: Any) -> None:
    create(client)
    client.update_role(RoleName="admin", MaxSessionDuration=43_200)
    client.update_role(RoleName="admin", Description="new")
    client.update_assume_role_policy(RoleName="admin", PolicyDocument=trust())
    client.tag_role(RoleName="admin", Tags=[{"Key": "Team", "Value": "1"}])
    client.tag_role(RoleName="admin", Tags=[{"Key": "b", "Value": "2"}])
    client.untag_role(RoleName="admin", TagKeys=["TEAM"])
    found = client.get_role(RoleName="admin")["Role"]
    assert (found["MaxSessionDuration"], found["Description"]) == (43_200, "new")
    assert found["AssumeRolePolicyDocument"] == json.loads(trust())
    assert client.list_role_tags(RoleName="admin")["Tags"] == [{"Key": "b", "Value": "2"}]


def test_a_bad_policy_changes_nothing(client: Any) -> None:
    create(client)
    for document in ("{", policy(statement(Principal={"Service": "x"}))):
        assert (
            refusal(client.update_assume_role_policy, RoleName="admin", PolicyDocument=document)[0]
            == "MalformedPolicyDocument"
        )
        assert refusal(create, client=client, document=document, name="b")[0] == (
            "MalformedPolicyDocument"
        )
    assert client.get_role(RoleName="admin")["Role"]["AssumeRolePolicyDocument"] == json.loads(MFA)


def test_a_role_that_asks_for_mfa_is_assumed_with_a_code(
    endpoint: Endpoint, client: Any, sts: Any, alices: Phone
) -> None:
    role_id = create(client)["RoleId"]
    assert refusal(sts.assume_role, **NAMED) == not_authorized("admin")
    assumed = sts.assume_role(**NAMED, **with_code(alices))
    assert assumed["AssumedRoleUser"] == {
        "AssumedRoleId": f"{role_id}:for-a-test",
        "Arn": f"arn:aws:sts::{ACCOUNT_ID}:assumed-role/admin/for-a-test",
    }
    assert assumed["Credentials"]["Expiration"].timestamp() == NOW + 3600
    session = in_session(endpoint, "sts", assumed["Credentials"])
    identity = session.get_caller_identity()
    assert identity["UserId"] == f"{role_id}:for-a-test"
    assert identity["Arn"] == assumed["AssumedRoleUser"]["Arn"]
    assert refusal(session.get_session_token)[2].startswith("Cannot call GetSessionToken")
    endpoint.clock.skip(3600)
    assert refusal(session.get_caller_identity)[0] == "ExpiredToken"


def test_a_session_with_mfa_assumes_it_without_another_code(
    endpoint: Endpoint, client: Any, alices: Phone
) -> None:
    create(client)
    create(client, policy(statement({"NumericLessThan": {AGE: "600"}})), "recent")
    recent = {**NAMED, "RoleArn": role_arn_of("recent")}
    without = in_session(endpoint, "sts", issued(endpoint))
    assert refusal(without.assume_role, **NAMED) == not_authorized("admin")
    sts = in_session(endpoint, "sts", issued(endpoint, **with_code(alices)))
    endpoint.clock.skip(599)
    sts.assume_role(**NAMED)
    sts.assume_role(**recent)
    endpoint.clock.skip(1)
    sts.assume_role(**NAMED)
    assert refusal(sts.assume_role, **recent) == not_authorized("recent")


def test_a_code_is_used_up_even_if_the_role_is_refused(
    endpoint: Endpoint, client: Any, sts: Any, alices: Phone
) -> None:
    code = with_code(alices)
    assert refusal(sts.assume_role, **NAMED, **code) == not_authorized("admin")
    create(client)
    assert "invalid MFA one time pass code" in refusal(sts.assume_role, **NAMED, **code)[2]
    assert endpoint.backend.account.attempts.count(alices.serial, NOW) == 2
    assert refusal(sts.assume_role, **NAMED, SerialNumber=alices.serial)[2].endswith(
        "must provide both MFA serial number and one time pass code."
    )
    bob = endpoint.client("sts", "FAKE-bob")
    assert refusal(bob.assume_role, **NAMED, **with_code(alices, 1)) == UNABLE


def test_a_role_is_no_user(endpoint: Endpoint, client: Any, sts: Any, alices: Phone) -> None:
    create(client, trust())
    credentials = sts.assume_role(**NAMED)["Credentials"]
    as_role = in_session(endpoint, "iam", credentials)
    message = "Must specify userName when calling with non-User credentials"
    expected = ("ValidationError", 400, message)
    for call in (as_role.get_user, as_role.list_mfa_devices, as_role.create_access_key):
        assert refusal(call) == expected
    assert len(as_role.list_mfa_devices(UserName="alice")["MFADevices"]) == 1
    as_role.deactivate_mfa_device(UserName="alice", SerialNumber=alices.serial)
    used = client.get_role(RoleName="admin")["Role"]["RoleLastUsed"]
    assert (used["LastUsedDate"].timestamp(), used["Region"]) == (NOW, "us-east-1")
    chained = in_session(endpoint, "sts", credentials)
    assert refusal(chained.assume_role, **NAMED, **with_code(alices)) == UNABLE
    client.delete_role(RoleName="admin")
    assert refusal(as_role.list_users) == INVALID
    create(client, trust())
    assert refusal(as_role.list_users) == INVALID


def test_durations_are_limited_by_the_role_and_by_chaining(
    endpoint: Endpoint, client: Any, sts: Any
) -> None:
    create(client, trust(), MaxSessionDuration=7200)
    credentials = sts.assume_role(**NAMED, DurationSeconds=7200)["Credentials"]
    assert credentials["Expiration"].timestamp() == NOW + 7200
    code, status, message = refusal(sts.assume_role, **NAMED, DurationSeconds=7201)
    assert (code, status) == ("ValidationError", 400)
    assert "exceeds the MaxSessionDuration set for this role" in message
    assert (
        "1 hour session limit"
        in refusal(
            in_session(endpoint, "sts", credentials).assume_role, **NAMED, DurationSeconds=3601
        )[2]
    )


def test_session_tags_need_their_own_permission(client: Any, sts: Any) -> None:
    tags = [{"Key": "a", "Value": "b"}]
    create(client, trust())
    assert "sts:TagSession on resource" in refusal(sts.assume_role, **NAMED, Tags=tags)[2]
    tagging = policy(statement(Action=["sts:AssumeRole", "sts:TagSession"]))
    client.update_assume_role_policy(RoleName="admin", PolicyDocument=tagging)
    sts.assume_role(**NAMED, Tags=tags)
    sts.assume_role(**NAMED)


def test_root_assumes_no_role(endpoint: Endpoint, client: Any) -> None:
    create(client, trust())
    root = endpoint.client("sts", "FAKE-root")
    message = "Roles may not be assumed by root accounts."
    assert refusal(root.assume_role, **NAMED) == ("AccessDenied", 403, message)


def documents(endpoint: Endpoint) -> list[dict[str, Any]]:
    events = endpoint.client("cloudtrail", "FAKE-root").lookup_events()["Events"]
    return [json.loads(event["CloudTrailEvent"]) for event in events]


def test_events_say_who_assumed_what_and_whether_with_mfa(
    endpoint: Endpoint, client: Any, sts: Any, alices: Phone
) -> None:
    role = create(client, SOURCE)
    first = sts.assume_role(**NAMED, **with_code(alices), SourceIdentity="alice")
    assert first["SourceIdentity"] == "alice"
    chained = in_session(endpoint, "sts", first["Credentials"])
    assert chained.assume_role(**NAMED)["SourceIdentity"] == "alice"
    assert refusal(chained.assume_role, **NAMED, SourceIdentity="bob")[2].startswith(
        f"User: arn:aws:sts::{ACCOUNT_ID}:assumed-role/admin/for-a-test is not authorized to "
        "perform: sts:SetSourceIdentity"
    )
    in_session(endpoint, "iam", first["Credentials"]).list_users()
    listed, refused, again, original, *_ = documents(endpoint)
    assert original["requestParameters"] == {
        "roleArn": role["Arn"],
        "roleSessionName": "for-a-test",
        "serialNumber": alices.serial,
        "sourceIdentity": "alice",
    }
    assert (original["eventSource"], original["readOnly"]) == ("sts.amazonaws.com", True)
    assert original["userIdentity"]["type"] == "IAMUser"
    assert "sessionContext" not in original["userIdentity"]
    assert refused["errorCode"] == "AccessDenied"
    for document in (listed, refused, again):
        who = document["userIdentity"]
        assert (who["type"], who["principalId"]) == ("AssumedRole", f"{role['RoleId']}:for-a-test")
        assert "userName" not in who
        assert who["sessionContext"] == {
            "sessionIssuer": {
                "type": "Role",
                "principalId": role["RoleId"],
                "arn": role["Arn"],
                "accountId": ACCOUNT_ID,
                "userName": "admin",
            },
            "attributes": {"creationDate": "2027-01-15T08:00:00Z", "mfaAuthenticated": "true"},
            "sourceIdentity": "alice",
        }


def test_roots_requests_by_api_are_not_from_the_console(endpoint: Endpoint) -> None:
    endpoint.client("iam", "FAKE-root").list_users()
    document = documents(endpoint)[0]
    assert "sessionCredentialFromConsole" not in document
    assert document["userIdentity"] == {
        "type": "Root",
        "principalId": ACCOUNT_ID,
        "arn": f"arn:aws:iam::{ACCOUNT_ID}:root",
        "accountId": ACCOUNT_ID,
        "accessKeyId": "FAKE-root",
    }


@pytest.mark.parametrize("has_mfa", [True, False])
def test_a_roles_session_says_in_events_whether_the_users_session_had_mfa(
    endpoint: Endpoint, client: Any, alices: Phone, has_mfa: bool
) -> None:
    create(client, trust())
    session = issued(endpoint, **(with_code(alices) if has_mfa else {}))
    assumed = in_session(endpoint, "sts", session).assume_role(**NAMED)["Credentials"]
    chained = in_session(endpoint, "sts", assumed).assume_role(**NAMED)["Credentials"]
    for credentials, expected in ((assumed, has_mfa), (chained, False)):
        in_session(endpoint, "sts", credentials).get_caller_identity()
        attributes = documents(endpoint)[0]["userIdentity"]["sessionContext"]["attributes"]
        assert attributes["mfaAuthenticated"] == str(expected).lower()


@pytest.mark.parametrize("has_mfa", [True, False])
def test_a_users_session_says_in_events_whether_it_has_mfa(
    endpoint: Endpoint, alices: Phone, has_mfa: bool
) -> None:
    session = issued(endpoint, **(with_code(alices) if has_mfa else {}))
    in_session(endpoint, "sts", session).get_caller_identity()
    who = documents(endpoint)[0]["userIdentity"]
    assert (who["type"], who["userName"]) == ("IAMUser", "alice")
    assert who["sessionContext"]["attributes"] == {
        "creationDate": "2027-01-15T08:00:00Z",
        "mfaAuthenticated": str(has_mfa).lower(),
    }
