"""Every response matches botocore's model: nothing in it is unknown, nothing is missing."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.operations.empty_lists import LISTS

from tests.endpoint.conftest import Endpoint, Phone, create
from tests.iam.roles.policies import role_arn_of, trust

MODELS = {
    name: ServiceModel(Loader().load_service_model(name, "service-2"), name)
    for name in ("iam", "sts")
}


def mismatches(shape: Any, element: ElementTree.Element, where: str) -> Iterator[str]:
    """Yield each difference between an element and its shape."""
    children = [(child.tag.rsplit("}", 1)[1], child) for child in element]
    if shape.type_name == "structure":
        for name, child in children:
            if name not in shape.members:
                yield f"{where} has {name}, which the model does not have"
            else:
                yield from mismatches(shape.members[name], child, f"{where}.{name}")
        yield from (
            f"{where} lacks {name}" for name in shape.required_members if name not in dict(children)
        )
    elif shape.type_name == "list":
        for name, child in children:
            assert name == "member"
            yield from mismatches(shape.member, child, f"{where}[]")
    elif shape.type_name != "map":
        assert not children, f"{where} is not a {shape.type_name}"


def calls(phone: Phone, key_id: str) -> list[tuple[str, dict[str, str]]]:
    serial = {"SerialNumber": phone.serial}
    key = {"UserName": "alice", "AccessKeyId": key_id}
    tag = {"Tags.member.1.Key": "a", "Tags.member.1.Value": "x=y"}
    return [
        ("CreateUser", {"UserName": "carol", **tag}),
        ("GetUser", {"UserName": "carol"}),
        ("ListUsers", {"MaxItems": "1"}),
        ("CreateVirtualMFADevice", {"VirtualMFADeviceName": "other", "Path": "/a/", **tag}),
        ("EnableMFADevice", {"UserName": "carol", **phone.pair()}),
        ("ResyncMFADevice", {"UserName": "carol", **phone.pair(2)}),
        ("ListMFADevices", {"UserName": "carol"}),
        ("ListVirtualMFADevices", {"MaxItems": "1"}),
        ("TagMFADevice", serial | {"Tags.member.1.Key": "b", "Tags.member.1.Value": "x y"}),
        ("ListMFADeviceTags", serial),
        ("UntagMFADevice", serial | {"TagKeys.member.1": "a"}),
        ("GetSessionToken", serial | {"TokenCode": phone.code(1)}),
        ("GetCallerIdentity", {}),
        ("GetAccountSummary", {}),
        ("ListAccountAliases", {}),
        ("TagUser", {"UserName": "carol", **tag}),
        ("ListUserTags", {"UserName": "carol"}),
        ("UntagUser", {"UserName": "carol", "TagKeys.member.1": "a"}),
        ("CreateAccessKey", {"UserName": "alice"}),
        ("ListAccessKeys", {"UserName": "alice", "MaxItems": "1"}),
        ("GetAccessKeyLastUsed", {"AccessKeyId": key_id}),
        ("UpdateAccessKey", {**key, "Status": "Inactive"}),
        ("DeleteAccessKey", key),
        *role_calls(),
        *account_calls(),
        ("DeactivateMFADevice", {"UserName": "carol", **serial}),
        ("DeleteVirtualMFADevice", serial),
        ("DeleteUser", {"UserName": "carol"}),
    ]


def role_calls() -> list[tuple[str, dict[str, str]]]:
    name, tag = {"RoleName": "admin"}, {"Tags.member.1.Key": "a", "Tags.member.1.Value": "b"}
    assumed = {"RoleArn": role_arn_of("admin"), "RoleSessionName": "test"}
    return [
        ("CreateRole", {**name, "AssumeRolePolicyDocument": trust(), "Description": "d", **tag}),
        ("AssumeRole", assumed),
        ("GetRole", name),
        ("ListRoles", {"MaxItems": "1"}),
        ("UpdateRole", {**name, "MaxSessionDuration": "7200"}),
        ("UpdateAssumeRolePolicy", {**name, "PolicyDocument": trust()}),
        ("TagRole", {**name, **tag}),
        ("ListRoleTags", name),
        ("UntagRole", {**name, "TagKeys.member.1": "a"}),
    ]


def account_calls() -> list[tuple[str, dict[str, str]]]:
    alias, user, role = {"AccountAlias": "x-corp"}, {"UserName": "alice"}, {"RoleName": "admin"}
    policy = {"PolicyArn": "arn:aws:iam::aws:policy/AWSSupportAccess"}
    return [
        ("CreateAccountAlias", alias),
        ("DeleteAccountAlias", alias),
        ("CreateLoginProfile", {**user, "Password": "correct Horse 1"}),
        ("GetLoginProfile", user),
        ("UpdateLoginProfile", {**user, "PasswordResetRequired": "true"}),
        ("DeleteLoginProfile", user),
        ("UpdateUser", {"UserName": "bob", "NewPath": "/team/"}),
        *[("GenerateCredentialReport", {})] * 4,
        ("GetCredentialReport", {}),
        ("GetAccountAuthorizationDetails", {}),
        *[(name, user | role | policy) for name in LISTS],
        ("DeleteRole", role),
    ]


def test_every_response_matches_the_model(endpoint: Endpoint, client: Any, phone: Phone) -> None:
    key_id = client.create_access_key(UserName="alice")["AccessKey"]["AccessKeyId"]
    tested = {"GetMFADevice", "GetAccountPasswordPolicy"}  # they only refuse here
    for name, parameters in calls(phone, key_id):
        tested.add(name)
        service = MODELS["iam" if name in table.IAM else "sts"]
        response = endpoint.raw(name, Version=service.api_version, **parameters)
        assert response.status == 200, response.text
        namespace = f"{{{service.metadata['xmlNamespace']}}}"
        assert response.tree.tag == f"{namespace}{name}Response"
        shape = service.operation_model(name).output_shape
        parts = [child.tag for child in response.tree]
        if shape is None:
            assert parts == [f"{namespace}ResponseMetadata"]
            continue
        assert parts == [f"{namespace}{name}Result", f"{namespace}ResponseMetadata"]
        assert list(mismatches(shape, response.tree[0], name)) == []
    assert tested == {*table.IAM, *table.STS}


def test_mismatches_are_found() -> None:
    shape = MODELS["iam"].operation_model("GetUser").output_shape
    wrong = ElementTree.fromstring("<a xmlns='x'><User><Arn/><Nickname/></User></a>")
    found = " ".join(mismatches(shape, wrong, "GetUser"))
    assert "GetUser.User has Nickname" in found
    assert "GetUser.User lacks UserName" in found


@pytest.mark.parametrize("text", ["a b", "\u00fc", "a+b", "a@b:c/d=e"])
def test_strings_are_returned_unchanged(endpoint: Endpoint, client: Any, text: str) -> None:
    phone = create(endpoint, client, "phone", Tags=[{"Key": text, "Value": text}])
    (tag,) = client.list_mfa_device_tags(SerialNumber=phone.serial)["Tags"]
    assert tag == {"Key": text, "Value": text}
