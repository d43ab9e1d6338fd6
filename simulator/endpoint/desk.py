"""Where the one account lives while the endpoint runs.

Rule: every operation passes through `Desk.perform`, which reads the account, lets the operation
make the next one, writes that to the store and only then keeps it and answers. Nothing in between
waits for anything, and the server calls it from one thread: that is the lock. What was answered is
in the store; what failed to be stored was not answered. A list of activity would be kept here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from simulator.clock import UnixSeconds
from simulator.endpoint.call import Call
from simulator.endpoint.caller import identify
from simulator.endpoint.chance import Chance
from simulator.endpoint.operations import Doing
from simulator.endpoint.signature import Signature
from simulator.errors import Refusal
from simulator.iam import Account

Clock = Callable[[], UnixSeconds]


class Store(Protocol):
    """Where an account outlives the endpoint."""

    def save(self, before: Account, after: Account) -> None:
        """Keep what is different after."""


class Nowhere:
    """The store of an account that is forgotten at the end."""

    def save(self, before: Account, after: Account) -> None:
        """Keep nothing."""


@dataclass
class Desk:
    """The account, and what an operation needs beside it."""

    account: Account
    clock: Clock
    chance: Chance = field(default_factory=Chance)
    store: Store = field(default_factory=Nowhere)

    def perform(
        self, doing: Doing, given: Mapping[str, Any], signature: Signature
    ) -> Mapping[str, Any]:
        """Return an operation's result after the account was changed.

        Raises:
            Refusal: the account is as it was, but for what the refusal says must be kept.
        """
        caller = identify(self.account, signature)
        call = Call(self.account, caller, given, self.clock(), self.chance)
        try:
            outcome = doing(call)
        except Refusal as refusal:
            if isinstance(refusal.kept, Account):
                self._keep(refusal.kept)
            raise
        self._keep(outcome.account)
        return outcome.result

    def _keep(self, account: Account) -> None:
        if account is not self.account:
            self.store.save(self.account, account)
            self.account = account
