"""The services and their operations, as botocore's service models name them.

Rule: an operation is known when botocore's model has it and `operations` can do it. HTTP status
and blame of an error code come from the model; a code that it does not list keeps its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel

from mfa_rehearsal.endpoint.protocol.protocols import PROTOCOLS, Fields, Protocol, Write
from mfa_rehearsal.endpoint.protocol.shapes import Shape, read_shape
from mfa_rehearsal.endpoint.protocol.validation import check

BAD_REQUEST = 400


@dataclass(frozen=True)
class Operation:
    """One operation of a service.

    Args:
        name: such as "EnableMFADevice".
        takes: the shape of its parameters.
        write: from a result and a request id to its answer.
        statuses: HTTP status by error code.
        protocol: how its service is spoken to.
    """

    name: str
    takes: Shape
    write: Write
    statuses: Mapping[str, int]
    protocol: Protocol

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Return the parameters in a request's fields.

        Raises:
            ServiceError: they cannot be read, or the model does not allow them.
        """
        given = self.protocol.read(self.takes, fields)
        check(self.takes, given, self.statuses)
        return given


@dataclass(frozen=True)
class Service:
    """A service: its API version and all of its operations.

    Args:
        version: of the API.
        namespace: of the XML it answers with, or "".
        target: what stands before an operation's name in X-Amz-Target, or "".
        protocol: how it is spoken to.
        operations: by name.
    """

    version: str
    namespace: str
    target: str
    protocol: Protocol
    operations: Mapping[str, Operation]


@cache
def load(service: str, names: frozenset[str]) -> Service:
    """Return a service with those of its operations that are named."""
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    facts, protocol = model.metadata, PROTOCOLS[model.metadata["protocol"]]
    namespace, known = facts.get("xmlNamespace", ""), names & set(model.operation_names)
    operations = {
        name: _operation(model.operation_model(name), namespace, protocol) for name in known
    }
    target = facts.get("targetPrefix", "")
    return Service(model.api_version, namespace, target, protocol, operations)


def _operation(model: OperationModel, namespace: str, protocol: Protocol) -> Operation:
    statuses = {
        shape.error_code: shape.metadata.get("error", {}).get("httpStatusCode", BAD_REQUEST)
        for shape in model.error_shapes
    }
    write = protocol.writer(model, namespace)
    return Operation(model.name, read_shape(model.input_shape), write, statuses, protocol)
