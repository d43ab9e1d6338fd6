"""Verify a request's signature and age.

Rule: the secret of the endpoint's own credentials is known, so their signature and age are checked,
in a header or a presigned URL.

Source: Signature Version 4 in the IAM User Guide; error messages as reported.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from botocore.auth import SIGV4_TIMESTAMP, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.sigv4 import Signature, incomplete_signature
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request

MAX_EARLY_S = 900
MAX_EXPIRES_S = 604_800
"""Source: IAM User Guide, X-Amz-Expires: at most seven days."""

SECONDS = re.compile(r"0*([1-9][0-9]{0,5})")
BASIC_DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z")


def verify_signature(
    request: Request, signature: Signature, secret_access_key: str, now: UnixSeconds
) -> None:
    """Verify the signature of a request.

    Args:
        request: signed in its header or its URL.
        signature: the request's.
        secret_access_key: what it must be signed with.
        now: the machine's time, which the signer used too.

    Raises:
        ServiceError: IncompleteSignature, SignatureDoesNotMatch.
    """
    signed_at = _signing_time(signature.date)
    _check_age(signed_at, _expires_s(signature), now)
    if _expected_value(request, signature, secret_access_key, signed_at) != signature.value:
        raise ServiceError("SignatureDoesNotMatch", 403, DOES_NOT_MATCH)


def _signing_time(date: str) -> datetime:
    """Return the time in an X-Amz-Date, or in the Date header that may replace it."""
    if not date:
        raise incomplete_signature(NO_DATE)
    try:
        if BASIC_DATE.fullmatch(date):
            return datetime.strptime(date, SIGV4_TIMESTAMP).replace(tzinfo=UTC)
        parsed = parsedate_to_datetime(date)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"{BASIC_FORMAT} Got '{date}'. See {ISO_8601}"
        raise incomplete_signature(message) from None


def _expires_s(signature: Signature) -> int:
    seconds = SECONDS.fullmatch(signature.expires)
    if seconds is None or int(seconds[1]) > MAX_EXPIRES_S:
        message = f"X-Amz-Expires must be a number of seconds from 1 to {MAX_EXPIRES_S}."
        raise incomplete_signature(message)
    return int(seconds[1])


def _check_age(signed_at: datetime, expires_s: int, now: UnixSeconds) -> None:
    age_s = now - signed_at.timestamp()
    if age_s > expires_s:
        earliest = _timestamp_at(now - expires_s)
        reason = f"expired: {_timestamp(signed_at)} is now earlier than {earliest}"
        raise _not_valid_now(reason, f"{_timestamp_at(now)} - {_duration(expires_s)}")
    if age_s < -MAX_EARLY_S:
        latest = _timestamp_at(now + MAX_EARLY_S)
        reason = f"not yet current: {_timestamp(signed_at)} is still later than {latest}"
        raise _not_valid_now(reason, f"{_timestamp_at(now)} + {_duration(MAX_EARLY_S)}")


def _not_valid_now(reason: str, limit: str) -> ServiceError:
    return ServiceError("SignatureDoesNotMatch", 403, f"Signature {reason} ({limit})")


def _expected_value(
    request: Request, signature: Signature, secret_access_key: str, signed_at: datetime
) -> str:
    """Return the value that the request's signature has when signed with this secret."""
    _, region, service, _ = signature.scope
    auth = SigV4Auth(Credentials(signature.access_key_id, secret_access_key), service, region)
    names = signature.signed_headers.split(";")
    headers = {name: request.headers[name] for name in names if name in request.headers}
    query = "&".join(each for each in request.query.split("&") if not _is_signature(each))
    url = f"http://{request.headers.get('host', '')}{request.path}?{query}"
    unsigned = AWSRequest(request.method, url, headers, request.body)
    unsigned.context["timestamp"] = _timestamp(signed_at)
    to_sign = auth.string_to_sign(unsigned, auth.canonical_request(unsigned))
    return str(auth.signature(to_sign, unsigned))


def _is_signature(parameter: str) -> bool:
    return parameter.startswith("X-Amz-Signature=")


def _timestamp(time: datetime) -> str:
    return time.strftime(SIGV4_TIMESTAMP)


def _timestamp_at(seconds: int) -> str:
    return _timestamp(datetime.fromtimestamp(seconds, UTC))


def _duration(seconds: int) -> str:
    return f"{seconds} sec." if seconds % 60 else f"{seconds // 60} min."


DOES_NOT_MATCH = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method. "
    "Consult the service documentation for details."
)
NO_DATE = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
BASIC_FORMAT = "Date must be in ISO-8601 'basic format'."
ISO_8601 = "http://en.wikipedia.org/wiki/ISO_8601"
