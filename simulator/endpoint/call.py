"""One call of an operation: what it is given and what it gives back.

Rule: an operation is a pure function from a Call to an Outcome. It says no by raising a Refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.clock import UnixSeconds
from simulator.endpoint.caller import Caller
from simulator.endpoint.chance import Chance
from simulator.iam import Account


@dataclass(frozen=True)
class Call:
    """What an operation knows: the account, who asks, the parameters, the time, and chance."""

    account: Account
    caller: Caller
    given: Mapping[str, Any]
    now: UnixSeconds
    chance: Chance


@dataclass(frozen=True)
class Outcome:
    """The account afterwards, and the result by the names of the service model."""

    account: Account
    result: Mapping[str, Any] = field(default_factory=dict)
