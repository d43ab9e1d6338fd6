"""The age of a saved run: skipped time does not count."""

import json

import pytest
from mfa_rehearsal.browser.session import Session
from mfa_rehearsal.publish.content.coach_text import read_guide

NOW = 1_800_000_000
HOUR_S = 60 * 60
RESUMED = "Picked up where you left off."
GUIDE = read_guide()


def press(session: Session, action: str, now: int, **fields: str) -> dict[str, object]:
    return session.answer({"action": action, "fields": fields, "now": now})


def left_after(seconds: int, *, skipped_h: int) -> dict[str, object]:
    """Reopen the page this long after a run in which this much time was skipped."""
    session = Session(GUIDE, draw_seed=lambda: "a seed")
    press(session, "Open", NOW, edition="today", slug="")
    answer = press(session, "SubmitEmail", NOW)
    for _ in range(skipped_h):
        answer = press(session, "SkipAhead", NOW, seconds=str(HOUR_S))
    fields = {"edition": "today", "slug": "", "saved": json.dumps(answer["saved"])}
    return press(Session(GUIDE), "Open", NOW + seconds, **fields)


@pytest.mark.parametrize("skipped_h", [0, 13])
def test_a_run_left_thirteen_hours_ago_is_not_resumed(skipped_h: int) -> None:
    assert RESUMED not in str(left_after(13 * HOUR_S, skipped_h=skipped_h)["html"])


@pytest.mark.parametrize("skipped_h", [0, 13])
def test_a_run_left_an_hour_ago_is_resumed_with_what_was_skipped(skipped_h: int) -> None:
    html = str(left_after(HOUR_S, skipped_h=skipped_h)["html"])
    assert RESUMED in html
    assert ("Skipped ahead" in html) == bool(skipped_h)
