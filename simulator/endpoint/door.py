"""From a request to a reply: which operation, who asks, what with, and the answer's XML.

Rule: whatever comes in, an answer in AWS's form goes out. A Refusal's true cause and our hint,
which AWS keeps to itself, go along in two headers; the document says what AWS would.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from simulator.endpoint import faults, operations
from simulator.endpoint.desk import Desk
from simulator.endpoint.faults import Fault
from simulator.endpoint.limits import check
from simulator.endpoint.messages import Reply, Request
from simulator.endpoint.model import Operation, Service, load
from simulator.endpoint.reading import parameters
from simulator.endpoint.signature import read_signature
from simulator.endpoint.writing import error_document
from simulator.errors import Refusal

BODY_LIMIT_BYTES = 262_144
FIELDS_LIMIT = 1_000
DOING = {**operations.IAM, **operations.STS}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """The way in: two services and the desk behind them."""

    desk: Desk
    services: tuple[Service, ...]

    def answer(self, request: Request) -> Reply:
        """Return the reply to any request whatever."""
        request_id, service = self.desk.chance.request_id(), self.services[0]
        headers = {"x-amzn-requestid": request_id}
        try:
            form = _form(request)
            service, operation = self._operation(request, form)
            text = self._perform(operation, form, request, request_id)
            return Reply(200, text, headers)
        except (Fault, Refusal) as no:
            error = no
        except Exception:
            log.exception("A bug of the endpoint's, in request %s", request_id)
            error = faults.failure()
        return _refuse(error, service, request, headers)

    def _operation(self, request: Request, form: Mapping[str, str]) -> tuple[Service, Operation]:
        target = request.headers.get("x-amz-target")
        action, version = target or form.get("Action"), form.get("Version")
        if not action:
            raise faults.no_action()
        for service in self.services:
            if action in service.operations and version in (service.version, None):
                return service, service.operations[action]
        raise faults.no_such_operation(action, version or "NO_VERSION_SPECIFIED")

    def _perform(
        self, operation: Operation, form: Mapping[str, str], request: Request, request_id: str
    ) -> str:
        signature = read_signature(request)
        given = parameters(operation.takes, form)
        check(operation.takes, given)
        result = self.desk.perform(DOING[operation.name], given, signature)
        return operation.write(result, request_id)


def open_door(desk: Desk) -> Door:
    """Return the door to a desk, with the services as botocore's models have them."""
    iam, sts = load("iam", frozenset(operations.IAM)), load("sts", frozenset(operations.STS))
    return Door(desk, (iam, sts))


def _form(request: Request) -> Mapping[str, str]:
    """Return the fields of a request that may be one of the Query API's."""
    if request.method not in ("GET", "POST"):
        raise faults.method_not_allowed()
    if request.path != "/":
        raise faults.no_such_address(request.method, request.path)
    if len(request.body) > BODY_LIMIT_BYTES:
        raise faults.too_large(BODY_LIMIT_BYTES)
    try:
        encoded = f"{request.query}&{request.body.decode()}"
        return dict(
            parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=FIELDS_LIMIT)
        )
    except ValueError:
        message = "The query string contains a syntax error."
        raise Fault("MalformedQueryString", 400, message) from None


def _refuse(
    error: Fault | Refusal, service: Service, request: Request, headers: Mapping[str, str]
) -> Reply:
    code, message, status = error.code, error.message, error.http_status
    if isinstance(error, Refusal):
        headers = {**headers, "x-rehearsal-cause": error.cause, "x-rehearsal-hint": error.hint}
    if "x-amz-target" in request.headers:
        text = json.dumps({"__type": code, "message": message})
        return Reply(status, text, headers, "application/x-amz-json-1.1")
    request_id = headers["x-amzn-requestid"]
    text = error_document(service.namespace, code, message, status, request_id)
    return Reply(status, text, headers)
