"""An endpoint on a real socket, with a new account for each test and a clock that the test sets.

One server runs in a thread for all tests. Clients are boto3's; `raw` sends requests that boto3
would refuse to send.
"""

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode
from xml.etree import ElementTree

import boto3
import pyotp
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.asgi import ASGIApp, application
from mfa_rehearsal.endpoint.backend import Backend, NullStore
from mfa_rehearsal.endpoint.clocks import machine_clock
from mfa_rehearsal.endpoint.gateway import create_gateway
from mfa_rehearsal.endpoint.server import HOST, AnnouncingServer, server_config
from mfa_rehearsal.endpoint.state.event_log import EventLog

NOW = UnixSeconds(1_800_000_000)
ACCOUNT_ID = "111122223333"
SIGNED = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Authorization": "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/iam/aws4_request, "
    "SignedHeaders=host, Signature=any",
}


@dataclass
class Clock:
    """A clock that runs only when a test moves it."""

    now: UnixSeconds = NOW

    def __call__(self) -> UnixSeconds:
        return self.now

    def skip(self, seconds: int) -> None:
        self.now = UnixSeconds(self.now + seconds)


@dataclass
class MachineClock:
    """The machine's clock, which boto3 signs by, and how far ahead the endpoint's copy of it is."""

    ahead_s: int = 0

    def __call__(self) -> UnixSeconds:
        return UnixSeconds(machine_clock() + self.ahead_s)


@dataclass(frozen=True)
class Response:
    """An HTTP response."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def tree(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.text)

    def find(self, name: str) -> str:
        return next((each.text or "" for each in self.tree.iter() if each.tag.endswith(name)), "")

    @property
    def error(self) -> tuple[str, int, str]:
        return self.find("}Code"), self.status, self.find("}Message")


def send(port: int, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Response:
    """Send one request over a new connection."""
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request(method, path, body, dict(headers))
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return Response(response.status, text, dict(response.getheaders()))


@dataclass
class Endpoint:
    """A running endpoint."""

    port: int
    backend: Backend
    clock: Clock
    machine: MachineClock
    session: ClassVar[boto3.Session] = boto3.Session()

    def client(
        self,
        service: str,
        key: str = "any",
        secret: str | None = None,
        token: str | None = None,
    ) -> Any:
        return self.session.client(
            service,
            endpoint_url=f"http://{HOST}:{self.port}",
            region_name="us-east-1",
            aws_access_key_id=key,
            aws_secret_access_key=secret or "not-a-secret",
            aws_session_token=token,
            config=Config(retries={"total_max_attempts": 1}),
        )

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Response:
        return send(self.port, method, path, body, headers)

    def open(self, url: str, method: str = "GET") -> Response:
        """Request a URL as a browser would: only the signature in the URL is sent."""
        return self.send(method, url.split(str(self.port), 1)[1], b"", {})

    def raw(self, action: str, **fields: str) -> Response:
        form = {"Action": action, "Version": "2010-05-08", **fields}
        return self.send("POST", "/", urlencode(form).encode(), SIGNED)


@contextmanager
def running(app: ASGIApp) -> Iterator[int]:
    """Serve an application in a thread and yield its port."""
    ports: list[int] = []
    server = AnnouncingServer(server_config(app, 0), ports.append)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not ports and thread.is_alive():
        time.sleep(0.002)
    try:
        yield ports[0]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def server() -> Iterator[tuple[int, Backend, MachineClock]]:
    """Yield a running server's port, the backend that all tests share, and the gateway's clock."""
    backend, machine = Backend(iam.open_account(ACCOUNT_ID, ""), Clock()), MachineClock()
    with running(application(create_gateway(backend, machine))) as port:
        yield port, backend, machine


@pytest.fixture
def endpoint(server: tuple[int, Backend, MachineClock]) -> Endpoint:
    """Return an endpoint with the users alice and bob."""
    account = iam.open_account(ACCOUNT_ID, "")
    for name in ("alice", "bob"):
        account = iam.create_user(account, name, f"AIDA{name.upper():X<17}", NOW)
    port, backend, machine = server
    clock, machine.ahead_s = Clock(), 0
    backend.account, backend.clock, backend.store, backend.event_log = (
        account,
        clock,
        NullStore(),
        EventLog(),
    )
    return Endpoint(port, backend, clock, machine)


@pytest.fixture
def client(endpoint: Endpoint) -> Any:
    """Return an IAM client whose key names no user."""
    return endpoint.client("iam")


@pytest.fixture
def sts(endpoint: Endpoint) -> Any:
    """Return an STS client with alice's key."""
    return endpoint.client("sts", "FAKE-alice")


@dataclass(frozen=True)
class Phone:
    """A device as its owner sees it: serial number and codes."""

    serial: str
    totp: pyotp.TOTP
    clock: Clock

    def code(self, periods: int = 0) -> str:
        return self.totp.at(self.clock.now + 30 * periods)

    def pair(self, periods: int = 0) -> dict[str, str]:
        first, second = self.code(periods - 1), self.code(periods)
        return {
            "SerialNumber": self.serial,
            "AuthenticationCode1": first,
            "AuthenticationCode2": second,
        }


def create(endpoint: Endpoint, client: Any, name: str, **more: Any) -> Phone:
    """Create a device and return it as its owner sees it."""
    created = client.create_virtual_mfa_device(VirtualMFADeviceName=name, **more)[
        "VirtualMFADevice"
    ]
    totp = pyotp.TOTP(created["Base32StringSeed"].decode())
    return Phone(created["SerialNumber"], totp, endpoint.clock)


@pytest.fixture
def phone(endpoint: Endpoint, client: Any) -> Phone:
    """Return an unassigned device."""
    return create(endpoint, client, "phone")


@pytest.fixture
def alices(phone: Phone, client: Any) -> Phone:
    """Return that device after alice enabled it with current codes."""
    client.enable_mfa_device(UserName="alice", **phone.pair())
    return phone


def refusal(call: Any, **parameters: Any) -> tuple[str, int, str]:
    """Make a call that must be refused; return error code, HTTP status and message."""
    with pytest.raises(ClientError) as refused:
        call(**parameters)
    response = refused.value.response
    error, status = response["Error"], response["ResponseMetadata"]["HTTPStatusCode"]
    return error["Code"], status, error["Message"]
