"""Whether a request was signed by whom it says, and lately.

Rule: a key that begins with FAKE- is this endpoint's own: its secret is known, so its signature and
its age are checked, in a header or in an address alike, and the rest of it names the user whose key
it is. Every other key is taken as it comes.

Source: Signature Version 4 in the IAM User Guide; wording of the refusals reported.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from botocore.auth import SIGV4_TIMESTAMP, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.sigv4 import Signature, incomplete, parse_signature
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.http import Request

OWN_KEY = "FAKE-"
OWN_SECRET = "not-a-secret"

EARLY_S = 900
LONGEST_S = 604_800
"""Source: IAM User Guide, X-Amz-Expires: at most seven days."""

SECONDS = re.compile(r"0*([1-9][0-9]{0,5})")
BASIC_DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z")


def read_signature(request: Request, now: UnixSeconds) -> Signature:
    """Return what the request says of its signer, after a look at whether it can be true.

    Args:
        request: signed in its header or its address.
        now: the machine's time, by which it was signed.

    Raises:
        ServiceError: MissingAuthenticationToken, IncompleteSignature, SignatureDoesNotMatch.
    """
    signature = parse_signature(request)
    if signature.access_key_id.startswith(OWN_KEY):
        signed_at = _moment(signature.date)
        _check_age(signed_at, _lasts_s(signature), now)
        if _again(request, signature, signed_at) != signature.value:
            raise ServiceError("SignatureDoesNotMatch", 403, DOES_NOT_MATCH)
    return signature


def _moment(date: str) -> datetime:
    """Return the time in an X-Amz-Date, or in the Date header that may stand in for it."""
    if not date:
        raise incomplete(NO_DATE)
    try:
        if BASIC_DATE.fullmatch(date):
            return datetime.strptime(date, SIGV4_TIMESTAMP).replace(tzinfo=UTC)
        told = parsedate_to_datetime(date)
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise incomplete(f"{BASIC_FORMAT} Got '{date}'. See {ISO_8601}") from None


def _lasts_s(signature: Signature) -> int:
    written = SECONDS.fullmatch(signature.expires)
    if written is None or int(written[1]) > LONGEST_S:
        raise incomplete(f"X-Amz-Expires must be a number of seconds from 1 to {LONGEST_S}.")
    return int(written[1])


def _check_age(signed_at: datetime, lasts_s: int, now: UnixSeconds) -> None:
    age_s = now - signed_at.timestamp()
    if age_s > lasts_s:
        words = f"expired: {_text(signed_at)} is now earlier than {_at(now - lasts_s)}"
        raise _too_old_or_new(words, f"{_at(now)} - {_span(lasts_s)}")
    if age_s < -EARLY_S:
        words = f"not yet current: {_text(signed_at)} is still later than {_at(now + EARLY_S)}"
        raise _too_old_or_new(words, f"{_at(now)} + {_span(EARLY_S)}")


def _too_old_or_new(words: str, sum_of: str) -> ServiceError:
    return ServiceError("SignatureDoesNotMatch", 403, f"Signature {words} ({sum_of})")


def _again(request: Request, signature: Signature, signed_at: datetime) -> str:
    """Return the signature that such a request has when it is signed with our secret."""
    _, region, service, _ = signature.scope
    auth = SigV4Auth(Credentials(signature.access_key_id, OWN_SECRET), service, region)
    names = signature.signed_headers.split(";")
    signed = {name: request.headers[name] for name in names if name in request.headers}
    query = "&".join(each for each in request.query.split("&") if not _is_signature(each))
    url = f"http://{request.headers.get('host', '')}{request.path}?{query}"
    again = AWSRequest(request.method, url, signed, request.body)
    again.context["timestamp"] = _text(signed_at)
    return str(auth.signature(auth.string_to_sign(again, auth.canonical_request(again)), again))


def _is_signature(pair: str) -> bool:
    return pair.startswith("X-Amz-Signature=")


def _text(moment: datetime) -> str:
    return moment.strftime(SIGV4_TIMESTAMP)


def _at(seconds: int) -> str:
    return _text(datetime.fromtimestamp(seconds, UTC))


def _span(seconds: int) -> str:
    return f"{seconds} sec." if seconds % 60 else f"{seconds // 60} min."


DOES_NOT_MATCH = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method. "
    "Consult the service documentation for details."
)
NO_DATE = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
BASIC_FORMAT = "Date must be in ISO-8601 'basic format'."
ISO_8601 = "http://en.wikipedia.org/wiki/ISO_8601"
