"""A seed: what an account starts with, checked as if the API had created it."""

import json
import re
from pathlib import Path
from typing import Any

import pyotp
import pytest
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Control, Endpoint

from tests.endpoint.command import refused, started
from tests.endpoint.sample import SECRET
from tests.endpoint.test_cli import client as client_of
from tests.endpoint.test_control import client
from tests.iam.roles.policies import MFA

SEED: dict[str, Any] = {
    "AccountAlias": "seeded-corp",
    "RootMFA": "virtual",
    "Users": [
        {
            "UserName": "carol",
            "Path": "/team/",
            "Tags": [{"Key": "Team", "Value": "1"}],
            "Password": "correct Horse 1",
            "MFADevices": [
                {"VirtualMFADeviceName": "phone", "Base32StringSeed": SECRET},
                {"VirtualMFADeviceName": "spare", "Path": "/a/"},
            ],
        },
        {"UserName": "dave"},
    ],
    "Roles": [
        {
            "RoleName": "admin",
            "AssumeRolePolicyDocument": json.loads(MFA),
            "MaxSessionDuration": 7200,
        },
        {"RoleName": "audit", "AssumeRolePolicyDocument": MFA},
    ],
}
SERIAL = "arn:aws:iam::111122223333:mfa/phone"


def test_a_seeded_account_has_everything_and_is_reset_to_it() -> None:
    with Endpoint(seed=SEED, user_names=["alice"]) as endpoint:
        iam, sts = client(endpoint, "iam", "carol"), client(endpoint, "sts", "carol")
        for _ in range(2):
            users = [user["UserName"] for user in iam.list_users()["Users"]]
            assert users == ["alice", "carol", "dave"]
            assert iam.list_account_aliases()["AccountAliases"] == ["seeded-corp"]
            assert iam.get_user()["User"]["Tags"] == [{"Key": "Team", "Value": "1"}]
            assert iam.get_login_profile()["LoginProfile"]["UserName"] == "carol"
            assert len(iam.list_mfa_devices()["MFADevices"]) == 2
            assert iam.get_account_summary()["SummaryMap"]["AccountMFAEnabled"] == 1
            assert [role["RoleName"] for role in iam.list_roles()["Roles"]] == ["admin", "audit"]
            code = pyotp.TOTP(SECRET).at(endpoint.now)
            assert code == endpoint.code(SERIAL)
            sts.assume_role(
                RoleArn="arn:aws:iam::111122223333:role/admin",
                RoleSessionName="carol",
                SerialNumber=SERIAL,
                TokenCode=code,
                DurationSeconds=7200,
            )
            iam.delete_role(RoleName="audit")
            endpoint.reset()


def test_the_command_reads_a_seed_for_a_new_account_only(tmp_path: Path) -> None:
    seed, state = tmp_path / "seed.json", str(tmp_path / "s.db")
    seed.write_text(json.dumps(SEED))
    for _ in range(2):
        with started("--seed", str(seed), "--state", state) as running:
            users = client_of(running, "iam").list_users()["Users"]
            assert [user["UserName"] for user in users] == ["carol", "dave"]


@pytest.mark.parametrize(
    ("seed", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"users": []}', "the seed has no users; it has AccountAlias, RootMFA, Users, Roles"),
        ('{"Users": {}}', "Users of the seed must be a list of objects"),
        ('{"Users": [5]}', "Users of the seed must be a list of objects"),
        ('{"Users": [{}]}', "Users in the seed: ValidationError"),
        (
            '{"Users": [{"UserName": 5}]}',
            "5 in the seed: a value for CreateUser has the wrong type",
        ),
        ('{"Users": [{"UserName": "a", "Name": 1}]}', "a in the seed: CreateUser has no Name"),
        ('{"Users": [{"UserName": "a", "Tags": {"b": "c"}}]}', "a in the seed: ValidationError"),
        (
            '{"Users": [{"UserName": "a"}, {"UserName": "A"}]}',
            "A in the seed: EntityAlreadyExists: User with name A already exists.",
        ),
        ('{"Users": [{"UserName": "a", "Password": "b"}]}', "PasswordPolicyViolation"),
        (
            '{"Users": [{"UserName": "a", "MFADevices": [{"VirtualMFADeviceName": "p", '
            '"Base32StringSeed": "A"}]}]}',
            "a in the seed: a secret is 64 base32 characters",
        ),
        ('{"Users": [{"UserName": "a", "MFADevices": [{}]}]}', "a in the seed: ValidationError"),
        ('{"Roles": [{"RoleName": "r"}]}', "r in the seed: MalformedPolicyDocument"),
        ('{"AccountAlias": "A"}', "AccountAlias in the seed: ValidationError"),
        ('{"HardwareTokens": [{"SerialNumber": "x"}]}', "'x' in the seed: a serial number has 9"),
        (
            '{"HardwareTokens": [{"SerialNumber": "GAHT12345678", "Base32StringSeed": "1"}]}',
            "GAHT12345678 in the seed: a secret is 16 to 128 base32 characters",
        ),
        ('{"HardwareTokens": [{"Serial": "x"}]}', "a hardware token has no Serial"),
        (
            '{"RootMFA": "phone"}',
            "RootMFA in the seed must be one of none, virtual, passkey, hardware",
        ),
    ],
)
def test_a_wrong_seed_is_refused_in_one_line(tmp_path: Path, seed: str, message: str) -> None:
    path = tmp_path / "seed.json"
    path.write_text(seed)
    status, messages = refused("--seed", str(path))
    assert (status, messages.count("\n")) == (2, 1)
    assert message in messages


def test_a_hardware_token_is_enabled_by_its_serial_number(tmp_path: Path) -> None:
    token = "GAHT12345678"
    seed = tmp_path / "seed.json"
    tokens = [{"SerialNumber": token, "Base32StringSeed": SECRET[:32]}]
    seed.write_text(json.dumps({"Users": [{"UserName": "carol"}], "HardwareTokens": tokens}))
    options = ("--seed", str(seed), "--state", str(tmp_path / "s.db"), "--control")
    with started(*options) as running:
        iam, control = client_of(running, "iam"), Control(running.url)
        iam.enable_mfa_device(UserName="carol", SerialNumber=token, **control.pair(token))
    with started(*options) as running:
        iam, sts, control = (
            client_of(running, "iam"),
            client_of(running, "sts"),
            Control(running.url),
        )
        (device,) = iam.list_mfa_devices(UserName="carol")["MFADevices"]
        assert device["SerialNumber"] == token
        assert iam.list_virtual_mfa_devices()["VirtualMFADevices"] == []
        assert pyotp.TOTP(SECRET[:32]).at(control.now) == control.code(token)
        sts.get_session_token(SerialNumber=token, TokenCode=control.code(token))
        client_of(running, "iam", {"AccessKeyId": "any"}).deactivate_mfa_device(
            UserName="carol", SerialNumber=token
        )
        assert iam.get_account_summary()["SummaryMap"]["MFADevices"] == 0


def test_the_pages_seed_works() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    (seed,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    with Endpoint(seed=json.loads(seed)) as endpoint:
        (device,) = client(endpoint, "iam").list_mfa_devices()["MFADevices"]
        assert endpoint.code(device["SerialNumber"])


def test_a_seed_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    message = f"can't read the seed {path}: No such file or directory"
    assert message in refused("--seed", str(path))[1]
