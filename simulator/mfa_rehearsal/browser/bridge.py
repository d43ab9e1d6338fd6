"""Answers the page's messages, both as JSON. JavaScript calls nothing else in Python."""

import json
from collections.abc import Callable

from mfa_rehearsal.browser import fast_import
from mfa_rehearsal.browser.bug_report import bug_report
from mfa_rehearsal.browser.session import Session
from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.lessons import guide_lesson
from mfa_rehearsal.views import Guide, Words

_session: Session | None = None


def start(words: str) -> Callable[[str], str]:
    """Return the function that answers messages, now that everything is imported.

    Args:
        words: the coach's words, as JSON.
    """
    global _session  # the only state that lasts between messages
    _session = Session(Guide.from_data(json.loads(words)))
    fast_import.end()
    return handle


def prepare() -> None:
    """Import in advance what the first answers need, and keep nothing of a run and no words."""
    for edition in EDITIONS:
        steps = {step.slug: Words("") for step in guide_lesson(edition).steps}
        session = Session(Guide({edition: steps}, {}), draw_seed=lambda: "")
        fields = {"edition": edition, "slug": ""}
        session.answer({"action": "Open", "fields": fields, "now": 0})
    fast_import.let_go()


def handle(message: str) -> str:
    """Answer one message from the page. The answer to a bug is the full report of it."""
    try:
        assert _session, "start() comes before handle()"
        return json.dumps(_session.answer(json.loads(message)))
    except Exception:
        return json.dumps(bug_report(_session.run if _session else None, message))
