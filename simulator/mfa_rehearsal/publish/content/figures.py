"""Pictures for the guide, drawn from the numbers that the code decides by.

Rule: a number in a picture is one of those, or computed from them; none is typed.
"""

from dataclasses import dataclass
from pathlib import Path

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console.world import EDITIONS
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS, SEARCH_NEWER_STEPS, SEARCH_OLDER_STEPS
from mfa_rehearsal.lessons.offers import TEN_MINUTES_S
from mfa_rehearsal.publish.content.screen_figures import console_screens, phone_views
from mfa_rehearsal.publish.content.svg_sheet import INKS, MARGIN, WIDTH, Ink, Sheet, new_sheet

HEIGHT = 420
MIDDLE, PLOT = WIDTH / 2, WIDTH - 2 * MARGIN
TALL, LOW = 26, 8
ROOM_STEPS = 4
"""Steps that a time line shows beyond what it is about."""


@dataclass(frozen=True)
class Window:
    """Where the account looks for codes, and how late the pair of the example is."""

    older_steps: int = SEARCH_OLDER_STEPS
    newer_steps: int = SEARCH_NEWER_STEPS
    either_side_steps: int = CHECK_EITHER_SIDE_STEPS
    period_s: int = PERIOD_S
    late_s: int = TEN_MINUTES_S

    @property
    def late_steps(self) -> int:
        """How slow the account takes the phone to be after the late pair."""
        return self.late_s // self.period_s

    def span(self, steps: int) -> str:
        """Return how long so many steps are, such as "8 h 20 min"."""
        hours, rest = divmod(steps * self.period_s, 3600)
        minutes, seconds = divmod(rest, 60)
        counts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
        return " ".join(f"{count} {unit}" for count, unit in counts if count)


OBSERVED = Window()


@dataclass(frozen=True)
class TimeLine:
    """Steps in a row across the picture, now in the middle."""

    foot: float
    steps_each_way: int

    @property
    def step_width(self) -> float:
        """How wide one step is drawn."""
        return PLOT / (2 * self.steps_each_way + 1)

    def x(self, step: float) -> float:
        """Return the middle of a step."""
        return MIDDLE + step * self.step_width


def write_figures(out: Path) -> None:
    """Write every picture into a folder, for either ground."""
    out.mkdir(parents=True, exist_ok=True)
    for ground, ink in INKS.items():
        drawn = {"sync-window": sync_window(ink=ink), "screens-phone": phone_views(ink)}
        drawn |= {f"screens-{edition}": console_screens(edition, ink) for edition in EDITIONS}
        for name, svg in drawn.items():
            (out / f"{name}-{ground}.svg").write_text(svg, encoding="utf-8")


def sync_window(window: Window = OBSERVED, ink: Ink = INKS["light"]) -> str:
    """Return the picture of where codes are looked for, as SVG."""
    title = "Where the account looks for your codes"
    sheet = new_sheet(title, _description(window), HEIGHT, ink)
    wide = TimeLine(88, max(window.older_steps, window.newer_steps))
    steps = window.late_steps + window.either_side_steps + ROOM_STEPS
    _draw_search(sheet, window, wide)
    _draw_lens(sheet, wide, TimeLine(150, steps))
    _draw_check(sheet, window, TimeLine(242, steps))
    _draw_late(sheet, window, TimeLine(384, steps))
    return sheet.text()


def _description(window: Window) -> str:
    """Return what the picture shows, for anyone who does not see it."""
    older, newer = window.span(window.older_steps), window.span(window.newer_steps)
    return (
        f"Two codes in a row are looked for from {older} back to {newer} ahead. One code at sign-in"
        f" is looked for {window.span(window.either_side_steps)} either way. After a pair that came"
        f" {window.span(window.late_steps)} late the account looks {window.late_steps} steps back,"
        " and the phone's code lies outside."
    )


def _draw_search(sheet: Sheet, window: Window, line: TimeLine) -> None:
    """Draw the wide band, to scale; what is accepted at sign-in is a hair in its middle."""
    ink, y = sheet.ink, line.foot + 18
    steps = window.older_steps + 1 + window.newer_steps
    said = f"Looked for in {steps:,} steps of {window.period_s} s"
    sheet.heading(line.foot - 58, "Setting up or resyncing: two codes", said)
    middle, width = (window.newer_steps - window.older_steps) / 2, steps * line.step_width
    look = {"fill": ink.accent, "fill_opacity": 0.16, "stroke": ink.accent, "rx": 3}
    _draw_bar(sheet, line, middle, width, TALL, **look)
    hair = line.step_width * (2 * window.either_side_steps + 1)
    _draw_bar(sheet, line, 0, hair, TALL, fill=ink.accent)
    sheet.words(MARGIN, y, ink.soft, f"{window.span(window.older_steps)} back")
    sheet.words(MIDDLE, y, ink.strong, "now", "middle")
    sheet.words(WIDTH - MARGIN, y, ink.soft, f"{window.span(window.newer_steps)} ahead", "end")


def _draw_lens(sheet: Sheet, wide: TimeLine, near: TimeLine) -> None:
    """Draw how the middle of one time line opens to the whole of the next."""
    half, top, foot = near.steps_each_way * wide.step_width, wide.foot + TALL, near.foot
    corners = ((MIDDLE - half, top), (MIDDLE + half, top), (WIDTH - MARGIN, foot), (MARGIN, foot))
    points = " ".join(f"{x:.1f},{y}" for x, y in corners)
    sheet.add("polygon", points=points, fill=sheet.ink.accent, fill_opacity=0.1)
    times = round(near.step_width / wide.step_width)
    sheet.words(MIDDLE, foot - 7, sheet.ink.soft, f"{times} times larger", "middle")


def _draw_check(sheet: Sheet, window: Window, line: TimeLine) -> None:
    """Draw the narrow band round now."""
    side = window.either_side_steps
    said = f"{2 * side + 1} codes are accepted, {window.span(side)} either way"
    sheet.heading(line.foot - 64, "Signing in: one code", said)
    _draw_ruler(sheet, window, line, dict.fromkeys(range(-side, side + 1), sheet.ink.accent))


def _draw_late(sheet: Sheet, window: Window, line: TimeLine) -> None:
    """Draw the narrow band where a late pair has moved it, and the phone's code outside."""
    side, late, ink = window.either_side_steps, window.late_steps, sheet.ink
    said = f"The account takes the phone to be {late} steps slow"
    sheet.heading(line.foot - 88, f"After a pair that came {window.span(late)} late", said)
    accepted = dict.fromkeys(range(-late - side, side - late + 1), ink.accent)
    _draw_ruler(sheet, window, line, accepted | {0: ink.refused})
    tip, tail, y = line.x(side - late) + 8, line.x(0) - 8, line.foot - 14
    arrow = f"M{tail:.1f} {y}H{tip:.1f}m5 -4l-5 4l5 4"
    sheet.add("path", d=arrow, fill="none", stroke=ink.soft, stroke_width=1.5)
    sheet.words((tip + tail) / 2, y - 6, ink.soft, f"{late} steps", "middle")
    sheet.words(line.x(-late), y - 20, ink.accent, "accepted", "middle")
    sheet.words(line.x(-1), y - 20, ink.refused, "the phone's code: refused")


def _draw_bar(
    sheet: Sheet, line: TimeLine, step: float, width: float, height: float, **look: object
) -> None:
    """Draw a bar on a time line, with its middle at a step."""
    place = {"x": round(line.x(step) - width / 2, 2), "y": line.foot - height}
    sheet.add("rect", **place, width=round(width, 2), height=height, **look)


def _draw_ruler(sheet: Sheet, window: Window, line: TimeLine, marks: dict[int, str]) -> None:
    """Draw a time line step by step, the marked ones tall, and write its scale under it."""
    for step in range(-line.steps_each_way, line.steps_each_way + 1):
        height, color = (TALL, marks[step]) if step in marks else (LOW, sheet.ink.ruler)
        _draw_bar(sheet, line, step, line.step_width * 0.72, height, fill=color)
    late, span, y = window.late_steps, window.span(window.late_steps), line.foot + 18
    sheet.words(line.x(-late), y, sheet.ink.soft, f"{span} back", "middle")
    sheet.words(line.x(0), y, sheet.ink.strong, "now", "middle")
    sheet.words(line.x(late), y, sheet.ink.soft, f"{span} ahead", "middle")
