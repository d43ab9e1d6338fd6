"""From a request to a reply: which operation, who asks, what with, and the answer.

Rule: whatever comes in, an answer in AWS's form goes out. A Refusal's true cause and our hint,
which AWS keeps to itself, go along in two headers; the document says what AWS would.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from mfa_rehearsal.endpoint.auth.origins import check_origin
from mfa_rehearsal.endpoint.auth.verify import read_signature
from mfa_rehearsal.endpoint.backend import Backend, ServiceRequest
from mfa_rehearsal.endpoint.clocks import Clock, machine_clock
from mfa_rehearsal.endpoint.context import Handler
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request, Response
from mfa_rehearsal.endpoint.protocol.router import protocol_of, route
from mfa_rehearsal.endpoint.protocol.service_model import Service, load
from mfa_rehearsal.errors import Refusal

HANDLERS: Mapping[str, Handler] = {
    name: handler for handlers in table.SERVICES.values() for name, handler in handlers.items()
}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Gateway:
    """The way in.

    Args:
        desk: where the account is.
        services: what may be asked.
        clock: that which signers read.
        hosts: names that are answered beside those of the loopback interface.
    """

    backend: Backend
    services: tuple[Service, ...]
    clock: Clock = field(default=machine_clock)
    hosts: frozenset[str] = frozenset()

    def answer(self, request: Request) -> Response:
        """Return the reply to any request whatever."""
        request_id, namespace = self.backend.randomness.request_id(), self.services[0].namespace
        headers = {"x-amzn-requestid": request_id}
        protocol = protocol_of(request)
        try:
            if request.fault:
                raise request.fault
            check_origin(request, self.hosts)
            service, operation, fields = route(request, self.services)
            namespace = service.namespace
            signature = read_signature(request, self.clock())
            signed = ServiceRequest(operation, fields, signature, request_id)
            result = self.backend.perform(signed, HANDLERS[operation.name])
            text = operation.write(result, request_id)
            return Response(200, text, headers, protocol.content_type)
        except (ServiceError, Refusal) as no:
            error = no
        except Exception:
            log.exception("The endpoint has a bug: request %s failed", request_id)
            error = errors.failure()
        text = protocol.refuse(error, namespace, request_id)
        return Response(error.http_status, text, {**headers, **_told(error)}, protocol.content_type)


def create_gateway(
    backend: Backend, clock: Clock = machine_clock, hosts: frozenset[str] = frozenset()
) -> Gateway:
    """Return the door to a desk, with the services as botocore's models have them."""
    known = table.SERVICES.items()
    services = (load(service, frozenset(doing)) for service, doing in known)
    return Gateway(backend, tuple(services), clock, hosts)


def _told(error: ServiceError | Refusal) -> Mapping[str, str]:
    """Return what AWS would keep to itself."""
    if isinstance(error, ServiceError):
        return {}
    return {"x-rehearsal-cause": error.cause, "x-rehearsal-hint": error.hint}
