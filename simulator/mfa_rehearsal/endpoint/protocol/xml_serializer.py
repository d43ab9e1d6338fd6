"""A result as XML, the way the Query protocol writes it.

Rule: a shape is turned into a function once, when the endpoint starts, so that a list of a hundred
devices costs no more than joining its texts. What XML cannot hold is replaced; nothing is passed
through unescaped.
"""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from mfa_rehearsal.clock import utc_text
from mfa_rehearsal.endpoint.protocol.shapes import Shape

Writer = Callable[[Any], str]

NOT_XML = re.compile("[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that an XML document cannot hold. Source: XML 1.0, section 2.2 (`Char`)."""


def text(value: str) -> str:
    """Return a text as XML has it."""
    return escape(NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value))


SCALARS: Mapping[str, Writer] = {
    "string": text,
    "integer": str,
    "boolean": lambda value: "true" if value else "false",
    "timestamp": utc_text,
    "blob": lambda value: base64.b64encode(value).decode("ascii"),
}


def writer(shape: Shape) -> Writer:
    """Return the function that writes values of a shape, without the element around them."""
    if shape.kind == "structure":
        return _structure_writer(shape)
    if shape.item is None:
        return SCALARS[shape.kind]
    return (_list_writer if shape.kind == "list" else _map_writer)(writer(shape.item))


def _structure_writer(shape: Shape) -> Writer:
    members = [(name, f"<{name}>", f"</{name}>", writer(m)) for name, m in shape.members.items()]

    def write(value: Mapping[str, Any]) -> str:
        return "".join(
            [
                start + inner(value[name]) + end
                for name, start, end, inner in members
                if name in value
            ]
        )

    return write


def _list_writer(inner: Writer) -> Writer:
    return lambda items: "".join([f"<member>{inner(item)}</member>" for item in items])


def _map_writer(inner: Writer) -> Writer:
    def entry(key: str, value: Any) -> str:
        return f"<entry><key>{text(key)}</key><value>{inner(value)}</value></entry>"

    return lambda entries: "".join([entry(key, value) for key, value in entries.items()])


def result_writer(
    name: str, namespace: str, wrapper: str | None, shape: Shape
) -> Callable[[Mapping[str, Any], str], str]:
    """Return the function from an operation's result and a request id to its answer.

    Args:
        name: the operation's.
        namespace: the service's.
        wrapper: the element round the result, or None for an operation that answers nothing.
        shape: of the result.
    """
    inner = writer(shape)
    head = f'<{name}Response xmlns="{namespace}">' + (f"<{wrapper}>" if wrapper else "")
    middle = (f"</{wrapper}>" if wrapper else "") + "<ResponseMetadata><RequestId>"
    tail = f"</RequestId></ResponseMetadata></{name}Response>"
    return lambda result, request_id: f"{head}{inner(result)}{middle}{request_id}{tail}"


def error_document(namespace: str, code: str, message: str, status: int, request_id: str) -> str:
    """Return an error as the Query protocol writes it."""
    blame = "Sender" if status < 500 else "Receiver"
    return (
        f'<ErrorResponse xmlns="{namespace}"><Error><Type>{blame}</Type><Code>{code}</Code>'
        f"<Message>{text(message)}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
    )
