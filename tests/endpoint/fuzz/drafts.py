"""Requests that are right: every operation, in both protocols, signed in each way there is."""

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
    """A request before it is written out."""

    action: str
    method: bytes
    target: bytes
    headers: Headers
    body: bytes

    def raw(self) -> bytes:
        """Return its bytes, with the length of the body."""
        counted = (*self.headers, (b"Content-Length", b"%d" % len(self.body)))
        lines = b"".join(b"%s: %s\r\n" % each for each in counted)
        return b"%s %s HTTP/1.1\r\n%s\r\n%s" % (self.method, self.target, lines, self.body)


def draft(choice: Choice, port: int, *, spoil: bool) -> Draft:
    """Return a request, right but for its parameters if those are to be spoiled."""
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
    """Yield parameters as a form has them."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from flat(f"{prefix}.{name}" if prefix else name, each)
    elif isinstance(value, list):
        for place, each in enumerate(value, 1):
            yield from flat(f"{prefix}.member.{place}", each)
    else:
        yield prefix, str(value)


def _signed(choice: Choice, port: int, plain: Draft, headers: Mapping[str, str]) -> Draft:
    """Sign as boto3 does, with a checked key or any other; in the address if the form is there."""
    random, service = choice.random, service_of(plain.action)
    key = random.choice(["FAKE-alice", "FAKE-nobody", "any"])
    auth = SigV4Auth if plain.body else random.choice([SigV4Auth, SigV4QueryAuth])
    url = f"http://localhost:{port}{plain.target.decode('latin-1')}"
    request = AWSRequest(plain.method.decode(), url, dict(headers), plain.body)
    auth(Credentials(key, "not-a-secret"), service, "us-east-1").add_auth(request)
    target = request.url.removeprefix(f"http://localhost:{port}").encode("latin-1")
    told = tuple((k.encode(), v.encode("latin-1")) for k, v in request.headers.items())
    return replace(plain, target=target, headers=((b"Host", b"localhost:%d" % port), *told))


def service_of(action: str) -> str:
    """Return the service that an operation is of, as its signature names it."""
    return "iam" if action in IAM else "sts" if action in STS else "cloudtrail"
