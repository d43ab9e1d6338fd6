"""HTML from a run. Templates get plain values and decide nothing; no script, no style inline."""

from simulator.views.draw import Drawn, Head, draw, page
from simulator.views.guide import ROOT, Chapter, Guide, Words
from simulator.views.place import Place

__all__ = ["ROOT", "Chapter", "Drawn", "Guide", "Head", "Place", "Words", "draw", "page"]
