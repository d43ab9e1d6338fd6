"""Pictures for the guide, drawn from the numbers that the code uses.

Rule: every number in a picture is one of these or computed from them.
"""

from dataclasses import dataclass
from pathlib import Path

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console.world import EDITIONS
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS, SEARCH_NEWER_STEPS, SEARCH_OLDER_STEPS
from mfa_rehearsal.lessons.offers import TEN_MINUTES_S
from mfa_rehearsal.publish.content.passkey_figure import passkey_sign_in
from mfa_rehearsal.publish.content.screen_figures import console_screens, phone_views
from mfa_rehearsal.publish.content.svg_sheet import INKS, MARGIN, WIDTH, Ink, Sheet, new_sheet

HEIGHT = 420
MIDDLE, PLOT = WIDTH / 2, WIDTH - 2 * MARGIN
TALL, LOW = 26, 8
ROOM_STEPS = 4
"""Time steps that a timeline shows beyond the accepted ones."""


@dataclass(frozen=True)
class Window:
    """Where AWS looks for codes, and how late the example's pair is."""

    older_steps: int = SEARCH_OLDER_STEPS
    newer_steps: int = SEARCH_NEWER_STEPS
    either_side_steps: int = CHECK_EITHER_SIDE_STEPS
    period_s: int = PERIOD_S
    late_s: int = TEN_MINUTES_S

    @property
    def late_steps(self) -> int:
        """How slow AWS assumes the phone is after the late pair."""
        return self.late_s // self.period_s

    def span(self, steps: int) -> str:
        """Return the length of a number of time steps, such as "8 h 20 min"."""
        hours, rest = divmod(steps * self.period_s, 3600)
        minutes, seconds = divmod(rest, 60)
        counts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
        return " ".join(f"{count} {unit}" for count, unit in counts if count)


OBSERVED = Window()


@dataclass(frozen=True)
class TimeLine:
    """Consecutive time steps across the picture, with now in the middle."""

    foot: float
    steps_each_way: int

    @property
    def step_width(self) -> float:
        """The width of one time step."""
        return PLOT / (2 * self.steps_each_way + 1)

    def x(self, step: float) -> float:
        """Return the middle of a time step."""
        return MIDDLE + step * self.step_width


def write_figures(out: Path) -> None:
    """Write every picture into a folder, for light and dark pages."""
    out.mkdir(parents=True, exist_ok=True)
    for theme, ink in INKS.items():
        drawn = {"sync-window": sync_window(ink=ink), "screens-phone": phone_views(ink)}
        drawn["passkey-sign-in"] = passkey_sign_in(ink=ink)
        drawn |= {f"screens-{edition}": console_screens(edition, ink) for edition in EDITIONS}
        for name, svg in drawn.items():
            (out / f"{name}-{theme}.svg").write_text(svg, encoding="utf-8")


def sync_window(window: Window = OBSERVED, ink: Ink = INKS["light"]) -> str:
    """Return the picture of where AWS looks for codes, as SVG."""
    title = "Where AWS looks for your codes"
    sheet = new_sheet(title, _description(window), HEIGHT, ink)
    wide = TimeLine(88, max(window.older_steps, window.newer_steps))
    steps = window.late_steps + window.either_side_steps + ROOM_STEPS
    _draw_search(sheet, window, wide)
    _draw_zoom(sheet, wide, TimeLine(150, steps))
    _draw_check(sheet, window, TimeLine(242, steps))
    _draw_late(sheet, window, TimeLine(384, steps))
    return sheet.text()


def _description(window: Window) -> str:
    """Return a description of the picture for anyone who cannot see it."""
    older, newer = window.span(window.older_steps), window.span(window.newer_steps)
    late = window.span(window.late_steps)
    return (
        f"AWS looks for two codes in a row from {older} back to {newer} ahead. At sign-in, it looks"
        f" for one code {window.span(window.either_side_steps)} either way. After a pair that was"
        f" {late} late, AWS looks {late} back, and the phone's code is outside this range."
    )


def _draw_search(sheet: Sheet, window: Window, line: TimeLine) -> None:
    """Draw the wide band to scale, with what AWS accepts at sign-in as a thin bar in its middle."""
    ink, y = sheet.ink, line.foot + 18
    steps = window.older_steps + 1 + window.newer_steps
    said = f"AWS checks {steps:,} periods of {window.period_s} s"
    sheet.heading(line.foot - 58, "Setting up or resyncing: two codes", said)
    middle, width = (window.newer_steps - window.older_steps) / 2, steps * line.step_width
    look = {"fill": ink.accent, "fill_opacity": 0.16, "stroke": ink.accent, "rx": 3}
    _draw_bar(sheet, line, middle, width, TALL, **look)
    thin = line.step_width * (2 * window.either_side_steps + 1)
    _draw_bar(sheet, line, 0, thin, TALL, fill=ink.accent)
    sheet.words(MARGIN, y, ink.soft, f"{window.span(window.older_steps)} back")
    sheet.words(MIDDLE, y, ink.strong, "now", "middle")
    sheet.words(WIDTH - MARGIN, y, ink.soft, f"{window.span(window.newer_steps)} ahead", "end")


def _draw_zoom(sheet: Sheet, wide: TimeLine, near: TimeLine) -> None:
    """Draw how the middle of one timeline is enlarged to the whole of the next."""
    half, top, foot = near.steps_each_way * wide.step_width, wide.foot + TALL, near.foot
    corners = ((MIDDLE - half, top), (MIDDLE + half, top), (WIDTH - MARGIN, foot), (MARGIN, foot))
    points = " ".join(f"{x:.1f},{y}" for x, y in corners)
    sheet.add("polygon", points=points, fill=sheet.ink.accent, fill_opacity=0.1)
    times = round(near.step_width / wide.step_width)
    sheet.words(MIDDLE, foot - 7, sheet.ink.soft, f"{times} times larger", "middle")


def _draw_check(sheet: Sheet, window: Window, line: TimeLine) -> None:
    """Draw the narrow band around now."""
    side = window.either_side_steps
    said = f"AWS accepts {2 * side + 1} codes, {window.span(side)} either way"
    sheet.heading(line.foot - 64, "Signing in: one code", said)
    _draw_ruler(sheet, window, line, dict.fromkeys(range(-side, side + 1), sheet.ink.accent))


def _draw_late(sheet: Sheet, window: Window, line: TimeLine) -> None:
    """Draw the narrow band moved by a late pair, and the phone's code outside it."""
    side, late, ink = window.either_side_steps, window.late_steps, sheet.ink
    said = f"AWS assumes that the phone is {window.span(late)} slow"
    sheet.heading(line.foot - 88, f"After a pair that was {window.span(late)} late", said)
    accepted = dict.fromkeys(range(-late - side, side - late + 1), ink.accent)
    _draw_ruler(sheet, window, line, accepted | {0: ink.refused})
    tip, tail, y = line.x(side - late) + 8, line.x(0) - 8, line.foot - 14
    arrow = f"M{tail:.1f} {y}H{tip:.1f}m5 -4l-5 4l5 4"
    sheet.add("path", d=arrow, fill="none", stroke=ink.soft, stroke_width=1.5)
    sheet.words((tip + tail) / 2, y - 6, ink.soft, window.span(late), "middle")
    sheet.words(line.x(-late), y - 20, ink.accent, "accepted", "middle")
    sheet.words(line.x(-1), y - 20, ink.refused, "the phone's code: refused")


def _draw_bar(
    sheet: Sheet, line: TimeLine, step: float, width: float, height: float, **look: object
) -> None:
    """Draw a bar on a timeline, centered on a time step."""
    place = {"x": round(line.x(step) - width / 2, 2), "y": line.foot - height}
    sheet.add("rect", **place, width=round(width, 2), height=height, **look)


def _draw_ruler(sheet: Sheet, window: Window, line: TimeLine, marks: dict[int, str]) -> None:
    """Draw a timeline step by step, the marked steps taller, with its scale below."""
    for step in range(-line.steps_each_way, line.steps_each_way + 1):
        height, color = (TALL, marks[step]) if step in marks else (LOW, sheet.ink.ruler)
        _draw_bar(sheet, line, step, line.step_width * 0.72, height, fill=color)
    late, span, y = window.late_steps, window.span(window.late_steps), line.foot + 18
    sheet.words(line.x(-late), y, sheet.ink.soft, f"{span} back", "middle")
    sheet.words(line.x(0), y, sheet.ink.strong, "now", "middle")
    sheet.words(line.x(late), y, sheet.ink.soft, f"{span} ahead", "middle")
