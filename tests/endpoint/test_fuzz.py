"""Thousands of raw requests, most of them wrong: each gets AWS's answer, and none ends in a 500.

`make fuzz` sends a hundred thousand (N= for another number, SEED= for others).
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

COUNT = int(os.environ.get("FUZZ_COUNT", "3000"))
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
"""Errors that any campaign meets: what is sent gets as far as that, and no farther."""


def test_whatever_is_sent_the_answer_is_awss(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()
    try:
        with caplog.at_level(logging.ERROR):
            tally, store = campaign(endpoint, SEED, COUNT)
    finally:
        endpoint.backend.randomness = Randomness()
    print(f"\n{tally.requests} requests in {time.monotonic() - began:.0f} s, seed {SEED}")
    print("answers:", dict(sorted(tally.statuses.items())))
    print("errors:", dict(tally.codes.most_common()))
    assert not caplog.records
    assert set(+tally.done) == set(FIELDS) - {"GetMFADevice"}  # it knows security keys only
    assert tally.codes.keys() >= COMMON
    assert tally.statuses[503] == store.failed > 0
