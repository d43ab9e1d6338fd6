"""What goes into an operation, and what comes out.

Rule: an operation is a pure function from a Call to an Outcome. It refuses by raising a Refusal.
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
    """Everything that an operation may depend on.

    Args:
        account: as IAM knows it.
        seen_by_sts: the account as STS knows it, which may be some seconds late.
        caller: who asks.
        parameters: by the service model's names.
        now: by the account's clock.
        randomness: for IDs and secrets.
        event_log: the newest events.
        session_key: what session tokens are sealed with.
        tokens: secrets of the hardware tokens that were sold, by serial number.
    """

    account: Account
    seen_by_sts: Account
    caller: Caller
    parameters: Mapping[str, Any]
    now: UnixSeconds
    randomness: Randomness
    event_log: EventLog
    session_key: bytes = field(repr=False)
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Outcome:
    """The account after an operation, and its result by the service model's names."""

    account: Account
    result: Mapping[str, Any] = field(default_factory=dict)


Handler = Callable[[Call], Outcome]
