"""Serialize a result as XML, as the Query protocol does.

Rule: a shape becomes a function once, when the endpoint starts, so a list of a hundred devices
costs no more than joining its strings. Characters that XML does not allow are replaced; nothing is
passed through unescaped.
"""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from mfa_rehearsal.clock import utc_text
from mfa_rehearsal.endpoint.protocol.shapes import Shape

Serializer = Callable[[Any], str]

NOT_XML = re.compile("[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that an XML document cannot contain. Source: XML 1.0, section 2.2 (`Char`)."""


def text(value: str) -> str:
    """Return a string escaped for XML."""
    return escape(NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value))


SCALARS: Mapping[str, Serializer] = {
    "string": text,
    "integer": str,
    "boolean": lambda value: "true" if value else "false",
    "timestamp": utc_text,
    "blob": lambda value: base64.b64encode(value).decode("ascii"),
}


def serializer(shape: Shape) -> Serializer:
    """Return the function that serializes a shape's values, without the element around them."""
    if shape.type_name == "structure":
        return _structure_serializer(shape)
    if shape.item is None:
        return SCALARS[shape.type_name]
    is_list = shape.type_name == "list"
    return (_list_serializer if is_list else _map_serializer)(serializer(shape.item))


def _structure_serializer(shape: Shape) -> Serializer:
    members = [
        (name, f"<{name}>", f"</{name}>", serializer(member))
        for name, member in shape.members.items()
    ]

    def serialize(value: Mapping[str, Any]) -> str:
        return "".join(
            [
                start + inner(value[name]) + end
                for name, start, end, inner in members
                if name in value
            ]
        )

    return serialize


def _list_serializer(inner: Serializer) -> Serializer:
    return lambda items: "".join([f"<member>{inner(item)}</member>" for item in items])


def _map_serializer(inner: Serializer) -> Serializer:
    def entry(key: str, value: Any) -> str:
        return f"<entry><key>{text(key)}</key><value>{inner(value)}</value></entry>"

    return lambda entries: "".join([entry(key, value) for key, value in entries.items()])


def result_serializer(
    name: str, namespace: str, wrapper: str | None, shape: Shape
) -> Callable[[Mapping[str, Any], str], str]:
    """Return the function from an operation's result and a request ID to its response.

    Args:
        name: the operation's.
        namespace: the service's.
        wrapper: the element around the result, or None for an operation without a result.
        shape: of the result.
    """
    inner = serializer(shape)
    head = f'<{name}Response xmlns="{namespace}">' + (f"<{wrapper}>" if wrapper else "")
    middle = (f"</{wrapper}>" if wrapper else "") + "<ResponseMetadata><RequestId>"
    tail = f"</RequestId></ResponseMetadata></{name}Response>"
    return lambda result, request_id: f"{head}{inner(result)}{middle}{request_id}{tail}"


def error_document(namespace: str, code: str, message: str, status: int, request_id: str) -> str:
    """Return an error as the Query protocol writes it."""
    error_type = "Sender" if status < 500 else "Receiver"
    return (
        f'<ErrorResponse xmlns="{namespace}"><Error><Type>{error_type}</Type><Code>{code}</Code>'
        f"<Message>{text(message)}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
    )
