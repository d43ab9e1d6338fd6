"""What a request says of its signer, in its Authorization header or, presigned, in its address.

Rule: a request must be signed (AWS Signature Version 4), but any credentials will do. Here it is
only read; whether it can be true is for `verifying`.

Source: Signature Version 4 in the IAM User Guide; wording of the refusals reported.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request

ALGORITHM = "AWS4-HMAC-SHA256"
PARTS = ("Credential", "Signature", "SignedHeaders")
PRESIGNED = ("Algorithm", "Credential", "Signature", "SignedHeaders", "Date")
BETWEEN_PARTS = re.compile(r",\s*(?=[A-Za-z]+=)")
KEY_MAX_CHARACTERS = 128
"""Source: IAM API Reference, AccessKeyId. Each event keeps the key."""

DEFAULT_EXPIRES_S = 900
"""How long a signature lasts that does not say. Source: IAM User Guide, 15 minutes in a header."""


@dataclass(frozen=True)
class Signature:
    """What a request says of its signer.

    Args:
        access_key_id: whose key it is.
        scope: date, region, service and "aws4_request".
        signed_headers: their names, separated by semicolons.
        value: the signature itself.
        session_token: that of temporary credentials, or "".
        date: when it was signed, as it was written, or "".
        expires: for how many seconds it says that it lasts, as it was written.
    """

    access_key_id: str
    scope: tuple[str, ...]
    signed_headers: str
    value: str
    session_token: str
    date: str = ""
    expires: str = str(DEFAULT_EXPIRES_S)


def parse_signature(request: Request) -> Signature:
    """Return what the request says of its signer.

    Raises:
        ServiceError: MissingAuthenticationToken, IncompleteSignature.
    """
    header = request.headers.get("authorization")
    if header is not None:
        return _from_header(request, header)
    query = dict(parse_qsl(request.query, errors="replace"))
    parts = {name.removeprefix("X-Amz-"): value for name, value in query.items() if value}
    if not set(parts) & set(PARTS):
        message = "Request is missing Authentication Token"
        raise ServiceError("MissingAuthenticationToken", 403, message)
    return _from_address(parts)


def _from_header(request: Request, header: str) -> Signature:
    algorithm, _, rest = header.partition(" ")
    _check_algorithm(algorithm)
    parts = _header_parts(rest)
    missing = [name for name in PARTS if not parts.get(name)]
    if missing:
        needs = (f"Authorization header requires '{name}' parameter." for name in missing)
        raise incomplete(" ".join(needs))
    headers = request.headers
    date = headers.get("x-amz-date") or headers.get("date", "")
    return _signature(parts, headers.get("x-amz-security-token", ""), date, str(DEFAULT_EXPIRES_S))


def _header_parts(text: str) -> Mapping[str, str]:
    pairs = [part.strip().partition("=") for part in BETWEEN_PARTS.split(text)]
    for name, equals, _ in pairs:
        if not equals:
            reason = "not a valid key=value pair (missing equal-sign) in Authorization header"
            raise incomplete(f"'{name}' {reason}.")
    return {name: value for name, _, value in pairs}


def _from_address(parts: Mapping[str, str]) -> Signature:
    missing = [name for name in PRESIGNED if name not in parts]
    if missing:
        needs = (f"AWS query-string parameters must include 'X-Amz-{name}'." for name in missing)
        raise incomplete(" ".join([*needs, "Re-examine the query-string parameters."]))
    _check_algorithm(parts["Algorithm"])
    expires = parts.get("Expires", str(DEFAULT_EXPIRES_S))
    return _signature(parts, parts.get("Security-Token", ""), parts["Date"], expires)


def _check_algorithm(algorithm: str) -> None:
    if algorithm != ALGORITHM:
        raise incomplete(f"Unsupported AWS 'algorithm': '{algorithm}'.")


def _signature(parts: Mapping[str, str], token: str, date: str, expires: str) -> Signature:
    key, *scope = parts["Credential"].rsplit("/", 4)
    if len(scope) != 4 or not key:
        raise incomplete(
            "Credential must have at least 5 slash-delimited elements, "
            f"e.g. keyid/date/region/service/term, got '{parts['Credential']}'"
        )
    if len(key) > KEY_MAX_CHARACTERS:
        raise incomplete(f"An access key ID has at most {KEY_MAX_CHARACTERS} characters.")
    headers, value = parts["SignedHeaders"], parts["Signature"]
    return Signature(key, tuple(scope), headers, value, token, date, expires)


def incomplete(message: str) -> ServiceError:
    """Return the answer to a signature of which something is missing or makes no sense."""
    return ServiceError("IncompleteSignature", 403, message)
