"""Who signed a request.

Rule: a request must be signed (AWS Signature Version 4), but any credentials will do. A key that
begins with FAKE- is this endpoint's own: its secret is known, so its signature in the header is
checked, and the rest of it names the user whose key it is. Every other key is taken as it comes.
Whether the signature has expired is not asked: `--clock-skew` would make all of them old.

Source: Signature Version 4 in the IAM User Guide; wording of the refusals reported.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from simulator.endpoint.faults import Fault
from simulator.endpoint.messages import Request

OWN_KEY = "FAKE-"
OWN_SECRET = "not-a-secret"
ALGORITHM = "AWS4-HMAC-SHA256"
PARTS = ("Credential", "Signature", "SignedHeaders")
BETWEEN_PARTS = re.compile(r",\s*(?=[A-Za-z]+=)")


@dataclass(frozen=True)
class Signature:
    """What a request says of its signer.

    Args:
        access_key_id: whose key it is.
        scope: date, region, service and "aws4_request".
        signed_headers: their names, separated by semicolons.
        value: the signature itself.
        session_token: that of temporary credentials, or "".
    """

    access_key_id: str
    scope: tuple[str, ...]
    signed_headers: str
    value: str
    session_token: str


def read_signature(request: Request) -> Signature:
    """Return what the request says of its signer, after a look at whether it can be true.

    Raises:
        Fault: MissingAuthenticationToken, IncompleteSignature, SignatureDoesNotMatch.
    """
    signature = _signature(*_parts(request))
    if signature.access_key_id.startswith(OWN_KEY) and "authorization" in request.headers:
        _verify(request, signature)
    return signature


def _parts(request: Request) -> tuple[Mapping[str, str], str]:
    header = request.headers.get("authorization")
    if header is not None:
        return _header_parts(header), request.headers.get("x-amz-security-token", "")
    query = dict(parse_qsl(request.query, errors="replace"))
    parts = {name: query[f"X-Amz-{name}"] for name in PARTS if f"X-Amz-{name}" in query}
    if not parts:
        message = "Request is missing Authentication Token"
        raise Fault("MissingAuthenticationToken", 403, message)
    return parts, query.get("X-Amz-Security-Token", "")


def _header_parts(header: str) -> Mapping[str, str]:
    algorithm, _, rest = header.partition(" ")
    if algorithm != ALGORITHM:
        raise _incomplete(f"Unsupported AWS 'algorithm': '{algorithm}'.")
    pairs = [part.strip().partition("=") for part in BETWEEN_PARTS.split(rest)]
    for name, equals, _ in pairs:
        if not equals:
            reason = "not a valid key=value pair (missing equal-sign) in Authorization header"
            raise _incomplete(f"'{name}' {reason}.")
    return {name: value for name, _, value in pairs}


def _signature(parts: Mapping[str, str], token: str) -> Signature:
    missing = [name for name in PARTS if not parts.get(name)]
    if missing:
        needs = (f"Authorization header requires '{name}' parameter." for name in missing)
        raise _incomplete(" ".join(needs))
    key, *scope = parts["Credential"].rsplit("/", 4)
    if len(scope) != 4 or not key:
        raise _incomplete(
            "Credential must have at least 5 slash-delimited elements, "
            f"e.g. keyid/date/region/service/term, got '{parts['Credential']}'"
        )
    return Signature(key, tuple(scope), parts["SignedHeaders"], parts["Signature"], token)


def _verify(request: Request, signature: Signature) -> None:
    """Let a signature pass that was made with this endpoint's secret."""
    _, region, service, _ = signature.scope
    auth = SigV4Auth(Credentials(signature.access_key_id, OWN_SECRET), service, region)
    names = signature.signed_headers.split(";")
    signed = {name: request.headers[name] for name in names if name in request.headers}
    url = f"http://{request.headers.get('host', '')}{request.path}?{request.query}"
    again = AWSRequest(request.method, url, signed, request.body)
    again.context["timestamp"] = request.headers.get("x-amz-date", "")
    text = auth.string_to_sign(again, auth.canonical_request(again))
    if auth.signature(text, again) != signature.value:
        raise Fault("SignatureDoesNotMatch", 403, DOES_NOT_MATCH)


DOES_NOT_MATCH = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method. "
    "Consult the service documentation for details."
)


def _incomplete(message: str) -> Fault:
    return Fault("IncompleteSignature", 403, message)
