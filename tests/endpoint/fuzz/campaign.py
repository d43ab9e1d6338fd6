"""Send many valid and invalid requests and check every response. A seed repeats a campaign."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from mfa_rehearsal.endpoint.backend import NullStore
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.randomness import Randomness
from mfa_rehearsal.endpoint.state.account_tables import TABLES
from mfa_rehearsal.endpoint.state.event_records import read_event, write_event
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.activity import Event

from tests.endpoint.conftest import Endpoint, Response
from tests.endpoint.fuzz.drafts import draft
from tests.endpoint.fuzz.fields import Choice
from tests.endpoint.fuzz.spoiling import SPOILINGS
from tests.endpoint.raw import error_code, exchange

VALID, SPOILED_FIELDS = 0.25, 0.5
"""Share of valid requests; and of the others, the share with spoiled parameters."""

NOT_FOR_VALID = {
    "AccessDenied",
    "BadRequest",
    "IncompleteSignature",
    "InvalidAction",
    "MalformedInput",
    "MalformedQueryString",
    "MissingAction",
    "MissingAuthenticationToken",
    "RequestTimeout",
    "SerializationException",
    "SignatureDoesNotMatch",
    "UnknownOperationException",
}
"""Codes that a valid request never gets, except AccessDenied, which STS has for wrong codes."""


@dataclass
class Flaky(NullStore):
    """A store that fails once in a hundred times, and otherwise checks the records."""

    random: Random
    failed: int = 0

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        if self.random.random() < 0.01:
            self.failed += 1
            raise errors.store_unavailable()
        assert read_event(write_event(event)) == event
        for table in TABLES:
            items = list(getattr(after, table.name))
            assert [table.read(table.write(each)) for each in items] == items


@dataclass
class Tally:
    """Counts of requests and responses."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    succeeded: Counter[str] = field(default_factory=Counter)


def campaign(endpoint: Endpoint, seed: int, count: int) -> tuple[Tally, Flaky]:
    """Send at least `count` requests and check the responses.

    Raises:
        AssertionError: a response is wrong; the message contains the bytes that were sent.
    """
    random, tally = Random(seed), Tally()
    store = Flaky(Random(seed))
    endpoint.backend.store, endpoint.backend.randomness = store, _randomness(Random(seed))
    while tally.requests < count:
        endpoint.clock.skip(random.randrange(60))
        choice = Choice(random, endpoint.backend.account, endpoint.clock.now)
        sent, actions = _next(choice, endpoint.port)
        tally.requests += max(len(actions), 1)
        try:
            _check(exchange(endpoint.port, sent), actions, tally, sent)
        except Exception as failure:
            report = f"seed {seed}, request {tally.requests}, {failure!r}: {sent!r}"
            raise AssertionError(report) from failure
    return tally, store


def _next(choice: Choice, port: int) -> tuple[bytes, Sequence[str]]:
    """Return the bytes of some requests, and their operations if all of them are valid."""
    random = choice.random
    if random.random() < VALID:
        drafts = [draft(choice, port, spoil=False) for _ in range(random.choice([1, 1, 1, 3]))]
        return b"".join(each.raw() for each in drafts), [each.action for each in drafts]
    sent = draft(choice, port, spoil=random.random() < SPOILED_FIELDS).raw()
    for _ in range(random.choice([0, 1, 1, 2])):
        sent = random.choice(SPOILINGS)(random, sent)
    before = draft(choice, port, spoil=False).raw() if random.random() < 0.1 else b""
    return before + sent, ()


def _check(responses: list[Response], valid: Sequence[str], tally: Tally, sent: bytes) -> None:
    assert responses or not sent.strip()
    assert not valid or len(responses) == len(valid)
    for index, response in enumerate(responses):
        code = checked_code(response)
        tally.statuses[response.status] += 1
        if valid:
            assert code not in NOT_FOR_VALID - {"AccessDenied"}, code
            tally.succeeded[valid[index]] += not code
        if code:
            tally.codes[code] += 1


def checked_code(response: Response) -> str:
    """Check that AWS could have sent the response; return its error code, or ""."""
    assert response.status < 500 or response.status == 503, response
    assert "Traceback" not in response.text
    assert response.headers["x-amzn-requestid"]
    if response.headers["content-type"] == "text/xml":
        assert response.find("RequestId") == response.headers["x-amzn-requestid"]
    else:
        assert response.headers["content-type"] == "application/x-amz-json-1.1"
        assert isinstance(json.loads(response.text), dict)
    if response.status == 200:
        return ""
    assert response.status >= 400
    code = error_code(response)
    assert code
    return code


def _randomness(random: Random) -> Randomness:
    def letters(count: int) -> str:
        return "".join(random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=count))

    return Randomness(
        lambda: letters(64),
        lambda: "AIDA" + letters(17),
        user_key_id=lambda: "FAKEKEY" + letters(13),
    )
