"""What is wrong with a request before any rule of IAM's is asked.

Rule: a ServiceError is about the protocol (form, signature, limits of the model); a Refusal is
about the account. The codes are those of "Common errors" in the IAM API Reference. Words marked as
ours have no source; the others were recorded or are reported widely.
"""

from dataclasses import dataclass


@dataclass(eq=False)
class ServiceError(Exception):
    """A request that is not answered: AWS's code, HTTP status and words; `cause` is a Refusal's."""

    code: str
    http_status: int
    message: str
    cause: str = ""

    def __str__(self) -> str:
        """Return code and message, as a client of the API would see them."""
        return f"{self.code}: {self.message}"


def no_such_operation(action: str, version: str) -> ServiceError:
    """Return the answer to an action that this endpoint does not know, naming it."""
    message = f"Could not find operation {action} for version {version}"
    return ServiceError("InvalidAction", 400, message)


def no_such_target(target: str) -> ServiceError:
    """Return the answer to a JSON service or operation that this endpoint does not know.

    Source: the code is that of AWS's JSON protocols; the words, which name it, are ours.
    """
    return ServiceError("UnknownOperationException", 400, f"Could not find operation {target}")


def no_action() -> ServiceError:
    """Return the answer to a request that names no action. The words are ours."""
    return ServiceError("MissingAction", 400, "The request has no Action parameter.")


def malformed(message: str) -> ServiceError:
    """Return the answer to a value that cannot be read at all."""
    return ServiceError("MalformedInput", 400, message)


def not_valid(violations: list[str], code: str) -> ServiceError:
    """Return the answer to values outside the model's limits, all of them at once."""
    count = len(violations)
    start = f"{count} validation error{'s' * (count > 1)} detected: "
    return ServiceError(code, 400, start + "; ".join(violations))


def not_allowed_characters(label: str, rule: str) -> ServiceError:
    """Return the answer to a name or path with characters that it may not have."""
    return ServiceError(
        "ValidationError", 400, f"The specified value for {label} is invalid. {rule}"
    )


def no_such_marker() -> ServiceError:
    """Return the answer to a marker that no list gave."""
    return ServiceError("ValidationError", 400, "Invalid Marker.")


def cannot_be_read() -> ServiceError:
    """Return the answer to JSON that is none, or of another shape. The words are ours."""
    return ServiceError(
        "SerializationException", 400, "The body is not valid JSON for this operation."
    )


def method_not_allowed() -> ServiceError:
    """Return the answer to anything but GET and POST."""
    message = "The specified method is not allowed against this resource."
    return ServiceError("MethodNotAllowed", 405, message)


def no_such_address(method: str, path: str) -> ServiceError:
    """Return the answer to a path that the Query API does not have. The words are ours."""
    message = f"This endpoint has no {method} {path}. Send requests to /."
    return ServiceError("UnknownOperationException", 404, message)


def too_large(limit_bytes: int) -> ServiceError:
    """Return the answer to a body over the limit. The words are ours."""
    return ServiceError(
        "RequestEntityTooLarge", 413, f"The body is larger than {limit_bytes} bytes."
    )


def head_too_large(limit_bytes: int) -> ServiceError:
    """Return the answer to a target and headers over the limit. The words are ours."""
    message = f"The request headers are larger than {limit_bytes} bytes."
    return ServiceError("RequestHeaderSectionTooLarge", 431, message)


def not_http() -> ServiceError:
    """Return the answer to bytes that are not an HTTP request. The words are ours."""
    return ServiceError("BadRequest", 400, "The request is not valid HTTP/1.1.")


def no_upgrade() -> ServiceError:
    """Return the answer to an offer of another protocol. The words are ours."""
    message = "This endpoint supports only HTTP/1.1. Send the request without an Upgrade header."
    return ServiceError("BadRequest", 400, message)


def cut_off() -> ServiceError:
    """Return the answer to a request whose end did not come. The words are ours."""
    return ServiceError(
        "RequestTimeout", 400, "The connection closed before the request was complete."
    )


def host_not_answered(host: str) -> ServiceError:
    """Return the answer to a request for a name that is not this machine's. The words are ours."""
    if not host:
        return ServiceError("AccessDenied", 403, "The request has no Host header.")
    message = (
        f"This endpoint answers requests to localhost and 127.0.0.1, not '{host}'. "
        "To allow another host name, start it with --host NAME."
    )
    return ServiceError("AccessDenied", 403, message)


def from_another_origin(origin: str) -> ServiceError:
    """Return the answer to a request that a web page sent. The words are ours."""
    message = f"This endpoint does not answer web pages from another origin ({origin})."
    return ServiceError("AccessDenied", 403, message)


def not_stored() -> ServiceError:
    """Return the answer to what was not done because it could not be written down."""
    message = "The request has failed due to a temporary failure of the server."
    return ServiceError("ServiceUnavailable", 503, message)


def failure() -> ServiceError:
    """Return the answer to a bug of ours."""
    message = "The request processing has failed because of an unknown error, exception or failure."
    return ServiceError("ServiceFailure", 500, message)
