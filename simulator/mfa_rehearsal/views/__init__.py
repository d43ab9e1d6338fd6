"""HTML from a run. Templates get plain values and decide nothing; no script, no style inline."""

from mfa_rehearsal.views.draw import Drawn, Head, Linked, draw, page
from mfa_rehearsal.views.guide import ROOT, Chapter, Guide, Words
from mfa_rehearsal.views.view_context import ViewContext

__all__ = [
    "ROOT",
    "Chapter",
    "Drawn",
    "Guide",
    "Head",
    "Linked",
    "ViewContext",
    "Words",
    "draw",
    "page",
]
