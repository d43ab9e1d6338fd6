"""Ansible's modules for IAM and STS, in one playbook: create, look, assume a role, delete."""

import json
from pathlib import Path
from typing import Any

import pytest
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Endpoint

from tests.endpoint.clients.people import AUDITED, SERIAL, Person
from tests.endpoint.test_control import client

ANSIBLE = ROOT / ".cache" / "ansible" / "bin" / "ansible-playbook"
PLAYBOOK = Path(__file__).with_name("playbook.yml")
SETTINGS = {"ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json", "LC_ALL": "C.UTF-8"}

pytestmark = pytest.mark.skipif(not ANSIBLE.exists(), reason="make test installs Ansible")


def results(person: Person, code: str) -> dict[str, dict[str, Any]]:
    """Run the playbook and return each task's result by the task's name."""
    report = json.loads(person.run(ANSIBLE, "--extra-vars", f"code={code}", str(PLAYBOOK)))
    tasks = report["plays"][0]["tasks"]
    return {each["task"]["name"]: each["hosts"]["localhost"] for each in tasks}


def test_ansible_ends_with_what_the_playbook_says(tmp_path: Path) -> None:
    with Endpoint(seed=AUDITED) as endpoint:
        alice = Person(endpoint, tmp_path, {**endpoint.environment("alice"), **SETTINGS})
        done = results(alice, endpoint.code(SERIAL))
        assert [name for name, result in done.items() if result["changed"]] == [
            "create a user",
            "give the user an access key",
            "delete the user with the key",
            "create a role that asks for MFA",
            "assume the role with a code",
            "delete the user with the device, as the role",
        ]
        dave = done["look at the user"]["iam_users"][0]
        assert (dave["tags"], dave["login_profile"]["user_name"]) == ({"team": "ops"}, "dave")
        (device,) = done["list the devices"]["mfa_devices"]
        assert (device["user_name"], device["serial_number"]) == ("alice", SERIAL)
        assumed = done["assume the role with a code"]["sts_user"]["arn"]
        assert assumed == "arn:aws:sts::111122223333:assumed-role/admin/ansible"
        refused = done["delete oneself, without MFA"]["error"]
        assert refused["message"].startswith("To complete this action, please ensure that you are")
        iam = client(endpoint, "iam", "bob")
        assert [user["UserName"] for user in iam.list_users()["Users"]] == ["bob", "carol"]
        (left,) = iam.list_virtual_mfa_devices()["VirtualMFADevices"]
        assert left["SerialNumber"] == SERIAL
        assert "User" not in left
