"""Thousands of raw requests, most of them invalid: each gets a response in AWS's form, none a 500.

`make fuzz` sends a hundred thousand (N= sets another number, SEED= other requests).
"""

import logging
import os
import time

import pytest
from mfa_rehearsal.endpoint.randomness import Randomness

from tests.endpoint.conftest import Endpoint
from tests.endpoint.fuzz.campaign import campaign
from tests.endpoint.fuzz.fields import FIELDS

pytestmark = pytest.mark.fuzz

COUNT = int(os.environ.get("FUZZ_COUNT", "6000"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))

COMMON = {
    "AccessDenied",
    "BadRequest",
    "DeleteConflict",
    "EntityAlreadyExists",
    "IncompleteSignature",
    "InvalidAction",
    "MalformedQueryString",
    "MethodNotAllowed",
    "NoSuchEntity",
    "RequestHeaderSectionTooLarge",
    "RequestTimeout",
    "SerializationException",
    "ServiceUnavailable",
    "SignatureDoesNotMatch",
    "UnknownOperationException",
    "ValidationError",
}
"""Errors that every campaign causes, so requests reach each check and fail there."""


def test_every_request_gets_a_response_in_awss_form(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    started = time.monotonic()
    try:
        with caplog.at_level(logging.ERROR):
            tally, store = campaign(endpoint, SEED, COUNT)
    finally:
        endpoint.backend.randomness = Randomness()
    print(f"\n{tally.requests} requests in {time.monotonic() - started:.0f} s, seed {SEED}")
    print("statuses:", dict(sorted(tally.statuses.items())))
    print("errors:", dict(tally.codes.most_common()))
    assert not caplog.records
    only_refused = {"GetMFADevice", "GetAccountPasswordPolicy"}  # there is nothing to return
    assert set(+tally.succeeded) == set(FIELDS) - only_refused
    assert tally.codes.keys() >= COMMON
    assert tally.statuses[503] == store.failed > 0
