"""Durations in words, as hints have them."""

import pytest
from mfa_rehearsal.iam.durations import off_by, seconds, span


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (0, "0 seconds"),
        (1, "30 seconds"),
        (3, "90 seconds"),
        (4, "2 minutes"),
        (5, "2.5 minutes"),
        (20, "10 minutes"),
        (239, "120 minutes"),
        (240, "2 hours"),
        (300, "2.5 hours"),
    ],
)
def test_a_span_is_in_the_unit_that_a_reader_would_use(steps: int, words: str) -> None:
    assert span(steps) == words


@pytest.mark.parametrize(
    ("steps", "words"),
    [(1, "30 seconds ahead of"), (-1, "30 seconds behind"), (20, "10 minutes ahead of")],
)
def test_a_newer_code_is_ahead_and_an_older_one_behind(steps: int, words: str) -> None:
    assert off_by(steps) == words


def test_one_second_has_no_s() -> None:
    assert [seconds(count) for count in (0, 1, 2)] == ["0 seconds", "1 second", "2 seconds"]
