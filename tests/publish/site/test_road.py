"""The road of a page is what Python would answer, and it is short."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from mfa_rehearsal.browser.session import Session
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console.randomness import secrets_made
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.site.controls import Press, presses_on
from mfa_rehearsal.publish.site.road import TYPED, UNDO, Beginning, Road, make_road, tell
from mfa_rehearsal.publish.site.road_file import as_data, packed
from mfa_rehearsal.publish.site.roads import write_roads

GUIDE = read_guide()
MAX_BYTES = 25_000
ANOTHER = Beginning("a third seed", UnixSeconds(1_912_345_678), "another-name")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.param
    return found


@pytest.fixture(scope="module")
def road(edition: Edition) -> Road:
    return make_road(edition, "", GUIDE)


def start(edition: Edition) -> Session:
    run = Session(GUIDE, draw_seed=lambda: ANOTHER.seed)
    tell(run, Press("Open", (("edition", edition), ("slug", ""))), ANOTHER)
    run.context = replace(run.context, live=False)
    return run


def solution_of(road: Road) -> list[str]:
    """Return the presses of the lesson's solution that are on a road."""
    at, pressed = 0, []
    while road.ways[at] and (step := next(iter(road.ways[at].items())))[1] == at + 1:
        pressed.append(step[0].action)
        at = step[1]
    return pressed


def test_the_solution_leads_from_the_sign_in_to_the_open_camera(road: Road) -> None:
    pressed = solution_of(road)
    assert pressed[0] == "SubmitEmail"
    assert pressed[-1] == "OpenCamera"


def test_every_way_shows_what_python_answers_in_another_run(road: Road, edition: Edition) -> None:
    runs = {0: start(edition)}
    for at, ways in enumerate(road.ways):
        for press, to in ways.items():
            run = replace(runs[at])
            answer = tell(run, press, ANOTHER)
            place = road.places[to]
            assert (answer["html"], answer["title"]) == (place.html, place.title), press
            runs.setdefault(to, run)
    assert len(runs) == len(road.places)


def test_undo_shows_the_place_before(road: Road, edition: Edition) -> None:
    for press, to in road.ways[0].items():
        run = start(edition)
        tell(run, press, ANOTHER)
        assert tell(run, Press(UNDO), ANOTHER)["html"] == road.places[0].html
        assert road.places[to].html != road.places[0].html


def test_no_picture_has_a_code_a_secret_or_a_name_of_a_run(road: Road) -> None:
    for place in road.places:
        for run in place.runs:
            assert run.run
            assert not any(secret in place.html for secret in secrets_made(run.run.world))
        assert not re.search(r'data-code="\d', place.html)
        assert "name-of-run" not in place.html


def test_a_typed_name_is_left_open(road: Road) -> None:
    named = [press for ways in road.ways for press in ways if TYPED in dict(press.fields).values()]
    assert [press.action for press in named] == ["ChooseDevice"] * len(named)


def test_the_passkey_guides_solution_leads_from_the_sign_in_to_the_fingerprint() -> None:
    road = make_road("today", "passkey", GUIDE)
    pressed = solution_of(road)
    assert pressed[0] == "SubmitEmail"
    assert pressed[-1] == "UseThisDevice"
    assert "Use fingerprint" in road.places[len(pressed)].html
    assert 0 < len(packed(("today", "passkey"), GUIDE)) < MAX_BYTES


@pytest.mark.parametrize("slug", ["", "scan-the-qr-code", "lost-phone"])
def test_a_road_is_short(edition: Edition, slug: str) -> None:
    assert 0 < len(packed((edition, slug), GUIDE)) < MAX_BYTES


def test_a_page_at_which_only_python_knows_what_is_next_has_no_road() -> None:
    assert packed(("today", "submit-at-once"), GUIDE) == b""


def test_what_repeats_is_written_once(road: Road) -> None:
    parts = as_data(road)["parts"]
    assert isinstance(parts, list)
    assert len(parts) == len(set(parts)) < 3 * len(road.places)


def test_a_quick_build_draws_no_new_road(tmp_path: Path) -> None:
    changed = replace(GUIDE, drills={})
    assert write_roads([("today", "")], changed, tmp_path, quick=True) == {}


def test_a_file_is_what_the_road_is(edition: Edition, road: Road) -> None:
    assert json.loads(gzip.decompress(packed((edition, ""), GUIDE))) == as_data(road)


def test_controls_send_what_stands_in_them() -> None:
    html = """
      <button data-action="Open" name="at" value="1">a</button>
      <button data-action="Shut" disabled>b</button>
      <form data-action="Send">
        <input name="first" value="x"><input name="second">
        <input type="radio" name="kind" value="one">
        <input type="radio" name="kind" value="two" checked>
      </form>"""
    fields = (("first", "x"), ("second", ""), ("kind", "two"))
    assert presses_on(html) == [Press("Open", (("at", "1"),)), Press("Send", fields)]
