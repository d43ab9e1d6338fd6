"""The account as a whole, through boto3: report, details, alias, passwords, and empty lists."""

import csv
import io
from typing import Any

import pytest
from botocore.model import ServiceModel
from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.operations.empty_lists import LISTS

from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, Phone, refusal
from tests.endpoint.protocol.test_service_model import MODELS
from tests.iam.roles.policies import trust

COLUMNS = (
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
    "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
    "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
    "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
    "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
    "cert_1_last_rotated,cert_2_active,cert_2_last_rotated,additional_credentials_info"
)
CREATED = "2027-01-15T08:00:00Z"
STRONG = "correct Horse 1"


def report(endpoint: Endpoint, client: Any) -> list[dict[str, str]]:
    """Return the rows of a new report."""
    assert client.generate_credential_report()["State"] == "STARTED"
    endpoint.clock.skip(2)
    assert client.generate_credential_report()["State"] == "COMPLETE"
    content = client.get_credential_report()["Content"].decode()
    assert content.splitlines()[0] == COLUMNS
    assert not content.endswith("\n")
    return list(csv.DictReader(io.StringIO(content)))


def test_a_report_is_started_waited_for_read_and_expires(endpoint: Endpoint, client: Any) -> None:
    missing, pending = ("ReportNotPresent", 410, "Unknown"), ("ReportInProgress", 404, "Unknown")
    assert refusal(client.get_credential_report) == missing
    started = client.generate_credential_report()
    assert (started["State"], started["Description"]) == (
        "STARTED",
        "No report exists. Starting a new report generation task",
    )
    assert refusal(client.get_credential_report) == pending
    again = client.generate_credential_report()
    assert (again["State"], again.get("Description")) == ("INPROGRESS", None)
    endpoint.clock.skip(2)
    first = client.get_credential_report()
    assert (first["ReportFormat"], first["GeneratedTime"].timestamp()) == ("text/csv", NOW + 2)
    client.create_user(UserName="carol")
    assert client.generate_credential_report()["State"] == "COMPLETE"
    assert client.get_credential_report()["Content"] == first["Content"]
    endpoint.clock.skip(14_400)
    assert client.get_credential_report()["Content"] == first["Content"]
    endpoint.clock.skip(1)
    assert refusal(client.get_credential_report)[:2] == ("ReportExpired", 410)
    rows = report(endpoint, client)
    assert [row["user"] for row in rows] == ["<root_account>", "alice", "bob", "carol"]


def test_a_report_from_the_future_is_made_again(endpoint: Endpoint, client: Any) -> None:
    client.generate_credential_report()
    endpoint.clock.skip(2)
    client.get_credential_report()
    endpoint.clock.skip(-86_400)
    assert refusal(client.get_credential_report)[:2] == ("ReportExpired", 410)
    assert client.generate_credential_report()["State"] == "STARTED"
    endpoint.clock.skip(2)
    made = client.get_credential_report()["GeneratedTime"].timestamp()
    assert made == endpoint.clock.now


def test_a_client_that_polls_gets_its_report_though_the_clock_stands_still(client: Any) -> None:
    states = [client.generate_credential_report()["State"] for _ in range(5)]
    assert states == ["STARTED", "INPROGRESS", "INPROGRESS", "COMPLETE", "COMPLETE"]
    client.get_credential_report()


def test_the_report_has_each_users_credentials(
    endpoint: Endpoint, client: Any, alices: Phone
) -> None:
    client.create_user(UserName="Bea")
    client.create_login_profile(UserName="Bea", Password=STRONG)
    endpoint.clock.skip(60)
    client.update_login_profile(UserName="Bea", Password=f"{STRONG}!")
    keys = [client.create_access_key(UserName="bob")["AccessKey"] for _ in range(2)]
    first, second = sorted(keys, key=lambda key: str(key["AccessKeyId"]))
    client.update_access_key(UserName="bob", AccessKeyId=second["AccessKeyId"], Status="Inactive")
    sts = endpoint.client("sts", first["AccessKeyId"], first["SecretAccessKey"])
    sts.get_caller_identity()
    root, alice, bea, bob = report(endpoint, client)
    assert root == {
        "user": "<root_account>",
        "arn": f"arn:aws:iam::{ACCOUNT_ID}:root",
        "user_creation_time": "1970-01-01T00:00:00Z",
        "password_enabled": "true",
        "password_last_used": "no_information",
        "password_last_changed": "1970-01-01T00:00:00Z",
        "password_next_rotation": "not_supported",
        "mfa_active": "false",
        **no_key(1),
        **no_key(2),
        **CERTIFICATES,
    }
    assert alice == {
        "user": "alice",
        "arn": f"arn:aws:iam::{ACCOUNT_ID}:user/alice",
        "user_creation_time": CREATED,
        "password_enabled": "false",
        "password_last_used": "N/A",
        "password_last_changed": "N/A",
        "password_next_rotation": "N/A",
        "mfa_active": "true",
        **no_key(1),
        **no_key(2),
        **CERTIFICATES,
    }
    assert (bea["password_enabled"], bea["password_last_used"]) == ("true", "no_information")
    assert (bea["password_last_changed"], bea["password_next_rotation"]) == (LATER, "N/A")
    assert {name: value for name, value in bob.items() if name.startswith("access_key")} == {
        **no_key(1),
        **no_key(2),
        "access_key_1_active": "true",
        "access_key_1_last_rotated": LATER,
        "access_key_1_last_used_date": LATER,
        "access_key_1_last_used_region": "us-east-1",
        "access_key_1_last_used_service": "sts",
        "access_key_2_last_rotated": LATER,
    }


LATER = "2027-01-15T08:01:00Z"
CERTIFICATES = {
    "cert_1_active": "false",
    "cert_1_last_rotated": "N/A",
    "cert_2_active": "false",
    "cert_2_last_rotated": "N/A",
    "additional_credentials_info": "N/A",
}


def no_key(number: int) -> dict[str, str]:
    names = ("last_rotated", "last_used_date", "last_used_region", "last_used_service")
    columns = {f"access_key_{number}_{name}": "N/A" for name in names}
    return {f"access_key_{number}_active": "false", **columns}


def test_a_password_is_given_changed_and_taken_away(endpoint: Endpoint, client: Any) -> None:
    missing = ("NoSuchEntity", 404, "Login Profile for User bob cannot be found.")
    assert refusal(client.get_login_profile, UserName="bob") == missing
    created = client.create_login_profile(
        UserName="bob", Password=STRONG, PasswordResetRequired=True
    )["LoginProfile"]
    assert (created["UserName"], created["PasswordResetRequired"]) == ("bob", True)
    assert created["CreateDate"].timestamp() == NOW
    client.update_login_profile(UserName="bob", PasswordResetRequired=False)
    assert client.get_login_profile(UserName="bob")["LoginProfile"] == {
        **created,
        "PasswordResetRequired": False,
    }
    assert refusal(client.delete_user, UserName="bob")[0] == "DeleteConflict"
    weak = refusal(client.update_login_profile, UserName="bob", Password="password")
    assert weak[0] == "PasswordPolicyViolation"
    assert iam.user(endpoint.backend.account, "bob").password == STRONG
    client.delete_login_profile(UserName="bob")
    assert refusal(client.delete_login_profile, UserName="bob") == missing
    client.delete_user(UserName="bob")
    assert STRONG not in str(list(endpoint.backend.event_log))


def test_the_callers_own_login_profile_needs_no_name(endpoint: Endpoint) -> None:
    bob = endpoint.client("iam", "FAKE-bob")
    bob.create_login_profile(UserName="bob", Password=STRONG)
    assert bob.get_login_profile()["LoginProfile"]["UserName"] == "bob"


def test_the_account_has_one_alias(client: Any) -> None:
    client.create_account_alias(AccountAlias="first-corp")
    client.create_account_alias(AccountAlias="second-corp")
    assert client.list_account_aliases()["AccountAliases"] == ["second-corp"]
    message = "The account alias with name first-corp does not exist."
    assert refusal(client.delete_account_alias, AccountAlias="first-corp") == (
        "NoSuchEntity",
        404,
        message,
    )
    client.delete_account_alias(AccountAlias="second-corp")
    assert client.list_account_aliases()["AccountAliases"] == []
    assert refusal(client.create_account_alias, AccountAlias="no--corp")[0] == "ValidationError"
    assert refusal(client.get_account_password_policy)[0] == "NoSuchEntity"


def test_details_are_users_then_roles_in_pages(client: Any) -> None:
    client.tag_user(UserName="bob", Tags=[{"Key": "Team", "Value": "1"}])
    client.create_role(RoleName="admin", AssumeRolePolicyDocument=trust())
    details = client.get_account_authorization_details()
    assert [user["UserName"] for user in details["UserDetailList"]] == ["alice", "bob"]
    assert details["UserDetailList"][1]["Tags"] == [{"Key": "Team", "Value": "1"}]
    assert details["UserDetailList"][0]["GroupList"] == []
    (role,) = details["RoleDetailList"]
    assert role["AssumeRolePolicyDocument"]["Version"] == "2012-10-17"
    assert (role["RolePolicyList"], role["Tags"]) == ([], [])
    assert (details["GroupDetailList"], details["Policies"]) == ([], [])
    pages = client.get_paginator("get_account_authorization_details").paginate(
        PaginationConfig={"PageSize": 2}
    )
    counts = [(len(page["UserDetailList"]), len(page["RoleDetailList"])) for page in pages]
    assert counts == [(2, 0), (0, 1)]
    only = client.get_account_authorization_details(Filter=["Role", "Group"])
    assert (only["UserDetailList"], len(only["RoleDetailList"])) == ([], 1)
    assert refusal(client.get_account_authorization_details, Filter=["x"])[0] == "ValidationError"


def test_a_renamed_user_keeps_devices_keys_and_sessions(
    endpoint: Endpoint, client: Any, sts: Any, alices: Phone
) -> None:
    key = client.create_access_key(UserName="alice")["AccessKey"]
    session = sts.get_session_token(SerialNumber=alices.serial, TokenCode=alices.code())
    named = ("AccessKeyId", "SecretAccessKey", "SessionToken")
    client.update_user(UserName="alice", NewUserName="Alice", NewPath="/team/")
    client.update_user(UserName="Alice", NewUserName="carol")
    assert refusal(client.get_user, UserName="alice")[0] == "NoSuchEntity"
    assert len(client.list_mfa_devices(UserName="carol")["MFADevices"]) == 1
    arn = f"arn:aws:iam::{ACCOUNT_ID}:user/team/carol"
    keyed = endpoint.client("sts", key["AccessKeyId"], key["SecretAccessKey"])
    in_session = endpoint.client("sts", *(session["Credentials"][name] for name in named))
    for caller in (keyed, in_session):
        assert caller.get_caller_identity()["Arn"] == arn
    message = "User with name bob already exists."
    taken = ("EntityAlreadyExists", 409, message)
    assert refusal(client.update_user, UserName="carol", NewUserName="bob") == taken
    assert refusal(client.update_user, UserName="root", NewUserName="x")[0] == "NoSuchEntity"


@pytest.mark.parametrize("operation", LISTS)
def test_what_the_account_never_has_is_listed_as_empty(
    endpoint: Endpoint, client: Any, operation: str
) -> None:
    client.create_role(RoleName="admin", AssumeRolePolicyDocument=trust())
    values = {
        "UserName": "alice",
        "RoleName": "admin",
        "PolicyArn": "arn:aws:iam::aws:policy/AWSSupportAccess",
    }
    model: ServiceModel = MODELS["iam"]
    shape = model.operation_model(operation).input_shape
    known = {name: value for name, value in values.items() if shape and name in shape.members}
    answered = endpoint.raw(operation, **known)
    assert answered.status == 200, answered.text
    names, _ = LISTS[operation]
    assert all(f"<{name}></{name}>" in answered.text for name in names)
    for name in known.keys() & {"UserName", "RoleName"}:
        missing = endpoint.raw(operation, **{name: "mallory"})
        assert missing.error[:2] == ("NoSuchEntity", 404)
