"""Seed an account from a file: users with passwords and devices, roles, and root's MFA.

Rule: a seed has the names of AWS's own parameters, and each entry goes through the operation that
would create it, so the same limits and refusals apply. A name that a seed doesn't have is an error.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.caller import Caller
from mfa_rehearsal.endpoint.context import Call
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.service_model import load_service
from mfa_rehearsal.endpoint.protocol.validation import validate_parameters
from mfa_rehearsal.endpoint.randomness import Randomness, new_secret
from mfa_rehearsal.endpoint.root_mfa import KINDS, enabled, with_root_mfa
from mfa_rehearsal.endpoint.state.event_log import EventLog
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account

Seed = Mapping[str, Any]
Entry = dict[str, Any]

SEED_NAMES: Final = ("AccountAlias", "RootMFA", "Users", "Roles", "HardwareTokens")
TOKEN_NAMES: Final = ("SerialNumber", "Base32StringSeed")
TOKEN_SERIAL: Final = re.compile(r"[A-Z0-9]{9,64}")
TOKEN_SECRET: Final = re.compile(r"(?:[A-Z2-7]{8}){2,16}")
USER_ONLY: Final = ("Password", "MFADevices")
"""What a user of a seed has besides the parameters of CreateUser."""


@dataclass(frozen=True)
class Seeding:
    """One operation after another on an account.

    Args:
        account: as it is by now.
        now: true time.
    """

    account: Account
    now: UnixSeconds

    def do(self, operation: str, parameters: Entry, secret: str = "") -> "Seeding":
        """Return the account after an operation, checked as if a client had sent it.

        Raises:
            ServiceError, Refusal: the operation's.
        """
        shape = load_service("iam", frozenset(table.IAM)).operations[operation].input_shape
        unknown = parameters.keys() - shape.members.keys()
        if unknown:
            raise ValueError(f"{operation} has no {', '.join(sorted(unknown))}")
        try:
            validate_parameters(shape, parameters)
        except (TypeError, AttributeError):
            raise ValueError(f"a value for {operation} has the wrong type") from None
        randomness = Randomness(secret=lambda: secret or new_secret())
        caller = Caller(iam.ROOT, is_named=True)
        account, now = self.account, self.now
        call = Call(account, account, caller, parameters, now, randomness, EventLog(), b"")
        return Seeding(table.IAM[operation](call).account, now)


def read_seed(path: str) -> Seed:
    """Return the seed in a JSON file.

    Raises:
        ValueError: it can't be read, or it isn't a JSON object.
    """
    try:
        seed = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"can't read the seed {path}: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise ValueError(f"the seed {path} is not JSON") from None
    if not isinstance(seed, dict):
        raise ValueError(f"the seed {path} is not a JSON object")
    return seed


def hardware_tokens(seed: Seed) -> Mapping[str, str]:
    """Return the secrets of a seed's hardware tokens by serial number.

    Raises:
        ValueError: an entry is wrong.
    """
    tokens = {}
    for entry in _entries("the seed", seed, "HardwareTokens"):
        _check_names("a hardware token", entry, TOKEN_NAMES)
        serial, secret = (str(entry.get(name, "")) for name in TOKEN_NAMES)
        if not TOKEN_SERIAL.fullmatch(serial):
            raise ValueError(f"{serial!r} in the seed: a serial number has 9 to 64 of A-Z and 0-9")
        if not TOKEN_SECRET.fullmatch(secret):
            raise ValueError(f"{serial} in the seed: a secret is 16 to 128 base32 characters")
        tokens[serial] = secret
    return tokens


def seeded(account: Account, seed: Seed, now: UnixSeconds) -> Account:
    """Return the account with everything in a seed.

    Raises:
        ValueError: an entry is wrong; the message names it.
    """
    _check_names("the seed", seed, SEED_NAMES)
    hardware_tokens(seed)
    seeding = Seeding(account, now)
    if "AccountAlias" in seed:
        seeding = _named("AccountAlias", seeding, _alias, {"AccountAlias": seed["AccountAlias"]})
    for kind, add in (("Users", _user), ("Roles", _role)):
        for entry in _entries("the seed", seed, kind):
            name = entry.get("UserName") or entry.get("RoleName") or kind
            seeding = _named(str(name), seeding, add, entry)
    root_mfa = seed.get("RootMFA", "none")
    if root_mfa not in KINDS:
        raise ValueError(f"RootMFA in the seed must be one of {', '.join(KINDS)}")
    return with_root_mfa(seeding.account, root_mfa, new_secret(), now)


def _named(name: str, seeding: Seeding, add: Any, entry: Entry) -> Seeding:
    """Return the account after an entry was added; an error names the entry."""
    try:
        added: Seeding = add(seeding, entry)
    except (ServiceError, Refusal, ValueError) as error:
        raise ValueError(f"{name} in the seed: {error}") from None
    return added


def _alias(seeding: Seeding, entry: Entry) -> Seeding:
    return seeding.do("CreateAccountAlias", entry)


def _user(seeding: Seeding, entry: Entry) -> Seeding:
    name, devices = entry.get("UserName"), _entries("a user", entry, "MFADevices")
    created = {key: value for key, value in entry.items() if key not in USER_ONLY}
    seeding = seeding.do("CreateUser", created)
    if "Password" in entry:
        password = {"UserName": name, "Password": entry["Password"]}
        seeding = seeding.do("CreateLoginProfile", password)
    for device in devices:
        seeding = _device(seeding, str(name), device)
    return seeding


def _device(seeding: Seeding, user_name: str, entry: Entry) -> Seeding:
    """Return the account with a device of the user, which shows codes of the secret."""
    secret = str(entry.get("Base32StringSeed", ""))
    device = {key: value for key, value in entry.items() if key != "Base32StringSeed"}
    created = seeding.do("CreateVirtualMFADevice", device, secret)
    name, path = device["VirtualMFADeviceName"], device.get("Path", "/")
    serial = iam.serial_number(created.account, name, path)
    return Seeding(enabled(created.account, user_name, serial, seeding.now), seeding.now)


def _role(seeding: Seeding, entry: Entry) -> Seeding:
    """Return the account with a role, whose trust policy may be written as JSON itself."""
    policy = entry.get("AssumeRolePolicyDocument")
    text = policy if isinstance(policy, str) else json.dumps(policy)
    return seeding.do("CreateRole", {**entry, "AssumeRolePolicyDocument": text})


def _entries(where: str, members: Seed, name: str) -> list[Entry]:
    entries = members.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise ValueError(f"{name} of {where} must be a list of objects")
    return entries


def _check_names(where: str, members: Seed, known: tuple[str, ...]) -> None:
    unknown = members.keys() - set(known)
    if unknown:
        names = ", ".join(sorted(unknown))
        raise ValueError(f"{where} has no {names}; it has {', '.join(known)}")
