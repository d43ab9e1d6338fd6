"""The one door between page and Python: a message in, a picture out, both as JSON.

It holds the only thing that changes: the reader's run. Time and chance come in here, and nowhere
below.
"""

import json
import secrets
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pkgutil import get_data

from mfa_rehearsal.browser import fast_import
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import EDITIONS, read_action, write_action
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
from mfa_rehearsal.lessons.masking import masked, masked_in
from mfa_rehearsal.lessons.run import STANDS_STILL_S
from mfa_rehearsal.lessons.saving import read_edition, saved
from mfa_rehearsal.views import Guide, Place, draw
from mfa_rehearsal.views.times import span_text

Answer = dict[str, object]


@dataclass
class Session:
    """What one open page holds.

    Args:
        guide: the coach's words.
        draw_seed: where the chance of a new run comes from.
        slug: what the page opens at: a step, a drill, or "".
        run: the reader's run, once the page has opened one.
        farthest: the run before the reader went back in it.
        former: what `run` and `farthest` were before the reader started over, until they do
            something else.
        place: where and when the run is looked at.
        said: something to tell besides what was drawn.
        said_until: an action before it is too early to have read that.
        origin_ms: when the page was opened, by the computer's clock as it is now set.
    """

    guide: Guide
    draw_seed: Callable[[], str] = field(default=lambda: secrets.token_hex(16))
    slug: str = ""
    run: Run | None = None
    farthest: Run | None = None
    former: tuple[Run, Run] | None = None
    place: Place = field(default_factory=lambda: Place(root=""))
    said: str = ""
    said_until: int = 0
    origin_ms: float | None = None

    def answer(self, message: Mapping[str, object]) -> Answer:
        """Do what a message asks, and draw what came of it.

        Args:
            message: "action", "fields" (names and values, all text) and "now" (Unix seconds);
                "origin_ms", `now` less the time since the page was opened, by a clock that nobody
                sets.

        Returns:
            "html", "title", "spoken", "redraw_in_s" and "step"; "presses", how far the run is,
            and "saved", all of it as text, also what the reader went back from; "refused" too
            after a no.
        """
        name, fields = str(message["action"]), _texts(message["fields"])
        now = UnixSeconds(int(str(message["now"])))
        if name != "Redraw" and now >= self.said_until:
            self.said = ""
        moved_s = self._clock_moved(message.get("origin_ms"))
        if moved_s:
            self._follow_clock(moved_s, now)
        if name == "Open":
            self._open(fields, now)
        else:
            self._go_on(name, fields, now)
        return self._picture()

    def _clock_moved(self, origin_ms: object) -> int:
        """Return the seconds by which the computer's clock moved since the last message."""
        before, self.origin_ms = self.origin_ms, float(str(origin_ms)) if origin_ms else None
        if before is None or self.origin_ms is None:
            return 0
        moved_s = round((self.origin_ms - before) / 1000)
        if abs(moved_s) < STANDS_STILL_S:
            self.origin_ms = before
            return 0
        return moved_s

    def _follow_clock(self, moved_s: int, now: UnixSeconds) -> None:
        """Let every run move with the computer's clock, and tell of it."""
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
        words = SET_BACK if moved_s < 0 else MOVED_AHEAD
        self.said = f"{self.said} {words.format(span=span_text(moved_s))}".strip()
        self.said_until = now + LONG_ENOUGH_S

    def _open(self, fields: Mapping[str, str], now: UnixSeconds) -> None:
        edition, self.slug = read_edition(fields["edition"]), fields["slug"]
        up = "../../../../" if self.slug else "../../../"
        self.place = Place(root=up, utc_offset_s=int(fields.get("utc_offset_s", "0")))
        kept, presses = self._read_kept(fields, now), fields.get("presses", "")
        self.farthest = kept or open_at(edition, self.slug, self.draw_seed(), now)
        self.run = self.farthest
        if kept and presses:
            self.run = pass_time(rewind(kept, int(presses)), now)

    def _read_kept(self, fields: Mapping[str, str], now: UnixSeconds) -> Run | None:
        """Return the run that the browser kept, unless it cannot be read, or is over or old.

        Who loads the page again goes on all the same: the browser then knows how far they were.
        """
        if not fields.get("saved"):
            return None
        try:
            run = read_text(fields["saved"])
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
        """Open a new run. The second press of a double click keeps what the first put aside."""
        self.former = self.former or ((run, far) if far.presses else None)
        self.said = "This is a new run."
        self.run = self.farthest = open_at(run.world.edition, self.slug, self.draw_seed(), now)

    def _bring_back(self, now: UnixSeconds) -> None:
        """Take a start over back. The second press of a double click finds it done."""
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

    def _picture(self) -> Answer:
        run = self._opened()
        step = current(run)
        back = self.former is not None
        answer: Answer = asdict(draw(run, self.guide, self.place, self.said, can_bring_back=back))
        answer["step"] = {"slug": step.slug if step else "", "done": sorted(run.done)}
        answer["presses"] = run.presses
        answer["saved"] = json.dumps(saved(self._farthest()))
        if run.refusal:
            answer["refused"] = {"code": run.refusal.code, "cause": run.refusal.cause}
        return answer


KEPT_FOR_S = 12 * 60 * 60
"""A run that was left longer ago is not continued: nobody remembers where it was."""

LONG_ENOUGH_S = 10
"""How long what nobody asked for is told at least: a press may come the moment that it appears."""

SET_BACK = (
    "This computer's clock was set back {span}, so AWS's clock and the phone's moved with it: type"
    " new codes."
)
MOVED_AHEAD = (
    "This computer was asleep or its clock was set ahead {span}, so AWS's clock and the phone's"
    " moved with it: type new codes."
)

OF_THE_RUN: dict[str, Callable[[Run], Run]] = {"Undo": undo, "ShowMe": show_me}
"""What a reader does to the run itself."""


def read_words() -> Guide:
    """Return the coach's words, stored beside this module when the bundle is made."""
    text = get_data("mfa_rehearsal.browser", "guide.json")
    assert text is not None, "an archive's loader reads what lies in it"
    return Guide.from_data(json.loads(text))


_session: Session | None = None


def start() -> Callable[[str], str]:
    """Return what answers messages, now that all is imported."""
    fast_import.end()
    return handle


def prepare() -> None:
    """Read and import beforehand what the first answers need; nothing of a run stays."""
    global _session
    for edition in EDITIONS:
        session = Session(read_words(), draw_seed=lambda: "")
        fields = {"edition": edition, "slug": ""}
        session.answer({"action": "Open", "fields": fields, "now": 0})
        _session = Session(session.guide)
    fast_import.let_go()


def handle(message: str) -> str:
    """Answer one message of the page; a bug is answered too, whole, with what led to it."""
    global _session  # the one thing that lasts between two messages
    try:
        _session = _session or Session(read_words())
        return json.dumps(_session.answer(json.loads(message)))
    except Exception:
        run = _session.run if _session else None
        actions = [write_action(action) for action in run.actions] if run else []
        fields = _fields_of(message)
        failed = masked_in(traceback.format_exc(), [*actions, fields])
        report = [*map(masked, actions), masked_message(message)]
        return json.dumps({"failed": failed, "actions": report})


def masked_message(message: str) -> object:
    """Return a message of the page as it may stand in a report: what was typed is masked."""
    try:
        return {**json.loads(message), "fields": masked(_fields_of(message))}
    except (TypeError, ValueError):
        return f"a message of {len(message)} characters that can't be read"


def _fields_of(message: str) -> dict[str, str]:
    """Return the fields of a message, or none where it has none."""
    try:
        return _texts(json.loads(message)["fields"])
    except (KeyError, TypeError, ValueError):
        return {}


def _texts(fields: object) -> dict[str, str]:
    if not isinstance(fields, dict):
        raise TypeError(f"fields are names and values, not a {type(fields).__name__}")
    return {str(name): str(value) for name, value in fields.items()}
