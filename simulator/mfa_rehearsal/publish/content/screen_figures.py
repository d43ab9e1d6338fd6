"""Diagrams of the screens, drawn from the tables that say where each action leads.

Rule: every screen and every transition of a table is drawn. An action that stays on its screen has
no arrow.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.console.screens import CONSOLES, PHONE
from mfa_rehearsal.console.world import OUTSIDE_CONSOLE, Edition, View
from mfa_rehearsal.publish.content.screen_boxes import Box, boxes_of
from mfa_rehearsal.publish.content.svg_sheet import MARGIN, WIDTH, Ink, Sheet, new_sheet

HEAD, ROW, GAP = 24, 18, 14
LANE, LANES_RIGHT = 7, WIDTH - 8
NAME_SIZE, TEXT_SIZE = 13, 12
NAME_CHARACTER, TEXT_CHARACTER = 7.2, 6.1
"""The width of a character in any font, so that an arrow starts where its words end."""


@dataclass(frozen=True)
class Arrow:
    """All lines to one screen, which share a lane at the right edge.

    Args:
        target: the screen.
        y: the vertical position of the arrowhead.
        starts: the points where the lines start, as (x, y).
    """

    target: str
    y: float
    starts: tuple[tuple[float, float], ...]

    @property
    def span(self) -> tuple[float, float]:
        """The part of the lane that the arrow needs."""
        heights = [self.y, *(y for _, y in self.starts)]
        return min(heights), max(heights)


def console_screens(edition: Edition, ink: Ink) -> str:
    """Return the diagram of one edition's console, as SVG."""
    table = CONSOLES[edition]
    signed_in = [screen for screen in table if screen not in OUTSIDE_CONSOLE]
    boxes = boxes_of(table, "any screen after sign-in", signed_in)
    return draw(f"{LABELS[edition].edition_name}: the screens", boxes, ink)


def phone_views(ink: Ink) -> str:
    """Return the diagram of the phone's views, as SVG."""
    apps: list[View] = [view for view in PHONE if view != "home"]
    return draw("The phone: the views", boxes_of(PHONE, "any view of an app", apps), ink)


def draw(title: str, boxes: list[Box], ink: Ink) -> str:
    """Draw boxes in a column, with arrows between them."""
    height = sum(_height(box) for box in boxes) + GAP
    sheet = new_sheet(title, _description(boxes), height, ink)
    tops = list(_tops(boxes))
    for box, top in zip(boxes, tops, strict=True):
        _draw_box(sheet, box, top)
    lanes = _lanes(_arrows(boxes, tops))
    for number, lane in enumerate(reversed(lanes)):
        for arrow in lane:
            _draw_arrow(sheet, arrow, LANES_RIGHT - number * LANE)
    return sheet.text()


def _description(boxes: list[Box]) -> str:
    """Return a description of the diagram for anyone who cannot see it."""
    parts = (f"{box.name}: {', '.join(each.words for each in box.transitions)}" for box in boxes)
    return ". ".join(parts) + "."


def _tops(boxes: list[Box]) -> Iterator[int]:
    top = GAP
    for box in boxes:
        yield top
        top += _height(box)


def _height(box: Box) -> int:
    return HEAD + ROW * len(box.transitions) + GAP


def _draw_box(sheet: Sheet, box: Box, top: int) -> None:
    group = Sheet(sheet.add("g", id=f"screen-{box.name.replace(' ', '-')}"), sheet.ink)
    look = {"fill": sheet.ink.accent, "fill_opacity": 0.14, "rx": 4}
    width = round(_name_width(box.name) + 16, 1)
    group.add("rect", x=MARGIN - 8, y=top, width=width, height=HEAD, **look)
    bold = {"fill": sheet.ink.strong, "font_size": NAME_SIZE, "font_weight": 650}
    _write(group, top + 16, box.name, _name_width(box.name), **bold)
    soft = {"fill": sheet.ink.soft, "font_size": TEXT_SIZE}
    for number, each in enumerate(box.transitions):
        _write(group, _row_y(top, number) + 4, each.words, _text_width(each.words), **soft)


def _write(sheet: Sheet, y: int, words: str, width: float, **look: object) -> None:
    """Write a line of exactly the given width."""
    fit = {"textLength": width, "lengthAdjust": "spacingAndGlyphs"}
    sheet.add("text", x=MARGIN, y=y, **fit, **look).text = words


def _name_width(name: str) -> float:
    return round(NAME_CHARACTER * len(name), 1)


def _text_width(words: str) -> float:
    return round(TEXT_CHARACTER * len(words), 1)


def _row_y(top: int, number: int) -> int:
    """Return the middle of a line."""
    return top + HEAD + ROW * number + ROW // 2 + 2


def _arrows(boxes: list[Box], tops: list[int]) -> list[Arrow]:
    """Return the arrows, shortest first: the shortest gets the lane nearest to the words."""
    starts: dict[str, list[tuple[float, float]]] = {}
    for box, top in zip(boxes, tops, strict=True):
        for number, each in enumerate(box.transitions):
            if each.target != box.name:
                start = (MARGIN + _text_width(each.words) + 4, _row_y(top, number))
                starts.setdefault(each.target, []).append(start)
    heads = {box.name: top + HEAD / 2 for box, top in zip(boxes, tops, strict=True)}
    arrows = [Arrow(name, heads[name], tuple(ways)) for name, ways in starts.items()]
    return sorted(arrows, key=lambda arrow: arrow.span[1] - arrow.span[0])


def _lanes(arrows: list[Arrow]) -> list[list[Arrow]]:
    """Return the lanes from the words to the edge; no two arrows in a lane touch."""
    lanes: list[list[Arrow]] = []
    for arrow in arrows:
        free = (lane for lane in lanes if all(_apart(arrow, each) for each in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([arrow])
        else:
            lane.append(arrow)
    return lanes


def _apart(one: Arrow, other: Arrow) -> bool:
    return one.span[1] + GAP < other.span[0] or other.span[1] + GAP < one.span[0]


def _draw_arrow(sheet: Sheet, arrow: Arrow, x: int) -> None:
    """Draw the lines to a screen: from each action to the lane, along it and to the screen."""
    tip = MARGIN + _name_width(arrow.target) + 12
    low, high = arrow.span
    lines = "".join(f"M{start:.1f} {y}H{x}" for start, y in arrow.starts)
    path = f"{lines}M{x} {low}V{high}M{x} {arrow.y}H{tip:.1f}"
    look = {"fill": "none", "stroke": sheet.ink.ruler, "stroke_width": 1}
    sheet.add("path", id=f"to-{arrow.target}", d=path, **look)
    head = f"M{tip + 6:.1f} {arrow.y - 4}L{tip:.1f} {arrow.y}l6 4"
    sheet.add("path", d=head, fill="none", stroke=sheet.ink.accent, stroke_width=1.5)
