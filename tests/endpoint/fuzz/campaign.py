"""Many requests, right and wrong, and a judge of every answer. A seed makes it the same again."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.randomness import Randomness
from mfa_rehearsal.endpoint.state.records import (
    read_device,
    read_event,
    read_user,
    write_device,
    write_event,
    write_user,
)
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.activity import Event

from tests.endpoint.conftest import Answer, Endpoint
from tests.endpoint.fuzz.drafts import draft
from tests.endpoint.fuzz.fields import Choice
from tests.endpoint.fuzz.spoiling import SPOILINGS
from tests.endpoint.raw import error_code, exchange

RIGHT, SPOILED_FIELDS, SPOILED = 0.25, 0.5, 1.0
"""Shares of requests up to which they are right, and wrong in their parameters; others in more."""

NOT_FOR_RIGHT = {
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
"""Codes that a right request never gets, but for AccessDenied, which STS has for wrong codes."""


@dataclass
class Flaky:
    """A store that fails one time in a hundred, and otherwise writes and reads back."""

    random: Random
    failed: int = 0

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        if self.random.random() < 0.01:
            self.failed += 1
            raise errors.store_unavailable()
        assert read_event(write_event(event)) == event
        assert [read_user(write_user(each)) for each in after.users] == list(after.users)
        assert [read_device(write_device(each)) for each in after.devices] == list(after.devices)


@dataclass
class Tally:
    """What was sent and what came back."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)


def campaign(endpoint: Endpoint, seed: int, count: int) -> tuple[Tally, Flaky]:
    """Send at least so many requests and judge what comes back.

    Raises:
        AssertionError: an answer is not as it must be; it tells the bytes that were sent.
    """
    random, tally = Random(seed), Tally()
    store = Flaky(Random(seed))
    endpoint.backend.store, endpoint.backend.randomness = store, _chance(Random(seed))
    while tally.requests < count:
        endpoint.clock.skip(random.randrange(60))
        choice = Choice(random, endpoint.backend.account, endpoint.clock.now)
        sent, actions = _next(choice, endpoint.port)
        tally.requests += max(len(actions), 1)
        try:
            _judge(exchange(endpoint.port, sent), actions, tally, sent)
        except Exception as failure:
            told = f"seed {seed}, request {tally.requests}, {failure!r}: {sent!r}"
            raise AssertionError(told) from failure
    return tally, store


def _next(choice: Choice, port: int) -> tuple[bytes, Sequence[str]]:
    """Return the bytes of some requests; and their operations, if all of them are right."""
    random = choice.random
    if random.random() < RIGHT:
        drafts = [draft(choice, port, spoil=False) for _ in range(random.choice([1, 1, 1, 3]))]
        return b"".join(each.raw() for each in drafts), [each.action for each in drafts]
    sent = draft(choice, port, spoil=random.random() < SPOILED_FIELDS).raw()
    for _ in range(random.choice([0, 1, 1, 2])):
        sent = random.choice(SPOILINGS)(random, sent)
    before = draft(choice, port, spoil=False).raw() if random.random() < 0.1 else b""
    return before + sent, ()


def _judge(answers: list[Answer], right: Sequence[str], tally: Tally, sent: bytes) -> None:
    assert answers or not sent.strip()
    assert not right or len(answers) == len(right)
    for place, answer in enumerate(answers):
        code = judge(answer)
        tally.statuses[answer.status] += 1
        if right:
            assert code not in NOT_FOR_RIGHT - {"AccessDenied"}, code
            tally.done[right[place]] += not code
        if code:
            tally.codes[code] += 1


def judge(answer: Answer) -> str:
    """Return an answer's error code, or "", after a look at whether AWS could have sent it."""
    assert answer.status < 500 or answer.status == 503, answer
    assert "Traceback" not in answer.text
    assert answer.headers["x-amzn-requestid"]
    if answer.headers["content-type"] == "text/xml":
        assert answer.find("RequestId") == answer.headers["x-amzn-requestid"]
    else:
        assert answer.headers["content-type"] == "application/x-amz-json-1.1"
        assert isinstance(json.loads(answer.text), dict)
    if answer.status == 200:
        return ""
    assert answer.status >= 400
    code = error_code(answer)
    assert code
    return code


def _chance(random: Random) -> Randomness:
    def letters(count: int) -> str:
        return "".join(random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=count))

    return Randomness(lambda: letters(64), lambda: "AIDA" + letters(17))
