"""Parse a request's signature, in its Authorization header or in its presigned URL.

Rule: a request must be signed (AWS Signature Version 4), but any credentials will do. Signatures
are only parsed here; `verify` checks them.

Source: Signature Version 4 in the IAM User Guide; error messages as reported.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request

ALGORITHM = "AWS4-HMAC-SHA256"
HEADER_PARAMETERS = ("Credential", "Signature", "SignedHeaders")
QUERY_PARAMETERS = ("Algorithm", "Credential", "Signature", "SignedHeaders", "Date")
SEPARATOR = re.compile(r",\s*(?=[A-Za-z]+=)")
KEY_MAX_CHARACTERS = 128
"""Source: IAM API Reference, AccessKeyId. Every event stores the key."""

DEFAULT_EXPIRES_S = 900
"""How long a signature is valid by default. Source: IAM User Guide, 15 minutes in a header."""


@dataclass(frozen=True)
class Signature:
    """A request's signature and what it says about its signer.

    Args:
        access_key_id: the signer's.
        scope: date, region, service and "aws4_request".
        signed_headers: their names, separated by semicolons.
        value: the signature itself.
        session_token: of temporary credentials, or "".
        date: when the request was signed, as written, or "".
        expires: for how many seconds it is valid, as written.
    """

    access_key_id: str
    scope: tuple[str, ...]
    signed_headers: str
    value: str
    session_token: str
    date: str = ""
    expires: str = str(DEFAULT_EXPIRES_S)


def parse_signature(request: Request) -> Signature:
    """Return the signature of a request, not yet verified.

    Raises:
        ServiceError: MissingAuthenticationToken, IncompleteSignature.
    """
    header = request.headers.get("authorization")
    if header is not None:
        return _from_header(request, header)
    query = dict(parse_qsl(request.query, errors="replace"))
    parameters = {name.removeprefix("X-Amz-"): value for name, value in query.items() if value}
    if not set(parameters) & set(HEADER_PARAMETERS):
        message = "Request is missing Authentication Token"
        raise ServiceError("MissingAuthenticationToken", 403, message)
    return _from_query(parameters)


def _from_header(request: Request, header: str) -> Signature:
    algorithm, _, rest = header.partition(" ")
    _check_algorithm(algorithm)
    parameters = _header_parameters(rest)
    missing = [name for name in HEADER_PARAMETERS if not parameters.get(name)]
    if missing:
        messages = (f"Authorization header requires '{name}' parameter." for name in missing)
        raise incomplete_signature(" ".join(messages))
    headers = request.headers
    token, date = headers.get("x-amz-security-token", ""), headers.get("x-amz-date")
    return _signature(parameters, token, date or headers.get("date", ""), str(DEFAULT_EXPIRES_S))


def _header_parameters(text: str) -> Mapping[str, str]:
    pairs = [part.strip().partition("=") for part in SEPARATOR.split(text)]
    for name, equals, _ in pairs:
        if not equals:
            reason = "not a valid key=value pair (missing equal-sign) in Authorization header"
            raise incomplete_signature(f"'{name}' {reason}.")
    return {name: value for name, _, value in pairs}


def _from_query(parameters: Mapping[str, str]) -> Signature:
    missing = [name for name in QUERY_PARAMETERS if name not in parameters]
    if missing:
        messages = (f"AWS query-string parameters must include 'X-Amz-{name}'." for name in missing)
        raise incomplete_signature(" ".join([*messages, "Re-examine the query-string parameters."]))
    _check_algorithm(parameters["Algorithm"])
    expires = parameters.get("Expires", str(DEFAULT_EXPIRES_S))
    token, date = parameters.get("Security-Token", ""), parameters["Date"]
    return _signature(parameters, token, date, expires)


def _check_algorithm(algorithm: str) -> None:
    if algorithm != ALGORITHM:
        raise incomplete_signature(f"Unsupported AWS 'algorithm': '{algorithm}'.")


def _signature(parameters: Mapping[str, str], token: str, date: str, expires: str) -> Signature:
    key, *scope = parameters["Credential"].rsplit("/", 4)
    if len(scope) != 4 or not key:
        raise incomplete_signature(
            "Credential must have at least 5 slash-delimited elements, "
            f"e.g. keyid/date/region/service/term, got '{parameters['Credential']}'"
        )
    if len(key) > KEY_MAX_CHARACTERS:
        raise incomplete_signature(f"An access key ID has at most {KEY_MAX_CHARACTERS} characters.")
    signed_headers, value = parameters["SignedHeaders"], parameters["Signature"]
    return Signature(key, tuple(scope), signed_headers, value, token, date, expires)


def incomplete_signature(message: str) -> ServiceError:
    """Return the error for a signature that lacks a part or has an invalid one."""
    return ServiceError("IncompleteSignature", 403, message)
