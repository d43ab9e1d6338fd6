"""One call of an operation: what it is given and what it gives back.

Rule: an operation is a pure function from a Call to an Outcome. It says no by raising a Refusal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.caller import Caller
from mfa_rehearsal.endpoint.randomness import Randomness
from mfa_rehearsal.endpoint.state.event_log import EventLog
from mfa_rehearsal.iam import Account


@dataclass(frozen=True)
class Call:
    """What an operation knows: account, caller, parameters, time, chance, what happened so far."""

    account: Account
    caller: Caller
    given: Mapping[str, Any]
    now: UnixSeconds
    randomness: Randomness
    event_log: EventLog


@dataclass(frozen=True)
class Outcome:
    """The account afterwards, and the result by the names of the service model."""

    account: Account
    result: Mapping[str, Any] = field(default_factory=dict)


Handler = Callable[[Call], Outcome]
