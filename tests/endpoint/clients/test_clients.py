"""Clients that ask for a code: each gets what AWS would give it, and the events say so."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Endpoint

from tests.endpoint.clients.people import (
    CLIENTS,
    KEYS,
    ROLE_ARN,
    SEED,
    SERIAL,
    Person,
    needs_clients,
)
from tests.endpoint.test_control import client

AWS_CLI = Path(sys.executable).with_name("aws")
ADMIN = {"role_arn": ROLE_ARN, "source_profile": "alice", "mfa_serial": SERIAL}
AS_ADMIN = "arn:aws:sts::111122223333:assumed-role/admin/"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """Yield a person with a new account and a new home folder."""
    with Endpoint(seed=SEED) as endpoint:
        yield Person(endpoint, tmp_path)


def asked(person: Person, name: str) -> dict[str, Any]:
    """Return the newest event of an operation."""
    attribute = [{"AttributeKey": "EventName", "AttributeValue": name}]
    log = client(person.endpoint, "cloudtrail")
    newest = log.lookup_events(LookupAttributes=attribute)["Events"][0]
    return dict(json.loads(newest["CloudTrailEvent"]))


def test_a_profile_of_the_aws_cli_assumes_a_role_with_a_typed_code(person: Person) -> None:
    person.configure(alice=KEYS, admin=ADMIN)
    identify = (AWS_CLI, "--profile", "admin", "sts", "get-caller-identity")
    answered = json.loads(person.run(*identify, typed=person.endpoint.code(SERIAL) + "\n"))
    assert answered["Arn"].startswith(AS_ADMIN)
    assert asked(person, "AssumeRole")["requestParameters"]["serialNumber"] == SERIAL
    who = asked(person, "GetCallerIdentity")["userIdentity"]
    assert who["sessionContext"]["attributes"]["mfaAuthenticated"] == "true"
    again = json.loads(person.run(*identify))
    assert again["UserId"] == answered["UserId"]


def test_the_pages_profile_works(person: Person) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    (profile,) = re.findall(r"```ini\n(.*?)```", page, re.DOTALL)
    (person.home / ".aws").mkdir()
    config = profile.replace("http://127.0.0.1:4566", person.endpoint.url)
    (person.home / ".aws" / "config").write_text(config)
    code = person.endpoint.code(SERIAL)
    answered = person.run(
        AWS_CLI, "--profile", "admin", "sts", "get-caller-identity", typed=f"{code}\n"
    )
    assert AS_ADMIN in answered


@needs_clients
def test_aws_mfa_writes_a_session_with_mfa_into_the_credentials(person: Person) -> None:
    person.configure(**{"work-long-term": {**KEYS, "aws_mfa_device": SERIAL}})
    code = person.endpoint.code(SERIAL)
    arguments = ("--profile", "work", "--duration", "900")
    person.run(CLIENTS / "aws-mfa", *arguments, typed=f"{code}\n")
    assert person.credentials()["work"]["aws_session_token"]
    listed = person.run(AWS_CLI, "--profile", "work", "iam", "list-mfa-devices")
    assert json.loads(listed)["MFADevices"][0]["SerialNumber"] == SERIAL
    who = asked(person, "ListMFADevices")["userIdentity"]
    assert who["sessionContext"]["attributes"]["mfaAuthenticated"] == "true"


@needs_clients
def test_awsume_gets_a_session_for_a_code_and_then_the_role(person: Person) -> None:
    person.configure(alice=KEYS, admin={**ADMIN, "region": "us-east-1"})
    code = person.endpoint.code(SERIAL)
    exported = person.run(CLIENTS / "awsumepy", "admin", "--mfa-token", code, "-s")
    assert exported.startswith("Awsume FAKESESSION")
    assert asked(person, "GetSessionToken")["requestParameters"]["serialNumber"] == SERIAL
    assumed = asked(person, "AssumeRole")
    assert assumed["requestParameters"]["roleArn"] == ROLE_ARN
    assert assumed["userIdentity"]["sessionContext"]["attributes"]["mfaAuthenticated"] == "true"


AIOBOTO3 = """
import asyncio, sys
import aioboto3

async def main(role_arn, serial_number, *codes):
    keys = {"aws_access_key_id": "FAKE-alice", "aws_secret_access_key": "not-a-secret"}
    async with aioboto3.Session(**keys).client("sts") as sts:
        asked = {"RoleArn": role_arn, "RoleSessionName": "async", "SerialNumber": serial_number}
        for code in codes:
            try:
                print((await sts.assume_role(**asked, TokenCode=code))["AssumedRoleUser"]["Arn"])
            except sts.exceptions.ClientError as error:
                print(error.response["Error"]["Message"])

asyncio.run(main(*sys.argv[1:]))
"""


@needs_clients
def test_aioboto3_assumes_a_role_with_a_code_once(person: Person) -> None:
    codes = [person.endpoint.code(SERIAL)] * 2
    printed = person.run(CLIENTS / "python", "-c", AIOBOTO3, ROLE_ARN, SERIAL, *codes).splitlines()
    assert printed[0] == f"{AS_ADMIN}async"
    assert "invalid MFA one time pass code" in printed[1]


@needs_clients
def test_the_javascript_sdk_assumes_a_role_with_a_code_once(person: Person) -> None:
    script = CLIENTS.parent / "npm" / "assume_role.mjs"
    shutil.copy(Path(__file__).with_name("assume_role.mjs"), script)
    codes = [person.endpoint.code(SERIAL)] * 2
    node = Path(sys.executable).with_name("node")
    first, second = person.run(node, str(script), ROLE_ARN, SERIAL, *codes).splitlines()
    assert first == f"{AS_ADMIN}javascript alice"
    assert second.startswith("AccessDenied MultiFactorAuthentication failed with invalid MFA")
