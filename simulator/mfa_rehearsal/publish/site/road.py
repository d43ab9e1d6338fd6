"""The road ahead of a page: what its next presses become, drawn before Python is there.

The road is a graph. It starts at the page's own picture. The presses of the lesson's solution lead
along it, and so do some presses beside them, such as opening and closing the account menu.

Rule: a picture is on the road only if runs with other secret keys, at other times, show the same.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mfa_rehearsal.browser.session import Answer, Session
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Edition, write_action
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.lessons import next_action
from mfa_rehearsal.publish.site.controls import Press, presses_on
from mfa_rehearsal.views import Guide

MOST_PICTURES = 24
"""On one road. With 40 it is a third longer in bytes, and has only more of the phone's apps."""

UNDO, GO_TO = "Undo", "GoTo"
"""The page itself goes back and forward on the road."""

NOT_TRIED = {UNDO, "ShowMe", "StartOver", "SkipToNextCode"}
"""Presses that change the time or the whole run, or lead back."""

TYPED = "\ue000"
"""Stands for a device name that the reader makes up, in presses and in pictures."""


@dataclass(frozen=True)
class Beginning:
    """What only a running simulator knows, for one of the runs that must show the same."""

    seed: str
    now: UnixSeconds
    device_name: str


BEGINNINGS = (
    Beginning("one", UnixSeconds(1_800_000_000), "name-of-run-one"),
    Beginning("other", UnixSeconds(1_843_210_987), "name-of-run-two"),
)


@dataclass(frozen=True)
class Place:
    """A place on the road: the same presses made in each run, and what they all show."""

    runs: tuple[Session, ...]
    html: str
    title: str
    spoken: str


@dataclass
class Road:
    """Places, and the presses that lead from each to others by their indexes."""

    places: list[Place] = field(default_factory=list)
    ways: list[dict[Press, int]] = field(default_factory=list)

    def add(self, place: Place) -> int:
        """Add a place unless it is there already, and return its index."""
        for index, known in enumerate(self.places):
            if is_same(known, place):
                return index
        self.places.append(place)
        self.ways.append({})
        return len(self.places) - 1


def make_road(
    edition: Edition,
    slug: str,
    guide: Guide,
    most: int = MOST_PICTURES,
    options: SiteOptions = OURS,
) -> Road:
    """Return the road from where a page opens: the solution's way first, then what is beside it."""
    road = Road()
    road.add(begin(edition, slug, guide, options))
    follow_solution(road, most)
    for index, place in enumerate(road.places):
        for press in presses_on(place.html):
            if len(road.places) >= most:
                return road
            if press.action not in NOT_TRIED and press not in road.ways[index]:
                go(road, index, press)
    return road


def follow_solution(road: Road, most: int) -> None:
    """Add what the lesson's own solution presses, up to what only Python can know."""
    at: int | None = 0
    while at is not None and len(road.places) < most:
        press = solution_press(road.places[at])
        at = go(road, at, press) if press else None


def begin(edition: Edition, slug: str, guide: Guide, options: SiteOptions) -> Place:
    """Return what a page opens at, drawn as pages are that are made in advance."""
    runs = []
    given = (("edition", edition), ("slug", slug), ("options", json.dumps(options.as_data())))
    for each in BEGINNINGS:
        run = Session(guide, draw_seed=lambda seed=each.seed: seed)  # type: ignore[misc]
        tell(run, Press("Open", given), each)
        run.context = replace(run.context, live=False)
        runs.append(run)
    answers = [tell(run, Press("Redraw"), each) for run, each in zip(runs, BEGINNINGS, strict=True)]
    return place_of(runs, answers[0])


def go(road: Road, at: int, press: Press) -> int | None:
    """Press something at a place, and return where it leads; None if only Python can know."""
    runs = [replace(run) for run in road.places[at].runs]
    answers = [tell(run, press, each) for run, each in zip(runs, BEGINNINGS, strict=True)]
    one, other = (place_of(runs, answer) for answer in answers)
    if any("refused" in answer for answer in answers) or one != other:
        return None
    to = road.ways[at][press] = road.add(one)
    return to


def tell(run: Session, press: Press, beginning: Beginning) -> Answer:
    """Send a run what its page would send, and return the answer as it is with no name typed."""
    fields = {name: value.replace(TYPED, beginning.device_name) for name, value in press.fields}
    answer = run.answer({"action": press.action, "fields": fields, "now": beginning.now})
    for name in ("html", "title", "spoken"):
        answer[name] = str(answer[name]).replace(beginning.device_name, TYPED)
    return answer


def place_of(runs: Iterable[Session], answer: Answer) -> Place:
    """Return the place that an answer shows."""
    return Place(tuple(runs), str(answer["html"]), str(answer["title"]), str(answer["spoken"]))


def solution_press(place: Place) -> Press | None:
    """Return the solution's next press, if the picture has its control."""
    session = place.runs[0]
    action = next_action(session.run) if session.run else None
    if action is None:
        return None
    written = {name: str(value) for name, value in write_action(action).items()}
    if written.get("name") and not session.options.name_rule:
        written["name"] = TYPED  # the reader may choose another; by a site's rule, only Python can
    press = Press(written.pop("action"), tuple(written.items()))
    return press if press.action in {each.action for each in presses_on(place.html)} else None


def is_same(one: Place, other: Place) -> bool:
    """Whether two places show the same, and every press leads on from both alike."""
    if (one.html, one.title) != (other.html, other.title):
        return False
    worlds = [[run.run.world for run in place.runs if run.run] for place in (one, other)]
    return worlds[0] == worlds[1]
