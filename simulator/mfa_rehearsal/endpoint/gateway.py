"""From a request to a response: route it, verify it, perform it, serialize the result.

Rule: every request gets a response in AWS's form. For a Refusal, two headers add the true cause and
our hint, which AWS does not send; the body has only what AWS would say.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from mfa_rehearsal.endpoint.auth.caller import Caller
from mfa_rehearsal.endpoint.auth.credentials import check_service
from mfa_rehearsal.endpoint.auth.origins import check_origin
from mfa_rehearsal.endpoint.auth.sigv4 import Signature, parse_signature
from mfa_rehearsal.endpoint.auth.verify import verify_signature
from mfa_rehearsal.endpoint.backend import Backend, ServiceRequest
from mfa_rehearsal.endpoint.clocks import Clock, machine_clock
from mfa_rehearsal.endpoint.context import Handler
from mfa_rehearsal.endpoint.control import PREFIX, Control
from mfa_rehearsal.endpoint.health import HEALTH, health
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request, Response
from mfa_rehearsal.endpoint.protocol.router import protocol_of, route
from mfa_rehearsal.endpoint.protocol.service_model import Service, load_service
from mfa_rehearsal.errors import Refusal

HANDLERS: Mapping[str, Handler] = {
    name: handler for handlers in table.SERVICES.values() for name, handler in handlers.items()
}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Gateway:
    """The entry point for requests.

    Args:
        backend: the account and its operations.
        services: in the order in which their operations are looked up.
        clock: the machine's, which signers use.
        allowed_hosts: names to allow besides those of the loopback interface.
        control: of clock and state, or None if it was not asked for.
    """

    backend: Backend
    services: tuple[Service, ...]
    clock: Clock = field(default=machine_clock)
    allowed_hosts: frozenset[str] = frozenset()
    control: Control | None = None

    def handle(self, request: Request) -> Response:
        """Return the response to a request, whatever the request is."""
        request_id, namespace = self.backend.randomness.request_id(), self.services[0].namespace
        headers = {"x-amzn-requestid": request_id}
        protocol = protocol_of(request)
        error: ServiceError | Refusal
        try:
            if request.error:
                raise request.error
            check_origin(request, self.allowed_hosts)
            if (request.method, request.path) == HEALTH:
                return health(self.backend.account)
            if self.control is not None and request.path.startswith(PREFIX):
                return self.control.handle(request)
            service, operation, fields = route(request, self.services)
            namespace = service.namespace
            signature = parse_signature(request)
            caller = self._authenticate(request, signature, service)
            if self.control is not None:
                self.control.faults.check(operation.name)
            verified = ServiceRequest(operation, fields, caller, signature, request_id)
            result = self.backend.perform(verified, HANDLERS[operation.name])
            text = operation.serialize(result, request_id)
            return Response(200, text, headers, protocol.content_type)
        except ServiceError as caught:
            error = protocol.adapt(caught)
        except Refusal as caught:
            error = caught
        except Exception:
            log.exception("The endpoint has a bug: request %s failed", request_id)
            error = errors.service_failure()
        text = protocol.serialize_error(error, namespace, request_id)
        headers |= _cause_headers(error)
        return Response(error.http_status, text, headers, protocol.content_type)

    def _authenticate(self, request: Request, signature: Signature, service: Service) -> Caller:
        """Return who signed a request.

        Raises:
            ServiceError: nobody did who may call the service.
        """
        credentials = self.backend.find_credentials(signature)
        secret = credentials.secret_access_key
        if secret is not None:
            verify_signature(request, signature, secret, self.clock())
        check_service(credentials.caller, service.name)
        return credentials.caller


def create_gateway(
    backend: Backend,
    clock: Clock = machine_clock,
    allowed_hosts: frozenset[str] = frozenset(),
    control: Control | None = None,
) -> Gateway:
    """Return a gateway to a backend, with the services that the operations implement."""
    services = tuple(
        load_service(name, frozenset(handlers)) for name, handlers in table.SERVICES.items()
    )
    return Gateway(backend, services, clock, allowed_hosts, control)


def _cause_headers(error: ServiceError | Refusal) -> Mapping[str, str]:
    """Return headers with what AWS would not say."""
    if isinstance(error, ServiceError):
        return {}
    return {"x-rehearsal-cause": error.cause, "x-rehearsal-hint": error.hint}
