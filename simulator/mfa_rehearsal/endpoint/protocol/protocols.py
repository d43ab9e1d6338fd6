"""How services are spoken to: the Query protocol (IAM, STS) or JSON (CloudTrail).

Rule: a Protocol says how a request's fields become parameters and how a result or an error is
written. Which one a service speaks is in botocore's model; all else is the same for both.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.model import OperationModel

from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.json_parser import json_parameters
from mfa_rehearsal.endpoint.protocol.query_parser import parameters
from mfa_rehearsal.endpoint.protocol.shapes import Shape, read_shape
from mfa_rehearsal.endpoint.protocol.xml_serializer import error_document, result_writer
from mfa_rehearsal.errors import Refusal

Fields = Mapping[str, Any]
"""A form's fields, or a JSON object's members."""

Write = Callable[[Mapping[str, Any], str], str]
"""From a result and a request id to an answer."""


@dataclass(frozen=True)
class Protocol:
    """How requests are read and answers written.

    Args:
        content_type: of answers.
        read: from a shape and a request's fields to parameters.
        writer: from an operation and the service's XML namespace to the function for its answers.
        refuse: from an error, the namespace and a request id to the answer.
    """

    content_type: str
    read: Callable[[Shape, Fields], dict[str, Any]]
    writer: Callable[[OperationModel, str], Write]
    refuse: Callable[[ServiceError | Refusal, str, str], str]


def _xml_writer(model: OperationModel, namespace: str) -> Write:
    gives = model.output_shape
    wrapper = gives.serialization["resultWrapper"] if gives else None
    return result_writer(model.name, namespace, wrapper, read_shape(gives))


def _xml_error(error: ServiceError | Refusal, namespace: str, request_id: str) -> str:
    code, message, status = error.code, error.message, error.http_status
    return error_document(namespace, code, message, status, request_id)


def _json_writer(_: OperationModel, __: str) -> Write:
    return lambda result, _: json.dumps(result)


def _json_error(error: ServiceError | Refusal, _: str, __: str) -> str:
    return json.dumps({"__type": error.code, "message": error.message})


QUERY = Protocol("text/xml", parameters, _xml_writer, _xml_error)
JSON = Protocol("application/x-amz-json-1.1", json_parameters, _json_writer, _json_error)
PROTOCOLS: Mapping[str, Protocol] = {"query": QUERY, "json": JSON}
"""By botocore's name for the protocol."""
