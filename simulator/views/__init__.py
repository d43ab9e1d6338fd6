"""HTML from a run. Templates get plain values and decide nothing; no script, no style inline."""

from simulator.views.coach_values import ROOT, Guide, Words
from simulator.views.draw import Drawn, Place, draw, page

__all__ = ["ROOT", "Drawn", "Guide", "Place", "Words", "draw", "page"]
