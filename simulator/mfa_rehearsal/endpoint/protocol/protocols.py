"""The wire protocols: Query for IAM and STS, JSON for CloudTrail.

Rule: a WireProtocol parses a request's fields into parameters and serializes a result or an error.
botocore's model names each service's protocol; everything else is the same for both.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from botocore.model import OperationModel

from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.json_parser import json_parameters
from mfa_rehearsal.endpoint.protocol.query_parser import query_parameters
from mfa_rehearsal.endpoint.protocol.shapes import Shape, convert_shape
from mfa_rehearsal.endpoint.protocol.xml_serializer import error_document, result_serializer
from mfa_rehearsal.errors import Refusal

Fields = Mapping[str, Any]
"""A form's fields, or a JSON object's members."""

Serialize = Callable[[Mapping[str, Any], str], str]
"""A function from a result and a request ID to a response body."""


@dataclass(frozen=True)
class WireProtocol:
    """How requests are parsed and responses serialized.

    Args:
        content_type: of responses.
        parse: from a shape and a request's fields to parameters.
        serializer: from an operation and the service's XML namespace to its Serialize function.
        serialize_error: from an error, the namespace and a request ID to a response body.
        own_errors: this protocol's codes and HTTP statuses for errors that have others elsewhere.
    """

    content_type: str
    parse: Callable[[Shape, Fields], dict[str, Any]]
    serializer: Callable[[OperationModel, str], Serialize]
    serialize_error: Callable[[ServiceError | Refusal, str, str], str]
    own_errors: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def adapt(self, error: ServiceError) -> ServiceError:
        """Return an error with the code and HTTP status that it has in this protocol."""
        code, http_status = self.own_errors.get(error.code, (error.code, error.http_status))
        return replace(error, code=code, http_status=http_status)


def _xml_serializer(model: OperationModel, namespace: str) -> Serialize:
    output = model.output_shape
    wrapper = output.serialization["resultWrapper"] if output else None
    return result_serializer(model.name, namespace, wrapper, convert_shape(output))


def _xml_error(error: ServiceError | Refusal, namespace: str, request_id: str) -> str:
    code, message, status = error.code, error.message, error.http_status
    return error_document(namespace, code, message, status, request_id)


def _json_serializer(_: OperationModel, __: str) -> Serialize:
    return lambda result, _: json.dumps(result)


def _json_error(error: ServiceError | Refusal, _: str, __: str) -> str:
    return json.dumps({"__type": error.code, "message": error.message})


JSON_ERRORS: Mapping[str, tuple[str, int]] = {
    "InvalidClientTokenId": ("UnrecognizedClientException", 400),
    "ExpiredToken": ("ExpiredTokenException", 400),
    "Throttling": ("ThrottlingException", 400),
}
"""Source: answers of AWS's JSON services, reported."""

QUERY = WireProtocol("text/xml", query_parameters, _xml_serializer, _xml_error)
JSON = WireProtocol(
    "application/x-amz-json-1.1", json_parameters, _json_serializer, _json_error, JSON_ERRORS
)
PROTOCOLS: Mapping[str, WireProtocol] = {"query": QUERY, "json": JSON}
"""By botocore's name for the protocol."""
