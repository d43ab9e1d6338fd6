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

from mfa_rehearsal.endpoint.protocol.protocols import DIALECTS, Dialect, Fields, Write
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
        dialect: how its service is spoken to.
    """

    name: str
    takes: Shape
    write: Write
    statuses: Mapping[str, int]
    dialect: Dialect

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Return the parameters in a request's fields.

        Raises:
            Fault: they cannot be read, or the model does not allow them.
        """
        given = self.dialect.read(self.takes, fields)
        check(self.takes, given, self.statuses)
        return given


@dataclass(frozen=True)
class Service:
    """A service: its API version and all of its operations.

    Args:
        version: of the API.
        namespace: of the XML it answers with, or "".
        target: what stands before an operation's name in X-Amz-Target, or "".
        dialect: how it is spoken to.
        operations: by name.
    """

    version: str
    namespace: str
    target: str
    dialect: Dialect
    operations: Mapping[str, Operation]


@cache
def load(service: str, names: frozenset[str]) -> Service:
    """Return a service with those of its operations that are named."""
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    facts, dialect = model.metadata, DIALECTS[model.metadata["protocol"]]
    namespace, known = facts.get("xmlNamespace", ""), names & set(model.operation_names)
    operations = {
        name: _operation(model.operation_model(name), namespace, dialect) for name in known
    }
    target = facts.get("targetPrefix", "")
    return Service(model.api_version, namespace, target, dialect, operations)


def _operation(model: OperationModel, namespace: str, dialect: Dialect) -> Operation:
    statuses = {
        shape.error_code: shape.metadata.get("error", {}).get("httpStatusCode", BAD_REQUEST)
        for shape in model.error_shapes
    }
    write = dialect.writer(model, namespace)
    return Operation(model.name, read_shape(model.input_shape), write, statuses, dialect)
