"""Access keys, passkeys and the credential report as JSON, for the store.

Rule: as in `records`, a value read back equals the one written, and an invalid record is refused.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from mfa_rehearsal.endpoint.state.records import read_record
from mfa_rehearsal.iam import Passkey
from mfa_rehearsal.iam.credentials import AccessKey, CredentialReport, KeyUse
from mfa_rehearsal.iam.limits import DEVICE_NAME
from mfa_rehearsal.webauthn.es256 import check_public_key


def write_access_key(access_key: AccessKey) -> str:
    """Return an access key as JSON."""
    return json.dumps(asdict(access_key))


def read_access_key(record: str) -> AccessKey:
    """Return the access key in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> AccessKey:
        use = members.get("last_used")
        return AccessKey(**{**members, "last_used": use and KeyUse(**use)})

    return read_record(record, AccessKey, build)


def write_passkey(passkey: Passkey) -> str:
    """Return a passkey as JSON, with bytes and coordinates as text."""
    x, y = passkey.public_key
    members = {**asdict(passkey), "public_key": [f"{x:064x}", f"{y:064x}"]}
    return json.dumps({name: _as_text(value) for name, value in members.items()})


def read_passkey(record: str) -> Passkey:
    """Return the passkey in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> Passkey:
        read = {name: bytes.fromhex(members[name]) for name in ("credential_id", "aaguid")}
        x, y = (int(each, 16) for each in members["public_key"])
        check_public_key((x, y))
        return Passkey(**{**members, **read, "public_key": (x, y)})

    passkey = read_record(record, Passkey, build)
    if not DEVICE_NAME.fullmatch(passkey.name):
        raise ValueError("the passkey's name is invalid")
    return passkey


def write_report(report: CredentialReport | None) -> str:
    """Return the credential report as JSON, or null."""
    return json.dumps(report and asdict(report))


def read_report(record: str) -> CredentialReport | None:
    """Return the credential report in a record, or None.

    Raises:
        ValueError: the record is invalid.
    """
    if record == "null":
        return None
    return read_record(record, CredentialReport, lambda members: CredentialReport(**members))


def _as_text(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
