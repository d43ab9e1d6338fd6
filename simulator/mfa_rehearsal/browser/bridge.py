"""Answers the page's messages, both as JSON. JavaScript calls nothing else in Python."""

import json
from collections.abc import Callable
from pkgutil import get_data

from mfa_rehearsal.browser import fast_import
from mfa_rehearsal.browser.bug_report import bug_report
from mfa_rehearsal.browser.session import Session
from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.views import Guide


def read_words() -> Guide:
    """Return the coach's words, stored beside this module when the bundle is made."""
    text = get_data("mfa_rehearsal.browser", "guide.json")
    assert text is not None, "the archive's loader can't read guide.json"
    return Guide.from_data(json.loads(text))


_session: Session | None = None


def start() -> Callable[[str], str]:
    """Return the function that answers messages, now that everything is imported."""
    fast_import.end()
    return handle


def prepare() -> None:
    """Read and import in advance what the first answers need, and keep nothing of a run."""
    global _session
    for edition in EDITIONS:
        session = Session(read_words(), draw_seed=lambda: "")
        fields = {"edition": edition, "slug": ""}
        session.answer({"action": "Open", "fields": fields, "now": 0})
        _session = Session(session.guide)
    fast_import.let_go()


def handle(message: str) -> str:
    """Answer one message from the page. The answer to a bug is the full report of it."""
    global _session  # the only state that lasts between messages
    try:
        _session = _session or Session(read_words())
        return json.dumps(_session.answer(json.loads(message)))
    except Exception:
        return json.dumps(bug_report(_session.run if _session else None, message))
