"""A refusal reads like the API's answer and also carries our cause and hint."""

import pytest
from mfa_rehearsal.errors import OURS, Refusal, Source


def test_a_refusal_reads_as_code_and_message() -> None:
    assert str(Refusal("DeleteConflict", "In use.", "cause", "hint")) == "DeleteConflict: In use."


def test_a_refusals_source_is_ours_by_default() -> None:
    refusal = Refusal("Code", "message", "cause", "hint")
    assert (refusal.source, refusal.http_status) == (OURS, 400)


def test_a_caught_refusal_is_the_one_that_was_raised() -> None:
    source = Source("a page", "documented")
    with pytest.raises(Refusal, match=r"^Code: message$") as caught:
        raise Refusal("Code", "message", "cause", "hint", source, 409)
    assert caught.value.source.grade == "documented"
