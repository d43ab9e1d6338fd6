"""The account while the endpoint runs, and the operations on it.

Rule: every operation runs in `Backend.perform`. It reads the account, lets the operation make the
next one, saves that and its event to the store, and only then keeps both and returns the result.
Nothing in between awaits, and the server calls it from one thread, so it needs no lock. A
successful response means that the change is in the store; if it can't be stored, it isn't made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.caller import Caller
from mfa_rehearsal.endpoint.auth.credentials import Credentials, find_credentials
from mfa_rehearsal.endpoint.auth.sigv4 import Signature
from mfa_rehearsal.endpoint.clocks import Clock
from mfa_rehearsal.endpoint.context import Call, Handler
from mfa_rehearsal.endpoint.propagation import Propagation
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.protocols import Fields
from mfa_rehearsal.endpoint.protocol.service_model import Operation
from mfa_rehearsal.endpoint.randomness import Randomness, new_session_key
from mfa_rehearsal.endpoint.state.event_log import EventLog
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, CodeRefusal, activity
from mfa_rehearsal.iam.access_keys import used
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.credentials import KeyUse
from mfa_rehearsal.iam.recorded_responses import answered
from mfa_rehearsal.iam.roles.operations import used_role


class Store(Protocol):
    """Storage for an account that outlives the endpoint."""

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        """Save the changes between two accounts, and the event with this number.

        Raises:
            ServiceError: nothing could be saved.
        """

    def replace(self, account: Account, event_log: EventLog) -> None:
        """Save another account and its events in place of everything.

        Raises:
            ServiceError: nothing could be saved.
        """

    def close(self) -> None:
        """Finish writing."""


class NullStore:
    """A store that saves nothing: the account is gone when the endpoint stops."""

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        """Do nothing."""

    def replace(self, account: Account, event_log: EventLog) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class ServiceRequest:
    """A request that has been routed and authenticated; its fields are not yet parsed."""

    operation: Operation
    fields: Fields
    caller: Caller
    signature: Signature
    request_id: str


@dataclass
class Backend:
    """The account, its event log, and what else operations need."""

    account: Account
    clock: Clock
    randomness: Randomness = field(default_factory=Randomness)
    store: Store = field(default_factory=NullStore)
    event_log: EventLog = field(default_factory=EventLog)
    session_key: bytes = field(default_factory=new_session_key, repr=False)
    propagation: Propagation = field(default_factory=Propagation)
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.propagation.start(self.account)

    def find_credentials(self, signature: Signature) -> Credentials:
        """Return the credentials that a signature names.

        Raises:
            ServiceError: InvalidClientTokenId, ExpiredToken.
        """
        return find_credentials(self.account, signature, self.session_key, self.clock())

    def perform(self, request: ServiceRequest, handler: Handler) -> Mapping[str, Any]:
        """Perform an operation and return its result.

        Raises:
            ServiceError: the parameters are invalid, or the change could not be stored.
            Refusal: IAM refused it; the account changes only if the refusal carries a new one.
        """
        caller, now = request.caller, self.clock()
        parameters: Mapping[str, Any] = {}
        try:
            parameters = request.operation.parse(request.fields)
            outcome = handler(self._call(caller, parameters, now))
        except (ServiceError, Refusal) as error:
            event = self._event(request, parameters, now)
            account = error.account if isinstance(error, CodeRefusal) else self.account
            self._save(request, account, activity.refused(event, error))
            raise
        event = answered(self._event(request, parameters, now), outcome.result)
        self._save(request, outcome.account, event)
        return outcome.result

    def replace(self, account: Account, event_log: EventLog) -> None:
        """Continue with another account and its events.

        Raises:
            ServiceError: they could not be stored, so nothing has changed.
        """
        self.store.replace(account, event_log)
        self.account, self.event_log = account, event_log
        self.propagation.start(account)

    def _call(self, caller: Caller, parameters: Mapping[str, Any], now: UnixSeconds) -> Call:
        randomness, log, key = self.randomness, self.event_log, self.session_key
        seen = self.propagation.seen(self.account, now)
        tokens = self.tokens
        return Call(self.account, seen, caller, parameters, now, randomness, log, key, tokens)

    def _event(
        self, request: ServiceRequest, parameters: Mapping[str, Any], now: UnixSeconds
    ) -> Event:
        name, key = request.operation.name, request.signature.access_key_id
        caller = request.caller
        identity = activity.identity(self.account, caller.user_name, key, caller.context)
        return activity.asked(
            self.account, name, identity, now, parameters, request_id=request.request_id
        )

    def _save(self, request: ServiceRequest, account: Account, event: Event) -> None:
        account = _with_use(account, request, event.time)
        self.store.save(self.account, account, self.event_log.count + 1, event)
        self.account = account
        self.propagation.note(account, event.time)
        self.event_log.add(event)


def _with_use(account: Account, request: ServiceRequest, now: UnixSeconds) -> Account:
    """Return the account with the use of the access key or of the role, if it is one of its own."""
    key, role = request.signature.access_key_id, request.caller.role
    _, region, service, _ = request.signature.scope
    if role is not None and account.roles.find(role.role_name):
        return used_role(account, role.role_name, KeyUse(now, service, region))
    if account.access_keys.find(key) is not None:
        return used(account, key, KeyUse(now, service, region))
    return account
