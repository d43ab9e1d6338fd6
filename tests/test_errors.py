"""A Refusal reads like the API's error and adds our cause, hint and source."""

import pytest
from mfa_rehearsal.errors import OURS, Refusal, Source


def test_a_refusal_as_text_is_its_code_and_message() -> None:
    assert str(Refusal("DeleteConflict", "In use.", "cause", "hint")) == "DeleteConflict: In use."


def test_a_refusal_has_our_source_and_status_400_by_default() -> None:
    refusal = Refusal("Code", "message", "cause", "hint")
    assert (refusal.source, refusal.http_status) == (OURS, 400)


def test_a_caught_refusal_still_has_its_source() -> None:
    source = Source("a page", "documented")
    with pytest.raises(Refusal, match=r"^Code: message$") as caught:
        raise Refusal("Code", "message", "cause", "hint", source, 409)
    assert caught.value.source.grade == "documented"
