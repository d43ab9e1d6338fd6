"""Where the one account lives while the endpoint runs.

Rule: every operation passes through `Backend.perform`, which reads the account, lets the operation
make the next one, writes that and the event of it to the store and only then keeps both and
answers. Nothing in between waits for anything, and the server calls it from one thread: that is
the lock. What was answered is in the store; what failed to be stored was not answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.caller import Caller, identify
from mfa_rehearsal.endpoint.auth.sigv4 import Signature
from mfa_rehearsal.endpoint.clocks import Clock
from mfa_rehearsal.endpoint.context import Call, Handler
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.protocols import Fields
from mfa_rehearsal.endpoint.protocol.service_model import Operation
from mfa_rehearsal.endpoint.randomness import Randomness
from mfa_rehearsal.endpoint.state.event_log import EventLog
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, CodeRefusal, activity
from mfa_rehearsal.iam.activity import Event


class Store(Protocol):
    """Where an account outlives the endpoint."""

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        """Keep what is different after, and the event of that number.

        Raises:
            ServiceError: it cannot; nothing is kept.
        """


class Nowhere:
    """The store of an account that is forgotten at the end."""

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        """Keep nothing."""


@dataclass(frozen=True)
class ServiceRequest:
    """A request as routed and signed; its fields are not yet parsed."""

    operation: Operation
    fields: Fields
    signature: Signature
    request_id: str


@dataclass
class Backend:
    """The account and its trail, and what an operation needs beside them."""

    account: Account
    clock: Clock
    randomness: Randomness = field(default_factory=Randomness)
    store: Store = field(default_factory=Nowhere)
    event_log: EventLog = field(default_factory=EventLog)

    def perform(self, request: ServiceRequest, handler: Handler) -> Mapping[str, Any]:
        """Return an operation's result after the account was changed.

        Raises:
            ServiceError: the parameters are not what the operation takes, or nothing can be stored.
            Refusal: the account is as it was, but for what the refusal says must be kept.
        """
        caller, now = identify(self.account, request.signature), self.clock()
        given: Mapping[str, Any] = {}
        try:
            given = request.operation.read(request.fields)
            call = Call(self.account, caller, given, now, self.randomness, self.event_log)
            outcome = handler(call)
        except (ServiceError, Refusal) as error:
            event = self._event(request, caller, given, now)
            account = error.account if isinstance(error, CodeRefusal) else self.account
            self._keep(account, activity.refused(event, error))
            raise
        self._keep(outcome.account, self._event(request, caller, given, now))
        return outcome.result

    def _event(
        self, request: ServiceRequest, caller: Caller, given: Mapping[str, Any], now: UnixSeconds
    ) -> Event:
        key = request.signature.access_key_id
        who = activity.identity(self.account, caller.user_name, key)
        return activity.asked(
            self.account, request.operation.name, who, now, given, request_id=request.request_id
        )

    def _keep(self, account: Account, event: Event) -> None:
        self.store.save(self.account, account, self.event_log.count + 1, event)
        self.account = account
        self.event_log.add(event)
