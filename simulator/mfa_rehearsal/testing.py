"""An endpoint for tests: `with Endpoint(user_names=["alice"]) as endpoint: …`.

Rule: it runs in a thread of the test's process, on a free port, and everything about it goes over
HTTP, so a test can't reach past the endpoint's one thread. `Control` alone does the same to an
endpoint in another process that was started with `--control`.

    with Endpoint(user_names=["alice"]) as endpoint:
        iam = boto3.client("iam", **endpoint.client_options("alice"))
        endpoint.freeze()
        endpoint.advance(180)
        endpoint.code(serial_number)
"""

import http.client
import json
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from mfa_rehearsal.endpoint.asgi import application
from mfa_rehearsal.endpoint.auth.credentials import KEY_PREFIX, SECRET_ACCESS_KEY
from mfa_rehearsal.endpoint.backend import Backend
from mfa_rehearsal.endpoint.clocks import AccountClock
from mfa_rehearsal.endpoint.control import PREFIX
from mfa_rehearsal.endpoint.control import Control as ServerControl
from mfa_rehearsal.endpoint.faults import ANY_OPERATION
from mfa_rehearsal.endpoint.gateway import create_gateway
from mfa_rehearsal.endpoint.new_account import DEFAULT_ACCOUNT_ID, Opening, new_account
from mfa_rehearsal.endpoint.propagation import Propagation
from mfa_rehearsal.endpoint.root_mfa import RootMfa
from mfa_rehearsal.endpoint.seed import Seed, hardware_tokens
from mfa_rehearsal.endpoint.server import HOST, AnnouncingServer, server_config
from mfa_rehearsal.iam import ROOT

REGION = "us-east-1"


class ControlError(Exception):
    """The endpoint refused to do something; the message says why."""


class Control:
    """The clock and the state of a running endpoint.

    Args:
        url: such as "http://127.0.0.1:4566".
    """

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def now(self) -> int:
        """The account's time in seconds since 1970."""
        return int(self._call("GET", "clock")["seconds"])

    def freeze(self) -> None:
        """Stop the account's clock."""
        self._call("POST", "clock/freeze")

    def set_time(self, time: datetime | int | str) -> None:
        """Set the account's clock; without a time zone, a time is UTC."""
        text = time.isoformat() if isinstance(time, datetime) else time
        self._call("POST", "clock/set", time=text)

    def advance(self, seconds: int) -> None:
        """Move the account's clock ahead, or back if negative."""
        self._call("POST", "clock/advance", seconds=seconds)

    def follow(self) -> None:
        """Let the account's clock follow the machine's again."""
        self._call("POST", "clock/follow")

    def snapshot(self) -> str:
        """Return a name for the present account and events."""
        return str(self._call("POST", "snapshot")["snapshot"])

    def restore(self, snapshot: str) -> None:
        """Go back to a snapshot; the clock stays as it is."""
        self._call("POST", "restore", snapshot=snapshot)

    def reset(self) -> None:
        """Start over with a new account, no events, and the machine's clock."""
        self._call("POST", "reset")

    def code(self, serial_number: str, periods: int = 0) -> str:
        """Return the code that a phone with the right time shows for a device.

        Args:
            serial_number: the device's.
            periods: how many codes to look ahead, or back if negative.
        """
        answer = self._call("POST", "code", serial_number=serial_number, periods=periods)
        return str(answer["code"])

    def set_root_mfa(self, kind: RootMfa) -> None:
        """Give root a "virtual" device or a "passkey" instead of what it has, or "none"."""
        self._call("POST", "root-mfa", kind=kind)

    def fail(self, error: str, operation: str = ANY_OPERATION, times: int = 1) -> None:
        """Let the next requests fail.

        Args:
            error: "Throttling", "ServiceFailure" or "ServiceUnavailable".
            operation: AWS's name, or any if left out.
            times: how often.
        """
        self._call("POST", "fail", error=error, operation=operation, times=times)

    def pair(self, serial_number: str, periods: int = 0) -> dict[str, str]:
        """Return two codes in a row, as EnableMFADevice and ResyncMFADevice take them."""
        first = self.code(serial_number, periods - 1)
        second = self.code(serial_number, periods)
        return {"AuthenticationCode1": first, "AuthenticationCode2": second}

    def _call(self, method: str, name: str, **parameters: Any) -> Mapping[str, Any]:
        host = urlsplit(self.url)
        connection = http.client.HTTPConnection(host.hostname or HOST, host.port, timeout=20)
        try:
            connection.request(method, PREFIX + name, json.dumps(parameters))
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        if response.status == 200:
            return dict(json.loads(text))
        is_json = response.headers.get_content_type() == "application/json"
        raise ControlError(json.loads(text)["error"] if is_json else NO_CONTROL)


NO_CONTROL = "this endpoint has no control; start it with --control"


class Endpoint(Control):
    """An endpoint in this process.

    Args:
        user_names: IAM users to start with.
        account_id: twelve digits.
        alias: the account's alias, or "".
        root_mfa: "none", or the kind of MFA that root has: "virtual" or "passkey".
        seed: what else the account has, as in a seed file.
        propagation_s: how many seconds late STS learns of changed devices.
    """

    def __init__(
        self,
        user_names: Sequence[str] = (),
        account_id: str = DEFAULT_ACCOUNT_ID,
        alias: str = "",
        root_mfa: RootMfa = "none",
        seed: Seed | None = None,
        propagation_s: int = 0,
    ) -> None:
        super().__init__("")
        self._user_names = tuple(user_names)
        opening = Opening(account_id, alias, tuple(user_names), root_mfa, seed or {})
        clock = AccountClock()
        late = Propagation(propagation_s)
        account, tokens = new_account(opening, clock()), hardware_tokens(opening.seed)
        backend = Backend(account, clock, propagation=late, tokens=tokens)
        gateway = create_gateway(backend, control=ServerControl(backend, clock, opening))
        self._started = threading.Event()
        self._server = AnnouncingServer(server_config(application(gateway), 0), self._announce)
        self._thread = threading.Thread(target=self._run, name="mfa-rehearsal", daemon=True)

    def __enter__(self) -> Self:
        """Start it and wait until it answers."""
        self._thread.start()
        self._started.wait()
        if not self.url:
            raise OSError("the endpoint could not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop it."""
        self._server.should_exit = True
        self._thread.join()

    def environment(self, user_name: str) -> dict[str, str]:
        """Return the environment variables for a user's AWS CLI or SDK."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": KEY_PREFIX + user_name,
            "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
        }

    def client_options(self, user_name: str) -> dict[str, str]:
        """Return the keyword arguments for a user's boto3 client."""
        return {
            "endpoint_url": self.url,
            "region_name": REGION,
            "aws_access_key_id": KEY_PREFIX + user_name,
            "aws_secret_access_key": SECRET_ACCESS_KEY,
        }

    def client(self, service: str, user_name: str = "") -> Any:
        """Return a boto3 client.

        Args:
            service: "iam", "sts" or "cloudtrail".
            user_name: whose, or "" for the first user; root's if there is none.

        Raises:
            ImportError: boto3 is not installed.
        """
        import boto3  # only now: everything else works without it

        caller = user_name or next(iter(self._user_names), ROOT)
        return boto3.client(service, **self.client_options(caller))

    def _announce(self, port: int) -> None:
        self.url = f"http://{HOST}:{port}"
        self._started.set()

    def _run(self) -> None:
        try:
            self._server.run()
        finally:
            self._started.set()
