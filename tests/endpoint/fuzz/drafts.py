"""Valid requests for every operation, in both protocols, signed in each way that AWS has."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from mfa_rehearsal.endpoint.operations.table import IAM, STS

from tests.endpoint.fuzz.fields import FIELDS, Choice
from tests.endpoint.fuzz.spoiling import spoiled_fields, spoiled_json

Headers = tuple[tuple[bytes, bytes], ...]
TARGET = {"X-Amz-Target": "CloudTrail_20131101.LookupEvents"}
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
JSON = {"Content-Type": "application/x-amz-json-1.1"}
VERSIONS = {**dict.fromkeys(IAM, "2010-05-08"), **dict.fromkeys(STS, "2011-06-15")}


@dataclass(frozen=True)
class Draft:
    """A request, not yet as bytes."""

    action: str
    method: bytes
    target: bytes
    headers: Headers
    body: bytes

    def raw(self) -> bytes:
        """Return the request's bytes, with a Content-Length."""
        headers = (*self.headers, (b"Content-Length", b"%d" % len(self.body)))
        lines = b"".join(b"%s: %s\r\n" % each for each in headers)
        return b"%s %s HTTP/1.1\r\n%s\r\n%s" % (self.method, self.target, lines, self.body)


def draft(choice: Choice, port: int, *, spoil: bool) -> Draft:
    """Return a request, valid except for its parameters if `spoil` is true."""
    action = choice.random.choice(list(FIELDS))
    fields = FIELDS[action](choice)
    if action not in VERSIONS:
        body = spoiled_json(choice.random, fields) if spoil else json.dumps(fields).encode()
        return _signed(choice, port, Draft(action, b"POST", b"/", (), body), JSON | TARGET)
    form = {"Action": action, "Version": VERSIONS[action], **dict(flat("", fields))}
    encoded = spoiled_fields(choice.random, form) if spoil else urlencode(form).encode()
    if choice.random.random() < 0.5:
        method = choice.random.choice([b"GET", b"POST"])
        return _signed(choice, port, Draft(action, method, b"/?" + encoded, (), b""), {})
    return _signed(choice, port, Draft(action, b"POST", b"/", (), encoded), FORM)


def flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield parameters as the fields of a form."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from flat(f"{prefix}.{name}" if prefix else name, each)
    elif isinstance(value, list):
        for index, each in enumerate(value, 1):
            yield from flat(f"{prefix}.member.{index}", each)
    else:
        yield prefix, str(value)


def _signed(choice: Choice, port: int, plain: Draft, headers: Mapping[str, str]) -> Draft:
    """Sign as boto3 does, with one of our keys or another; a form in the URL may be presigned."""
    random, service = choice.random, service_of(plain.action)
    key = random.choice(["FAKE-alice", "FAKE-nobody", "any"])
    auth = SigV4Auth if plain.body else random.choice([SigV4Auth, SigV4QueryAuth])
    url = f"http://localhost:{port}{plain.target.decode('latin-1')}"
    request = AWSRequest(plain.method.decode(), url, dict(headers), plain.body)
    auth(Credentials(key, "not-a-secret"), service, "us-east-1").add_auth(request)
    target = request.url.removeprefix(f"http://localhost:{port}").encode("latin-1")
    signed = tuple((k.encode(), v.encode("latin-1")) for k, v in request.headers.items())
    return replace(plain, target=target, headers=((b"Host", b"localhost:%d" % port), *signed))


def service_of(action: str) -> str:
    """Return an operation's service, by its name in signatures."""
    return "iam" if action in IAM else "sts" if action in STS else "cloudtrail"
