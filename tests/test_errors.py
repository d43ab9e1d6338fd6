"""A refusal reads like the API's answer and carries our part beside it."""

import pytest
from mfa_rehearsal.errors import OURS, Refusal, Source


def test_a_refusal_reads_as_code_and_message() -> None:
    assert str(Refusal("DeleteConflict", "In use.", "cause", "hint")) == "DeleteConflict: In use."


def test_a_refusal_is_ours_and_keeps_nothing_unless_it_says_otherwise() -> None:
    refusal = Refusal("Code", "message", "cause", "hint")
    assert (refusal.source, refusal.http_status, refusal.kept) == (OURS, 400, None)


def test_a_refusal_can_be_raised_and_caught_whole() -> None:
    source = Source("a page", "documented")
    with pytest.raises(Refusal, match=r"^Code: message$") as caught:
        raise Refusal("Code", "message", "cause", "hint", source, 409, kept="state")
    assert (caught.value.source.grade, caught.value.kept) == ("documented", "state")


def test_what_is_kept_stays_out_of_the_printed_refusal() -> None:
    assert "secret" not in repr(Refusal("Code", "message", "cause", "hint", kept="secret"))


def test_two_refusals_of_the_same_words_are_two_events() -> None:
    words = ("Code", "message", "cause", "hint")
    assert Refusal(*words) != Refusal(*words)
