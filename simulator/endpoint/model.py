"""The services and their operations, as botocore's service models name them.

Rule: an operation is known when botocore's model has it and `operations` can do it. HTTP status
and blame of an error code come from the model; a code that it does not list keeps its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel

from simulator.endpoint.shapes import Shape, read_shape
from simulator.endpoint.writing import result_writer


@dataclass(frozen=True)
class Operation:
    """One operation of a service.

    Args:
        name: such as "EnableMFADevice".
        namespace: of its answers' XML.
        takes: the shape of its parameters.
        write: from a result and a request id to the answer's XML.
        statuses: HTTP status by error code.
    """

    name: str
    namespace: str
    takes: Shape
    write: Callable[[Mapping[str, Any], str], str]
    statuses: Mapping[str, int]


@dataclass(frozen=True)
class Service:
    """A service: its API version, its XML namespace and all of its operations."""

    version: str
    namespace: str
    operations: Mapping[str, Operation]


@cache
def load(service: str, names: frozenset[str]) -> Service:
    """Return a service with those of its operations that are named."""
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    namespace = model.metadata["xmlNamespace"]
    known = names & set(model.operation_names)
    operations = {name: _operation(model.operation_model(name), namespace) for name in known}
    return Service(model.api_version, namespace, operations)


def _operation(model: OperationModel, namespace: str) -> Operation:
    gives = model.output_shape
    wrapper = gives.serialization["resultWrapper"] if gives else None
    write = result_writer(model.name, namespace, wrapper, read_shape(gives))
    statuses = {
        shape.error_code: shape.metadata["error"]["httpStatusCode"] for shape in model.error_shapes
    }
    return Operation(model.name, namespace, read_shape(model.input_shape), write, statuses)
