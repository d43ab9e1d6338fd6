"""Which operation a request asks for, and in what fields: the first look at what came in.

Rule: nothing of the fields is judged here but that they can be taken apart. A request with an
X-Amz-Target is JSON's; every other is the Query API's.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request
from mfa_rehearsal.endpoint.protocol.json_parser import json_object
from mfa_rehearsal.endpoint.protocol.protocols import JSON, QUERY, Fields, Protocol
from mfa_rehearsal.endpoint.protocol.service_model import Operation, Service

BODY_LIMIT_BYTES = 262_144
FIELDS_LIMIT = 1_000
TARGET = "x-amz-target"


Route = tuple[Service, Operation, Fields]
"""The service and operation that a request names, and its fields, not yet parsed."""


def protocol_of(request: Request) -> Protocol:
    """Return how the request speaks, and wants to be answered."""
    return JSON if TARGET in request.headers else QUERY


def route(request: Request, services: Sequence[Service]) -> Route:
    """Return the service, the operation and the fields of a request.

    Raises:
        ServiceError: nothing that any of the services does.
    """
    _check(request)
    return (_route_json if TARGET in request.headers else _route_query)(request, services)


def _check(request: Request) -> None:
    if request.method not in ("GET", "POST"):
        raise errors.method_not_allowed()
    if request.path != "/":
        raise errors.no_such_address(request.method, request.path)
    if len(request.body) > BODY_LIMIT_BYTES:
        raise errors.too_large(BODY_LIMIT_BYTES)


def _route_query(request: Request, services: Sequence[Service]) -> Route:
    form = _form(request)
    action, version = form.get("Action"), form.get("Version")
    if not action:
        raise errors.no_action()
    for service in services:
        fits = service.protocol is QUERY and version in (service.version, None)
        if fits and action in service.operations:
            return service, service.operations[action], form
    raise errors.no_such_operation(action, version or "NO_VERSION_SPECIFIED")


def _form(request: Request) -> Mapping[str, str]:
    try:
        encoded = f"{request.query}&{request.body.decode()}"
        return dict(
            parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=FIELDS_LIMIT)
        )
    except ValueError:
        message = "The query string contains a syntax error."
        raise ServiceError("MalformedQueryString", 400, message) from None


def _route_json(request: Request, services: Sequence[Service]) -> Route:
    """Return what the target names; some clients leave out all but the last of the prefix."""
    prefix, _, name = request.headers[TARGET].rpartition(".")
    for service in services:
        fits = prefix and prefix in (service.target, service.target.rpartition(".")[2])
        if fits and name in service.operations:
            return service, service.operations[name], json_object(request.body)
    raise errors.no_such_target(request.headers[TARGET])
