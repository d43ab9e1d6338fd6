"""Move the clock, and take back and start over, on a path that AWS does not have.

Rule: there is no control unless it was asked for. It is for tests, so it needs no signature; the
checks of host and origin are the same as for everything else. Requests are POST with a JSON object,
or GET to read. It runs in the server's one thread, between two requests.

Source: all of it is ours.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from mfa_rehearsal import iam
from mfa_rehearsal.clock import TimeStep, seconds_left, time_step, utc_text
from mfa_rehearsal.endpoint.backend import Backend
from mfa_rehearsal.endpoint.clocks import AccountClock
from mfa_rehearsal.endpoint.control_parameters import (
    Parameters,
    moment,
    parameters_of,
    whole_number,
)
from mfa_rehearsal.endpoint.faults import ANY_OPERATION, Faults
from mfa_rehearsal.endpoint.new_account import Opening, new_account
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request, Response
from mfa_rehearsal.endpoint.randomness import new_secret
from mfa_rehearsal.endpoint.root_mfa import KINDS, with_root_mfa, without_root_mfa
from mfa_rehearsal.endpoint.state.event_log import EventLog
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.totp import code_number, decode_secret

PREFIX: Final = "/_rehearsal/"
KNOWN_OPERATIONS: Final = frozenset(name for each in table.SERVICES.values() for name in each)
MAX_SNAPSHOTS: Final = 100
"""The figure is ours; the oldest is dropped."""

Answer = Parameters


@dataclass(frozen=True)
class Snapshot:
    """The account and its events at one moment."""

    account: Account
    events: tuple[Event, ...]
    dropped: int


@dataclass
class Control:
    """What tests may do to a running endpoint.

    Args:
        backend: whose account it is.
        clock: the account's, which the backend uses too.
        opening: what `reset` starts over with.
    """

    backend: Backend
    clock: AccountClock
    opening: Opening
    faults: Faults = field(default_factory=Faults)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def handle(self, request: Request) -> Response:
        """Return the response to a request whose path begins with PREFIX."""
        operation = OPERATIONS.get((request.method, request.path.removeprefix(PREFIX)))
        if operation is None:
            known = ", ".join(f"{method} {PREFIX}{name}" for method, name in OPERATIONS)
            return _failure(404, f"there is no {request.method} {request.path}; there are {known}")
        try:
            return Response(200, json.dumps(operation(self, parameters_of(request))), {}, JSON)
        except ServiceError as error:
            return _failure(error.http_status, error.message)
        except (Refusal, ValueError) as error:
            return _failure(400, str(error))

    def clock_state(self, _: Answer) -> Answer:
        """Return the account's time, and whether the clock stands still."""
        now = self.clock()
        is_frozen = self.clock.frozen_at is not None
        return {"time": utc_text(now), "seconds": now, "frozen": is_frozen}

    def freeze(self, parameters: Answer) -> Answer:
        """Stop the clock."""
        self.clock.freeze()
        return self.clock_state(parameters)

    def set_clock(self, parameters: Answer) -> Answer:
        """Set the clock to "time": seconds since 1970, or text such as 2026-11-24T12:00:00Z."""
        self.clock.set(moment(parameters.get("time")))
        return self.clock_state(parameters)

    def advance(self, parameters: Answer) -> Answer:
        """Move the clock by "seconds"."""
        self.clock.advance(whole_number(parameters, "seconds"))
        return self.clock_state(parameters)

    def follow(self, parameters: Answer) -> Answer:
        """Follow the machine's clock again."""
        self.clock.follow()
        return self.clock_state(parameters)

    def snapshot(self, _: Answer) -> Answer:
        """Remember the account and its events."""
        name, log = str(next(self.numbers)), self.backend.event_log
        events = tuple(log)
        taken = Snapshot(self.backend.account, events, log.count - len(events))
        self.snapshots = dict([*self.snapshots.items(), (name, taken)][-MAX_SNAPSHOTS:])
        return {"snapshot": name}

    def restore(self, parameters: Answer) -> Answer:
        """Go back to a "snapshot"; the clock stays as it is."""
        name = parameters.get("snapshot")
        taken = self.snapshots.get(name) if isinstance(name, str) else None
        if taken is None:
            raise ValueError(f"there is no snapshot {name!r}")
        self.backend.replace(taken.account, EventLog(taken.events, taken.dropped))
        return {"snapshot": name}

    def reset(self, parameters: Answer) -> Answer:
        """Start over with a new account, no events, no faults, and the machine's clock."""
        opening = self.opening
        self.faults.planned.clear()
        self.clock.follow()
        self.backend.replace(new_account(opening, self.clock()), EventLog())
        return self.clock_state(parameters)

    def code(self, parameters: Answer) -> Answer:
        """Return the code that a phone with the right time shows for a device.

        Args:
            parameters: "serial_number", and "periods" to look that many codes ahead.
        """
        serial = str(parameters.get("serial_number"))
        secret = self.backend.tokens.get(serial) or iam.device(self.backend.account, serial).secret
        ahead = whole_number({"periods": 0, **parameters}, "periods")
        step, now = TimeStep(time_step(self.clock()) + ahead), self.clock()
        if step < 0:
            raise ValueError("there were no codes before 1970")
        number = code_number(decode_secret(secret), step)
        return {"code": f"{number:06}", "seconds_left": seconds_left(now)}

    def set_root_mfa(self, parameters: Answer) -> Answer:
        """Give root another "kind" of MFA, or none, as only the console can."""
        kind = parameters.get("kind")
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        without = without_root_mfa(self.backend.account)
        changed = with_root_mfa(without, kind, new_secret(), self.clock())
        self.backend.replace(changed, self.backend.event_log)
        return {"kind": kind}

    def fail(self, parameters: Answer) -> Answer:
        """Let the next requests fail.

        Args:
            parameters: "error", a code; "operation", or any without it; "times", or once.
        """
        operation = parameters.get("operation", ANY_OPERATION)
        times = whole_number({"times": 1, **parameters}, "times")
        if operation != ANY_OPERATION and operation not in KNOWN_OPERATIONS:
            raise ValueError(f"there is no operation {operation!r}")
        self.faults.plan(str(operation), str(parameters.get("error")), times)
        return {"operation": operation, "error": parameters["error"], "times": times}


OPERATIONS: Final[Mapping[tuple[str, str], Callable[[Control, Answer], Answer]]] = {
    ("GET", "clock"): Control.clock_state,
    ("POST", "clock/freeze"): Control.freeze,
    ("POST", "clock/set"): Control.set_clock,
    ("POST", "clock/advance"): Control.advance,
    ("POST", "clock/follow"): Control.follow,
    ("POST", "snapshot"): Control.snapshot,
    ("POST", "restore"): Control.restore,
    ("POST", "reset"): Control.reset,
    ("POST", "code"): Control.code,
    ("POST", "root-mfa"): Control.set_root_mfa,
    ("POST", "fail"): Control.fail,
}
JSON: Final = "application/json"


def _failure(status: int, message: str) -> Response:
    return Response(status, json.dumps({"error": message}), {}, JSON)
