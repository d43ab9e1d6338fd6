"""Every answer held against botocore's own model: nothing unknown in it, nothing missing."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from mfa_rehearsal.endpoint.operations import table

from tests.endpoint.conftest import Endpoint, Phone, create

MODELS = {
    name: ServiceModel(Loader().load_service_model(name, "service-2"), name)
    for name in ("iam", "sts")
}


def held_against(shape: Any, element: ElementTree.Element, where: str) -> Iterator[str]:
    """Yield what is wrong with an element."""
    children = [(child.tag.rsplit("}", 1)[1], child) for child in element]
    if shape.type_name == "structure":
        for name, child in children:
            if name not in shape.members:
                yield f"{where} has {name}, which the model does not know"
            else:
                yield from held_against(shape.members[name], child, f"{where}.{name}")
        yield from (
            f"{where} lacks {name}" for name in shape.required_members if name not in dict(children)
        )
    elif shape.type_name == "list":
        for name, child in children:
            assert name == "member"
            yield from held_against(shape.member, child, f"{where}[]")
    elif shape.type_name != "map":
        assert not children, f"{where} is no {shape.type_name}"


def calls(phone: Phone) -> list[tuple[str, dict[str, str]]]:
    serial = {"SerialNumber": phone.serial}
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
        ("DeactivateMFADevice", {"UserName": "carol", **serial}),
        ("DeleteVirtualMFADevice", serial),
        ("DeleteUser", {"UserName": "carol"}),
    ]


def test_every_answer_is_as_the_model_says(endpoint: Endpoint, phone: Phone) -> None:
    played = {"GetMFADevice"}  # it can only refuse: there are no security keys here
    for name, given in calls(phone):
        played.add(name)
        service = MODELS["iam" if name in table.IAM else "sts"]
        answer = endpoint.raw(name, Version=service.api_version, **given)
        assert answer.status == 200, answer.text
        namespace = f"{{{service.metadata['xmlNamespace']}}}"
        assert answer.tree.tag == f"{namespace}{name}Response"
        shape = service.operation_model(name).output_shape
        parts = [child.tag for child in answer.tree]
        if shape is None:
            assert parts == [f"{namespace}ResponseMetadata"]
            continue
        assert parts == [f"{namespace}{name}Result", f"{namespace}ResponseMetadata"]
        assert list(held_against(shape, answer.tree[0], name)) == []
    assert played == {*table.IAM, *table.STS}


def test_the_check_above_sees_what_is_wrong() -> None:
    shape = MODELS["iam"].operation_model("GetUser").output_shape
    wrong = ElementTree.fromstring("<a xmlns='x'><User><Arn/><Nickname/></User></a>")
    found = " ".join(held_against(shape, wrong, "GetUser"))
    assert "GetUser.User has Nickname" in found
    assert "GetUser.User lacks UserName" in found


@pytest.mark.parametrize("text", ["a b", "\u00fc", "a+b", "a@b:c/d=e"])
def test_texts_come_back_as_they_went(endpoint: Endpoint, client: Any, text: str) -> None:
    phone = create(endpoint, client, "phone", Tags=[{"Key": text, "Value": text}])
    (tag,) = client.list_mfa_device_tags(SerialNumber=phone.serial)["Tags"]
    assert tag == {"Key": text, "Value": text}
