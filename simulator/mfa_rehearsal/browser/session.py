"""The reader's run in one open page: what each message does to it, and the answer.

Time and randomness enter here, and nowhere below.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace

from mfa_rehearsal.browser.bug_report import texts
from mfa_rehearsal.browser.clock_watch import ClockWatch, moved_text
from mfa_rehearsal.browser.links import relocate
from mfa_rehearsal.browser.outcome import outcome
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Edition, read_action
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.lessons import (
    Run,
    current,
    follow_clock,
    open_at,
    pass_time,
    play,
    read_text,
    rewind,
    show_me,
    undo,
)
from mfa_rehearsal.lessons.saving import read_edition, saved
from mfa_rehearsal.views import Guide, ViewContext, draw

Answer = dict[str, object]

KEPT_FOR_S = 12 * 60 * 60
"""An older run is not resumed: nobody remembers where they were."""

LONG_ENOUGH_S = 10
"""How long an unexpected notice stays at least: the reader may press something as it appears."""

OF_THE_RUN: dict[str, Callable[[Run], Run]] = {"Undo": undo, "ShowMe": show_me}
"""What a reader does to the run itself."""


@dataclass
class Session:
    """The state of one open page.

    Args:
        guide: the coach's words.
        draw_seed: returns the seed of a new run.
        slug: what the page opens at: a step, a drill, or "".
        run: the reader's run, once the page has opened one.
        farthest: the run before the reader went back in it.
        former: `run` and `farthest` from before the reader started over, until they do something
            else.
        context: where and when the run is shown.
        said: a notice to show besides the run.
        said_until: until when the notice stays, even if the reader presses something.
        clock: notices when the computer's clock is set.
        guide_url: where links to the guide lead if the page isn't in our site; see links.py.
        options: what the owner of the page's site has set.
    """

    guide: Guide
    draw_seed: Callable[[], str] = field(default=lambda: secrets.token_hex(16))
    slug: str = ""
    run: Run | None = None
    farthest: Run | None = None
    former: tuple[Run, Run] | None = None
    context: ViewContext = field(default_factory=lambda: ViewContext(root=""))
    said: str = ""
    said_until: int = 0
    clock: ClockWatch = field(default_factory=ClockWatch)
    guide_url: str | None = None
    options: SiteOptions = OURS

    def answer(self, message: Mapping[str, object]) -> Answer:
        """Do what a message asks, and draw the result.

        Args:
            message: "action", "fields" (names and values, all text), "now" (Unix seconds), and
                "origin_ms": `now` minus the time since the page was opened, by a clock that can't
                be set.

        Returns:
            "html", "title", "spoken", "redraw_in_s" and "step"; "presses", how far the run is;
            "saved", the whole run as data, including what the reader went back from; after a
            refusal, "refused"; and at the end of the lesson, "finished".
        """
        name, fields = str(message["action"]), texts(message["fields"])
        if name == "DrawStill":
            return self._still()
        now = UnixSeconds(int(str(message["now"])))
        if name != "Redraw" and now >= self.said_until:
            self.said = ""
        moved_s = self.clock.moved_s(message.get("origin_ms"))
        if moved_s:
            self._follow_clock(moved_s, now)
        if name == "Open":
            self._open(fields, now)
        else:
            self._go_on(name, fields, now)
        return self._picture()

    def _follow_clock(self, moved_s: int, now: UnixSeconds) -> None:
        """Move every run with the computer's clock, and say so."""
        if self.run is None:
            return
        self.farthest = follow_clock(self._farthest(), moved_s)
        self.run = follow_clock(self.run, moved_s)
        if self.former:
            run, far = self.former
            self.former = follow_clock(run, moved_s), follow_clock(far, moved_s)
        self.said = ""
        self._say_moved(moved_s, now)

    def _say_moved(self, moved_s: int, now: UnixSeconds) -> None:
        self.said = f"{self.said} {moved_text(moved_s)}".strip()
        self.said_until = now + LONG_ENOUGH_S

    def _open(self, fields: Mapping[str, str], now: UnixSeconds) -> None:
        edition, self.slug = read_edition(fields["edition"]), fields["slug"]
        self.guide_url = fields.get("guide")
        if fields.get("options"):
            self.options = SiteOptions.from_data(json.loads(fields["options"]))
        up = "../../../../" if self.slug else "../../../"
        self.context = ViewContext(root=up, utc_offset_s=int(fields.get("utc_offset_s", "0")))
        kept, presses = self._read_kept(fields, now), fields.get("presses", "")
        self.farthest = kept or self._new_run(edition, now)
        self.run = self.farthest
        if kept and presses:
            self.run = pass_time(rewind(kept, int(presses)), now)

    def _new_run(self, edition: Edition, now: UnixSeconds) -> Run:
        return open_at(edition, self.slug, self.draw_seed(), now, self.options)

    def _read_kept(self, fields: Mapping[str, str], now: UnixSeconds) -> Run | None:
        """Return the run that the browser kept, unless it can't be read, is complete or is too old.

        A reader who reloads the page continues even then: the browser knows how far they were.
        """
        if not fields.get("saved"):
            return None
        try:
            run = read_text(fields["saved"], self.options)
        except ValueError:
            self.said = "Your saved run can't be restored, so this is a new one."
            return None
        old = run.world.now - run.world.skipped_s <= now - KEPT_FOR_S
        if not fields.get("presses") and (current(run) is None or old):
            return None
        self.said = "Picked up where you left off."
        resumed = pass_time(run, now)
        if set_back_s := resumed.world.clock_moved_s - run.world.clock_moved_s:
            self._say_moved(set_back_s, now)
        return resumed

    def _go_on(self, name: str, fields: Mapping[str, str], now: UnixSeconds) -> None:
        run, far = pass_time(self._opened(), now), self._farthest()
        if name == "GoTo":
            self.run = pass_time(rewind(far, int(fields["presses"])), now)
            return
        if name == "StartOver":
            self._start_over(run, far, now)
            return
        if name == "BringBack":
            self._bring_back(now)
            return
        self.run = self._play(run, name, fields)
        if name != "Redraw":
            self.former = None
        if far.presses == run.presses or self.run.actions != run.actions:
            self.farthest = self.run

    def _start_over(self, run: Run, far: Run, now: UnixSeconds) -> None:
        """Open a new run. The second press of a double click still keeps the original run."""
        self.former = self.former or ((run, far) if far.presses else None)
        self.said = "This is a new run."
        self.run = self.farthest = self._new_run(run.world.edition, now)

    def _bring_back(self, now: UnixSeconds) -> None:
        """Restore the run from before a start over; a second press does nothing."""
        if self.former is None:
            return
        run, far = self.former
        self.run, self.farthest, self.former = pass_time(run, now), far, None
        if run.actions == far.actions:
            self.farthest = self.run

    def _play(self, run: Run, name: str, fields: Mapping[str, str]) -> Run:
        if name == "Redraw":
            return run
        if name in OF_THE_RUN:
            return OF_THE_RUN[name](run)
        return play(run, read_action(name, fields))

    def _opened(self) -> Run:
        if self.run is None:
            raise RuntimeError("the page sent an action before it opened a run")
        return self.run

    def _farthest(self) -> Run:
        return self.farthest or self._opened()

    def _still(self) -> Answer:
        """Return how the run looks without codes, keys and times, for the browser to keep."""
        drawn = draw(self._opened(), self.guide, replace(self.context, live=False))
        return {"still": {"html": self._placed(drawn.html), "title": drawn.title}}

    def _placed(self, html: str) -> str:
        """Return HTML with the links of the site that the page is in."""
        return html if self.guide_url is None else relocate(html, self.guide_url)

    def _picture(self) -> Answer:
        run = self._opened()
        step = current(run)
        back = self.former is not None
        answer: Answer = asdict(draw(run, self.guide, self.context, self.said, can_bring_back=back))
        answer["html"] = self._placed(str(answer["html"]))
        answer["step"] = {"slug": step.slug if step else "", "done": sorted(run.done)}
        answer["presses"] = run.presses
        answer["saved"] = saved(self._farthest())
        if step is None:
            answer["finished"] = outcome(run)
        if run.refusal:
            answer["refused"] = {"code": run.refusal.code, "cause": run.refusal.cause}
        return answer
