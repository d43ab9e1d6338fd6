"""The one door between page and Python: a message in, a picture out, both as JSON.

It holds the only thing that changes: the reader's run. Time and chance come in here, and nowhere
below.
"""

import json
import secrets
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files

from simulator.clock import UnixSeconds
from simulator.console import read_action, write_action
from simulator.console.world import Edition
from simulator.lessons import (
    Run,
    begin_run,
    current,
    open_at,
    pass_time,
    play,
    show_me,
    undo,
)
from simulator.views import Guide, Place, Words, draw

Answer = dict[str, object]


@dataclass
class Session:
    """What one open page holds.

    Args:
        guide: the coach's words.
        draw_seed: where the chance of a new run comes from.
        run: the reader's run, once the page has opened one.
        place: where and when the run is looked at.
    """

    guide: Guide
    draw_seed: Callable[[], str] = field(default=lambda: secrets.token_hex(16))
    run: Run | None = None
    place: Place = field(default_factory=lambda: Place(root=""))

    def answer(self, message: Mapping[str, object]) -> Answer:
        """Do what a message asks, and draw what came of it.

        Args:
            message: "action", "fields" (names and values, all text) and "now" (Unix seconds).

        Returns:
            "html", "title", "spoken", "redraw_in_s" and "step"; "refused" too after a no.
        """
        name, fields = str(message["action"]), _texts(message["fields"])
        now = UnixSeconds(int(str(message["now"])))
        if name == "Open":
            self._open(fields, now)
        else:
            self.run = self._go_on(pass_time(self._opened(), now), name, fields, now)
        return self._picture()

    def _open(self, fields: Mapping[str, str], now: UnixSeconds) -> None:
        edition, slug = _edition(fields["edition"]), fields["slug"]
        up = "../../../../" if slug else "../../../"
        self.place = Place(root=up, utc_offset_s=int(fields.get("utc_offset_s", "0")))
        self.run = open_at(edition, slug, self.draw_seed(), now)

    def _go_on(self, run: Run, name: str, fields: Mapping[str, str], now: UnixSeconds) -> Run:
        if name == "Redraw":
            return run
        if name == "StartOver":
            return begin_run(run.world.edition, self.draw_seed(), now)
        if name in OF_THE_RUN:
            return OF_THE_RUN[name](run)
        return play(run, read_action(name, fields))

    def _opened(self) -> Run:
        if self.run is None:
            raise RuntimeError("the page sent an action before it opened a run")
        return self.run

    def _picture(self) -> Answer:
        run = self._opened()
        step = current(run)
        done = sorted(run.lesson.done(run.world))
        answer: Answer = asdict(draw(run, self.guide, self.place))
        answer["step"] = {"slug": step.slug if step else "", "done": done}
        if run.refusal:
            answer["refused"] = {"code": run.refusal.code, "cause": run.refusal.cause}
        return answer


OF_THE_RUN: dict[str, Callable[[Run], Run]] = {"Undo": undo, "ShowMe": show_me}
"""What a reader does to the run itself."""


def read_words() -> Guide:
    """Return the coach's words, stored beside this module when the bundle is made."""
    text = files("simulator.browser").joinpath("guide.json").read_text(encoding="utf-8")
    return {
        edition: {slug: Words(**words) for slug, words in steps.items()}
        for edition, steps in json.loads(text).items()
    }


_session: Session | None = None


def handle(message: str) -> str:
    """Answer one message of the page; a bug is answered too, whole, with what led to it."""
    global _session  # the one thing that lasts between two messages
    try:
        _session = _session or Session(read_words())
        return json.dumps(_session.answer(json.loads(message)))
    except Exception:
        run = _session.run if _session else None
        actions = [write_action(action) for action in run.actions] if run else []
        return json.dumps({"failed": traceback.format_exc(), "actions": [*actions, message]})


def _texts(fields: object) -> dict[str, str]:
    if not isinstance(fields, dict):
        raise TypeError(f"fields are names and values, not {fields!r}")
    return {str(name): str(value) for name, value in fields.items()}


def _edition(name: str) -> Edition:
    if name == "today":
        return "today"
    if name == "classic":
        return "classic"
    raise ValueError(f"no such edition: {name}")
