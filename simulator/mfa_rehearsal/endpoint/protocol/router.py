"""Find the operation that a request names, and its fields.

Rule: fields are split here, not checked. A request with an X-Amz-Target header belongs to the JSON
protocol, any other to the Query protocol.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request
from mfa_rehearsal.endpoint.protocol.json_parser import json_object
from mfa_rehearsal.endpoint.protocol.protocols import JSON, QUERY, Fields, WireProtocol
from mfa_rehearsal.endpoint.protocol.service_model import Operation, Service

BODY_LIMIT_BYTES = 262_144
FIELDS_LIMIT = 1_000
TARGET = "x-amz-target"


Route = tuple[Service, Operation, Fields]
"""The service and operation that a request names, and its fields, not yet parsed."""


def protocol_of(request: Request) -> WireProtocol:
    """Return the protocol of a request and its response."""
    return JSON if TARGET in request.headers else QUERY


def route(request: Request, services: Sequence[Service]) -> Route:
    """Return the service, the operation and the fields of a request.

    Raises:
        ServiceError: none of the services has such an operation.
    """
    _check_request(request)
    return (_route_json if TARGET in request.headers else _route_query)(request, services)


def _check_request(request: Request) -> None:
    if request.method not in ("GET", "POST"):
        raise errors.method_not_allowed()
    if request.path != "/":
        raise errors.unknown_path(request.method, request.path)
    if len(request.body) > BODY_LIMIT_BYTES:
        raise errors.body_too_large(BODY_LIMIT_BYTES)


def _route_query(request: Request, services: Sequence[Service]) -> Route:
    form = _form(request)
    action, version = form.get("Action"), form.get("Version")
    if not action:
        raise errors.missing_action()
    matching = [
        service
        for service in services
        if service.protocol is QUERY and version in (service.api_version, None)
    ]
    for service in matching:
        if action in service.operations:
            return service, service.operations[action], form
    is_awss = any(action in service.missing for service in matching)
    raise errors.unknown_operation(action, version or "NO_VERSION_SPECIFIED", is_awss=is_awss)


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
    """Return the route of a target; some clients send only the last part of its prefix."""
    prefix, _, name = request.headers[TARGET].rpartition(".")
    matching = [
        service
        for service in services
        if prefix and prefix in (service.target_prefix, service.target_prefix.rpartition(".")[2])
    ]
    for service in matching:
        if name in service.operations:
            return service, service.operations[name], json_object(request.body)
    is_awss = any(name in service.missing for service in matching)
    raise errors.unknown_target(request.headers[TARGET], is_awss=is_awss)
