"""Client data: what the browser says about a ceremony, as JSON, which the authenticator signs.

Rule: written byte by byte as browsers must, so that both sides hash the same bytes. Read as JSON.

Source: WebAuthn Level 3, sections 5.8.1 and 5.8.1.1.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from mfa_rehearsal.webauthn.format_error import FormatError

CeremonyType = Literal["webauthn.create", "webauthn.get"]
CREATE: Final = "webauthn.create"
GET: Final = "webauthn.get"


@dataclass(frozen=True)
class ClientData:
    """What the browser says.

    Args:
        type: the ceremony, a CeremonyType if the browser is honest.
        challenge: base64url without padding.
        origin: scheme, host and port of the page that asked.
        cross_origin: whether the page was in a frame of another origin.
        top_origin: the origin of the whole page, if the frame was of another.
    """

    type: str
    challenge: str
    origin: str
    cross_origin: bool = False
    top_origin: str = ""


def base64url(data: bytes) -> str:
    """Return bytes in base64url without padding, as challenges are written."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def write_client_data(
    ceremony: CeremonyType, challenge: bytes, origin: str, top_origin: str = ""
) -> bytes:
    """Return client data as a browser writes it.

    Args:
        ceremony: CREATE or GET.
        challenge: the relying party's.
        origin: the origin of the page that asks.
        top_origin: the origin of the page around it if that is another one, or "".
    """
    members: dict[str, str | bool] = {
        "type": ceremony,
        "challenge": base64url(challenge),
        "origin": origin,
        "crossOrigin": bool(top_origin),
    }
    if top_origin:
        members["topOrigin"] = top_origin
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def read_client_data(data: bytes) -> ClientData:
    """Return client data from bytes. Members that are not known are ignored, as browsers add some.

    Raises:
        FormatError: it is malformed.
    """
    members = _members(data)
    try:
        read = ClientData(
            members["type"],
            members["challenge"],
            members["origin"],
            members.get("crossOrigin", False),
            members.get("topOrigin", ""),
        )
    except KeyError as missing:
        raise FormatError(f"client data lacks {missing.args[0]}") from None
    texts = read.type, read.challenge, read.origin, read.top_origin
    if not (all(isinstance(each, str) for each in texts) and isinstance(read.cross_origin, bool)):
        raise FormatError("client data has a member of the wrong type")
    return read


def _members(data: bytes) -> Mapping[str, Any]:
    try:
        members = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FormatError("client data is not JSON in UTF-8") from None
    if not isinstance(members, dict):
        raise FormatError("client data is not a JSON object")
    return members
