"""The services and their operations, read from botocore's service models.

Rule: an operation is known when botocore's model has it and `operations` implements it. The model
also has the HTTP status of each error code; a code that it does not list keeps its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel

from mfa_rehearsal.endpoint.protocol.protocols import PROTOCOLS, Fields, Serialize, WireProtocol
from mfa_rehearsal.endpoint.protocol.shapes import Shape, convert_shape
from mfa_rehearsal.endpoint.protocol.validation import validate_parameters

BAD_REQUEST = 400


@dataclass(frozen=True)
class Operation:
    """One operation of a service.

    Args:
        name: such as "EnableMFADevice".
        input_shape: of its parameters.
        serialize: from a result and a request ID to a response body.
        http_statuses: by error code.
        protocol: of its service.
    """

    name: str
    input_shape: Shape
    serialize: Serialize
    http_statuses: Mapping[str, int]
    protocol: WireProtocol

    def parse(self, fields: Fields) -> Mapping[str, Any]:
        """Return the parameters in a request's fields.

        Raises:
            ServiceError: they cannot be parsed, or the model does not allow them.
        """
        parameters = self.protocol.parse(self.input_shape, fields)
        validate_parameters(self.input_shape, parameters, self.http_statuses)
        return parameters


@dataclass(frozen=True)
class Service:
    """A service and its operations.

    Args:
        name: botocore's, such as "iam".
        api_version: such as "2010-05-08".
        namespace: of its XML, or "".
        target_prefix: what comes before an operation's name in X-Amz-Target, or "".
        protocol: Query or JSON.
        operations: by name.
        missing: names of the operations that AWS has and the endpoint doesn't.
    """

    name: str
    api_version: str
    namespace: str
    target_prefix: str
    protocol: WireProtocol
    operations: Mapping[str, Operation]
    missing: frozenset[str] = frozenset()


@cache
def load_service(service: str, names: frozenset[str]) -> Service:
    """Return a service with those of the named operations that its model has."""
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    metadata, protocol = model.metadata, PROTOCOLS[model.metadata["protocol"]]
    namespace, known = metadata.get("xmlNamespace", ""), names & set(model.operation_names)
    operations = {
        name: _operation(model.operation_model(name), namespace, protocol) for name in known
    }
    return Service(
        service,
        model.api_version,
        namespace,
        metadata.get("targetPrefix", ""),
        protocol,
        operations,
        missing=frozenset(model.operation_names) - known,
    )


def _operation(model: OperationModel, namespace: str, protocol: WireProtocol) -> Operation:
    http_statuses = {
        shape.error_code: shape.metadata.get("error", {}).get("httpStatusCode", BAD_REQUEST)
        for shape in model.error_shapes
    }
    serialize = protocol.serializer(model, namespace)
    input_shape = convert_shape(model.input_shape)
    return Operation(model.name, input_shape, serialize, http_statuses, protocol)
