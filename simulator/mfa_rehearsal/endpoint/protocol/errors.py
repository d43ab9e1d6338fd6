"""The errors of a request that is refused before any IAM rule applies.

Rule: a ServiceError is about the protocol (form, signature, the model's limits); a Refusal is about
the account. The codes are those of "Common errors" in the IAM API Reference. Messages marked as
ours have no source; the others were recorded or are widely reported.
"""

from dataclasses import dataclass


@dataclass(eq=False)
class ServiceError(Exception):
    """An error of the protocol: AWS's code, HTTP status and message; only a Refusal has a cause."""

    code: str
    http_status: int
    message: str
    cause: str = ""

    def __str__(self) -> str:
        """Return code and message, as a client of the API would see them."""
        return f"{self.code}: {self.message}"


NOT_HERE = (
    "AWS has {name}, but this endpoint doesn't. "
    "docs/cli.md lists what it has; ask for more in an issue of the project."
)
"""Ours: what to add to AWS's words if only this endpoint lacks an operation."""


def unknown_operation(action: str, version: str, *, is_awss: bool = False) -> ServiceError:
    """Return the error for an action that this endpoint does not have; the message names it.

    Args:
        action: its name.
        version: of the API.
        is_awss: whether AWS has it.
    """
    message = f"Could not find operation {action} for version {version}"
    more = f". {NOT_HERE.format(name=action)}" if is_awss else ""
    return ServiceError("InvalidAction", 400, message + more)


def unknown_target(target: str, *, is_awss: bool = False) -> ServiceError:
    """Return the error for a JSON service or operation that this endpoint does not have.

    Args:
        target: the service's prefix and the operation's name.
        is_awss: whether AWS has it.

    Source: the code is that of AWS's JSON protocols; the message, which names it, is ours.
    """
    message = f"Could not find operation {target}"
    more = f". {NOT_HERE.format(name=target.rpartition('.')[2])}" if is_awss else ""
    return ServiceError("UnknownOperationException", 400, message + more)


def invalid_client_token() -> ServiceError:
    """Return the error for credentials that do not exist, or no longer, or not for this service."""
    message = "The security token included in the request is invalid."
    return ServiceError("InvalidClientTokenId", 403, message)


def expired_token() -> ServiceError:
    """Return the error for temporary credentials whose time is up."""
    message = "The security token included in the request is expired"
    return ServiceError("ExpiredToken", 403, message)


def missing_action() -> ServiceError:
    """Return the error for a request without an action. The message is ours."""
    return ServiceError("MissingAction", 400, "The request has no Action parameter.")


def malformed_input(message: str) -> ServiceError:
    """Return the error for a value that cannot be parsed."""
    return ServiceError("MalformedInput", 400, message)


def validation_error(violations: list[str], code: str) -> ServiceError:
    """Return one error for all values outside the model's limits."""
    count = len(violations)
    start = f"{count} validation error{'s' * (count > 1)} detected: "
    return ServiceError(code, 400, start + "; ".join(violations))


def invalid_characters(label: str, rule: str) -> ServiceError:
    """Return the error for a name or path with characters that are not allowed."""
    return ServiceError(
        "ValidationError", 400, f"The specified value for {label} is invalid. {rule}"
    )


def invalid_marker() -> ServiceError:
    """Return the error for a marker that no list returned."""
    return ServiceError("ValidationError", 400, "Invalid Marker.")


def malformed_json() -> ServiceError:
    """Return the error for JSON that is malformed or of the wrong shape. The message is ours."""
    return ServiceError(
        "SerializationException", 400, "The body is not valid JSON for this operation."
    )


def method_not_allowed() -> ServiceError:
    """Return the error for a method other than GET and POST."""
    message = "The specified method is not allowed against this resource."
    return ServiceError("MethodNotAllowed", 405, message)


def unknown_path(method: str, path: str) -> ServiceError:
    """Return the error for a path other than /. The message is ours."""
    message = f"This endpoint has no {method} {path}. Send requests to /."
    return ServiceError("UnknownOperationException", 404, message)


def body_too_large(limit_bytes: int) -> ServiceError:
    """Return the error for a body over the limit. The message is ours."""
    return ServiceError(
        "RequestEntityTooLarge", 413, f"The body is larger than {limit_bytes} bytes."
    )


def head_too_large(limit_bytes: int) -> ServiceError:
    """Return the error for a target and headers over the limit. The message is ours."""
    message = f"The request headers are larger than {limit_bytes} bytes."
    return ServiceError("RequestHeaderSectionTooLarge", 431, message)


def invalid_http() -> ServiceError:
    """Return the error for bytes that are not an HTTP request. The message is ours."""
    return ServiceError("BadRequest", 400, "The request is not valid HTTP/1.1.")


def upgrade_not_supported() -> ServiceError:
    """Return the error for a body sent with an offer to upgrade. The message is ours."""
    message = "This endpoint supports only HTTP/1.1. Send the request without an Upgrade header."
    return ServiceError("BadRequest", 400, message)


def incomplete_request() -> ServiceError:
    """Return the error for a request that never ended. The message is ours."""
    message = "The connection closed before the request was complete."
    return ServiceError("RequestTimeout", 400, message)


def host_not_allowed(host: str) -> ServiceError:
    """Return the error for a host that is not this machine. The message is ours."""
    if not host:
        return ServiceError("AccessDenied", 403, "The request has no Host header.")
    message = (
        f"This endpoint answers requests to localhost and 127.0.0.1, not '{host}'. "
        "To allow another host name, start it with --host NAME."
    )
    return ServiceError("AccessDenied", 403, message)


def cross_origin(origin: str) -> ServiceError:
    """Return the error for a request from a web page of another origin. The message is ours."""
    message = f"This endpoint does not answer web pages from another origin ({origin})."
    return ServiceError("AccessDenied", 403, message)


def store_unavailable() -> ServiceError:
    """Return the error for a change that could not be stored, so it was not made."""
    message = "The request has failed due to a temporary failure of the server."
    return ServiceError("ServiceUnavailable", 503, message)


def throttling() -> ServiceError:
    """Return the error for too many requests, which only a test asks for here."""
    return ServiceError("Throttling", 400, "Rate exceeded")


def service_failure() -> ServiceError:
    """Return the error for a bug in the endpoint."""
    message = "The request processing has failed because of an unknown error, exception or failure."
    return ServiceError("ServiceFailure", 500, message)
