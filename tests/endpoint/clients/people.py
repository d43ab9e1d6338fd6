"""A person at a shell: a home folder with AWS's configuration, a phone, and an account to use.

`make test` installs the clients into an environment of their own, because their boto3 is older.
"""

import subprocess
from collections.abc import Mapping
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Endpoint

CLIENTS = ROOT / ".cache" / "clients" / "bin"
SERIAL = "arn:aws:iam::111122223333:mfa/phone"
ROLE_ARN = "arn:aws:iam::111122223333:role/admin"
SEED = {
    "Users": [{"UserName": "alice", "MFADevices": [{"VirtualMFADeviceName": "phone"}]}],
    "Roles": [
        {
            "RoleName": "admin",
            "AssumeRolePolicyDocument": {
                "Statement": {
                    "Effect": "Allow",
                    "Principal": {"AWS": "111122223333"},
                    "Action": "sts:AssumeRole",
                    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
                }
            },
        }
    ],
}
PASSWORD = {"Password": "correct Horse 1"}
AUDITED = {
    "Users": [
        {"UserName": "alice", **PASSWORD, "MFADevices": [{"VirtualMFADeviceName": "phone"}]},
        {"UserName": "bob", **PASSWORD},
        {"UserName": "carol"},
    ]
}
"""An account that an audit finds something in: bob has a password but no device."""

KEYS = {"aws_access_key_id": "FAKE-alice", "aws_secret_access_key": "not-a-secret"}

needs_clients = pytest.mark.skipif(
    not (CLIENTS / "python").exists(), reason="make test installs these clients"
)


@dataclass(frozen=True)
class Person:
    """Someone with a home folder, who reads codes off a phone.

    Args:
        endpoint: theirs.
        home: a folder.
        keys: more environment variables, such as an access key.
    """

    endpoint: Endpoint
    home: Path
    keys: Mapping[str, str] = field(default_factory=dict, hash=False)

    def configure(self, **sections: dict[str, str]) -> None:
        """Write the credentials and the profiles; a profile's name is a section's."""
        config, credentials = ConfigParser(), ConfigParser()
        for name, values in sections.items():
            is_profile = "aws_access_key_id" not in values
            (config if is_profile else credentials)[f"profile {name}" if is_profile else name] = (
                values
            )
        folder = self.home / ".aws"
        folder.mkdir(exist_ok=True)
        for file, parser in (("config", config), ("credentials", credentials)):
            with (folder / file).open("w") as opened:
                parser.write(opened)

    def credentials(self) -> ConfigParser:
        """Return the credentials file, which clients may have changed."""
        parser = ConfigParser()
        parser.read(self.home / ".aws" / "credentials")
        return parser

    def run(self, program: Path, *arguments: str, typed: str = "") -> str:
        """Run a program without a terminal and return its output; it must succeed."""
        environment = {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "AWS_ENDPOINT_URL": self.endpoint.url,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_REGION": "us-east-1",
            **self.keys,
        }
        ended = subprocess.run(
            (str(program), *arguments),
            input=typed,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            start_new_session=True,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout
