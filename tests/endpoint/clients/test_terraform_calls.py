"""The calls that Terraform's AWS provider makes: to create, to read again, and to destroy.

Source: the provider's resources aws_iam_user, aws_iam_virtual_mfa_device, aws_iam_role and
aws_iam_account_alias, as of version 6.
"""

import json
from typing import Any

import pytest
from mfa_rehearsal.testing import Endpoint

from tests.endpoint.conftest import refusal
from tests.endpoint.test_control import client
from tests.iam.roles.policies import MFA


@pytest.fixture
def endpoint() -> Any:
    """Yield an endpoint with an administrator."""
    with Endpoint(user_names=["terraform"]) as endpoint:
        yield endpoint


def test_a_role_is_created_read_and_destroyed(endpoint: Endpoint) -> None:
    iam, named = client(endpoint, "iam", "terraform"), {"RoleName": "admin"}
    assert refusal(iam.get_role, **named)[:2] == ("NoSuchEntity", 404)
    iam.create_role(**named, AssumeRolePolicyDocument=MFA, MaxSessionDuration=3600)
    for _ in range(2):
        role = iam.get_role(**named)["Role"]
        assert role["AssumeRolePolicyDocument"] == json.loads(MFA)
        assert (role["MaxSessionDuration"], role["Path"]) == (3600, "/")
        assert iam.list_role_policies(**named)["PolicyNames"] == []
        assert iam.list_attached_role_policies(**named)["AttachedPolicies"] == []
    iam.update_assume_role_policy(**named, PolicyDocument=MFA)
    iam.update_role(**named, Description="new", MaxSessionDuration=7200)
    assert iam.list_instance_profiles_for_role(**named)["InstanceProfiles"] == []
    iam.delete_role(**named)
    assert refusal(iam.get_role, **named)[0] == "NoSuchEntity"


def test_a_virtual_device_is_created_and_read_from_the_list(endpoint: Endpoint) -> None:
    iam = client(endpoint, "iam", "terraform")
    tags = [{"Key": "a", "Value": "b"}]
    created = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone", Path="/", Tags=tags)
    serial = created["VirtualMFADevice"]["SerialNumber"]
    pages = iam.get_paginator("list_virtual_mfa_devices").paginate()
    found = [device["SerialNumber"] for page in pages for device in page["VirtualMFADevices"]]
    assert found == [serial]
    assert iam.list_mfa_device_tags(SerialNumber=serial)["Tags"] == tags
    iam.delete_virtual_mfa_device(SerialNumber=serial)
    assert refusal(iam.delete_virtual_mfa_device, SerialNumber=serial)[0] == "NoSuchEntity"


def test_a_user_is_destroyed_with_everything_that_belongs_to_it(endpoint: Endpoint) -> None:
    iam, named = client(endpoint, "iam", "terraform"), {"UserName": "dave"}
    iam.create_user(**named, Path="/team/")
    iam.create_login_profile(**named, Password="correct Horse 1", PasswordResetRequired=True)
    key = iam.create_access_key(**named)["AccessKey"]["AccessKeyId"]
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    serial = device["SerialNumber"]
    iam.enable_mfa_device(**named, SerialNumber=serial, **endpoint.pair(serial))
    assert refusal(iam.delete_user, **named)[0] == "DeleteConflict"
    assert iam.list_groups_for_user(**named)["Groups"] == []
    for each in iam.list_access_keys(**named)["AccessKeyMetadata"]:
        assert each["AccessKeyId"] == key
        iam.delete_access_key(**named, AccessKeyId=key)
    assert iam.list_ssh_public_keys(**named)["SSHPublicKeys"] == []
    devices = iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
    assert [each["User"]["UserName"] for each in devices] == ["dave"]
    for each in iam.list_mfa_devices(**named)["MFADevices"]:
        iam.deactivate_mfa_device(**named, SerialNumber=each["SerialNumber"])
    iam.delete_login_profile(**named)
    assert iam.list_signing_certificates(**named)["Certificates"] == []
    specific = iam.list_service_specific_credentials(**named)
    assert specific["ServiceSpecificCredentials"] == []
    iam.delete_user(**named)
    assert refusal(iam.get_user, **named)[0] == "NoSuchEntity"


def test_the_alias_is_created_read_and_destroyed(endpoint: Endpoint) -> None:
    iam = client(endpoint, "iam", "terraform")
    iam.create_account_alias(AccountAlias="example-corp")
    assert iam.list_account_aliases()["AccountAliases"] == ["example-corp"]
    iam.delete_account_alias(AccountAlias="example-corp")
    assert iam.list_account_aliases()["AccountAliases"] == []
