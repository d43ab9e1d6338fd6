"""Before Python is there, the next presses are answered from the road, and nothing is lost."""

import json
from collections.abc import Callable, Iterator

import pytest
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.console.world import Edition
from mfa_rehearsal.publish.runtime.typeface import FONT
from mfa_rehearsal.publish.site.head import FIRST_SCRIPTS
from playwright.sync_api import Browser, Route, expect

from tests.browser.late_python import Line
from tests.browser.reader import Reader
from tests.browser.test_walk import sign_in, sign_out, submit, to_wizard, two_codes
from tests.browser.waiting import until, until_ready

EDITIONS = pytest.mark.parametrize("edition", ["today", "classic"])
ANSWERED_MS = """performance.getEntriesByName("practice:answered")[0].startTime"""
ARRIVED = """(until_ms) => performance.getEntriesByType("resource")
  .filter(({ startTime }) => startTime < until_ms)
  .map(({ name }) => name.split("/").at(-1))"""
"""The names of the files that the page requested until a time and that have arrived."""
FONT_REQUESTED_BY = f"""() => performance.getEntriesByType("resource")
  .find(({{ name }}) => name.endsWith("{FONT}"))?.initiatorType"""
"""What requested the typeface first: "link" or "css", or undefined as long as nothing has."""

PRESSES = """() => {
  const [[, run]] = Object.entries(sessionStorage).filter(([place]) => !place.includes("#"));
  return JSON.parse(run.replace(/^\\d+ /, "")).at.presses;
}"""


def to_the_camera(reader: Reader, edition: Edition) -> None:
    sign_in(reader)
    to_wizard(reader, edition)
    reader.press("Show QR code")
    reader.sees("The QR code appears when Python has started.")
    reader.press("Authenticator", reader.phone)
    reader.press("Add account", reader.phone)
    reader.press("Scan a QR code", reader.phone)
    expect(reader.phone.get_by_role("button", name="Line it up")).to_be_visible()


@EDITIONS
def test_all_presses_up_to_the_camera_are_answered_and_then_the_lesson_ends_well(
    reader: Reader, line: Line, edition: Edition
) -> None:
    line.open(edition)
    to_the_camera(reader, edition)
    line.has_no_python()
    line.let_through()
    expect(reader.console.locator("[data-qr]")).to_be_visible()
    reader.press("Line it up", reader.phone)
    expect(reader.phone.locator("output")).to_be_visible()
    two_codes(reader)
    submit(reader, edition)
    reader.sees(LABELS[edition].assigned)


@EDITIONS
def test_every_press_reaches_python_once(reader: Reader, line: Line, edition: Edition) -> None:
    line.open(edition)
    to_the_camera(reader, edition)
    line.let_through()
    presses = {"today": 11, "classic": 12}[edition]
    assert reader.page.evaluate(PRESSES) == presses


def test_back_goes_over_one_press_of_the_road(reader: Reader, line: Line) -> None:
    line.open("today")
    sign_in(reader)
    reader.press("practice-account")
    line.let_through()
    reader.page.go_back()
    expect(reader.console.get_by_role("button", name="Security credentials")).to_have_count(0)
    reader.heads("Console home")


def test_back_and_forward_go_along_the_road(reader: Reader, line: Line) -> None:
    line.open("today")
    sign_in(reader)
    reader.heads("Console home")
    reader.page.go_back()
    reader.heads("Root user sign in")
    reader.page.go_back()
    expect(reader.console.get_by_label("Root user email address")).to_be_visible()
    reader.page.go_forward()
    reader.page.go_forward()
    reader.heads("Console home")
    line.has_no_python()
    line.let_through()
    reader.heads("Console home")
    reader.page.go_back()
    reader.heads("Root user sign in")


def test_any_allowed_name_may_be_typed_and_it_stays(reader: Reader, line: Line) -> None:
    line.open("today", "choose-authenticator-app")
    reader.fill("Device name", "Alice+her.phone@home")
    reader.console.get_by_label("Authenticator app", exact=True).check()
    reader.press("Next")
    reader.heads(LABELS["today"].set_up_title)
    line.has_no_python()
    line.let_through()
    reader.heads(LABELS["today"].set_up_title)
    saved = reader.page.evaluate("Object.values(sessionStorage).join()")
    assert "Alice+her.phone@home" in json.dumps(saved)


def test_what_is_pressed_before_the_scripts_are_there_is_pressed_once(
    reader: Reader, line: Line
) -> None:
    held: list[Route] = []
    reader.page.route("**/app.js", lambda route: held.append(route))
    reader.page.goto(f"{reader.app}/today/", wait_until="commit")
    reader.press("Next")
    expect(reader.console.get_by_label("Root user email address")).to_be_visible()
    held[0].continue_()
    reader.heads("Root user sign in")
    line.let_through()
    reader.heads("Root user sign in")
    assert reader.page.evaluate(PRESSES) == 1


def test_what_answers_the_first_press_is_requested_with_the_page(
    reader: Reader, line: Line
) -> None:
    held: list[Route] = []
    reader.page.route("**/app.js", lambda route: held.append(route))
    with reader.page.expect_request("**/roads/*"):
        reader.page.goto(f"{reader.app}/today/", wait_until="commit")
    wanted = [*FIRST_SCRIPTS, FONT]
    until(reader.page, f"{wanted}.every((name) => ({ARRIVED})(Infinity).includes(name))")
    assert reader.page.evaluate(FONT_REQUESTED_BY) == "link"
    before = set(reader.page.evaluate(ARRIVED, 1e9))
    held[0].continue_()
    reader.press("Next")
    reader.heads("Root user sign in")
    answered_ms = reader.page.evaluate(ANSWERED_MS)
    later = set(reader.page.evaluate(ARRIVED, answered_ms)) - before
    assert {name for name in later if name.endswith(".js")} <= {"app.js", "worker.js", "scanner.js"}


def test_a_road_that_was_not_sent_is_requested_again(reader: Reader, line: Line) -> None:
    tried: list[Route] = []

    def refuse_once(route: Route) -> None:
        tried.append(route)
        if len(tried) == 1:
            route.fulfill(status=204)
        else:
            route.continue_()

    reader.page.route("**/roads/*", refuse_once)
    line.open("today")
    reader.press("Next")
    reader.heads("Root user sign in")
    line.has_no_python()
    assert len(tried) == 2


def test_a_saved_run_waits_for_neither_road_nor_typeface(reader: Reader, line: Line) -> None:
    line.open("today")
    reader.press("Next")
    line.let_through()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.page.reload()
    reader.heads("Root user sign in")
    assert any(url.endswith("/app.js") for url in asked)
    assert not any("/roads/" in url for url in asked)
    until(reader.page, f"({FONT_REQUESTED_BY})() === 'css'")


def test_undo_goes_back_along_the_road(reader: Reader, line: Line) -> None:
    line.open("today")
    sign_in(reader)
    reader.heads("Console home")
    undo = reader.page.get_by_role("banner").get_by_role("button", name="Undo")
    undo.click()
    reader.heads("Root user sign in")
    undo.click()
    expect(reader.console.get_by_label("Root user email address")).to_be_visible()
    line.has_no_python()
    line.let_through()
    expect(reader.console.get_by_label("Root user email address")).to_be_visible()


def test_what_only_python_knows_waits_and_says_so(reader: Reader, line: Line) -> None:
    line.open("today")
    reader.button("Skip to the next code", reader.page.get_by_role("banner")).click()
    reader.sees("is saved", reader.page.locator("#starting"))
    reader.button("Next").click()
    line.let_through()
    reader.heads("Root user sign in")
    reader.sees("Skipped ahead", reader.page.get_by_role("banner"))


PICTURE = """() => {
  const entries = Object.entries(sessionStorage);
  const [place, picture] = entries.find(([place]) => place.endsWith("#picture")) ?? [];
  if (!place) return false;
  const run = sessionStorage[place.replace("#picture", "")];
  return picture.split(" ", 1)[0] === run.split(" ", 1)[0] && picture;
}"""


@EDITIONS
def test_a_saved_run_is_on_the_screen_before_python_and_without_codes(
    reader: Reader, line: Line, edition: Edition
) -> None:
    line.open(edition, "submit-at-once")
    line.let_through()
    submit(reader, edition)
    reader.sees(LABELS[edition].assigned)
    until(reader.page, PICTURE)
    line.hold()
    reader.page.reload(wait_until="commit")
    reader.sees(LABELS[edition].assigned)
    expect(reader.phone.locator("output").first).to_have_attribute("data-code", "")
    line.has_no_python()
    line.let_through()
    assert reader.code()
    reader.sees(LABELS[edition].assigned)


def test_a_saved_run_is_not_answered_from_the_road(reader: Reader, line: Line) -> None:
    line.open("today")
    sign_in(reader)
    line.let_through()
    reader.page.reload()
    until_ready(reader.page)
    reader.heads("Console home")


@pytest.fixture
def without_roads(chrome: Browser, address: str) -> Iterator[Callable[[str], Reader]]:
    """Return a way to open a page whose road comes as something else."""
    contexts = []

    def make(body: str) -> Reader:
        context = chrome.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        reader = Reader(context.new_page(), f"{address}/practice/app")
        reader.page.route("**/roads/*.pack", lambda route: route.fulfill(body=body))
        return reader

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("body", ["", "<!doctype html><title>Welcome</title>"])
def test_a_page_whose_road_is_broken_waits_for_python(
    without_roads: Callable[[str], Reader], body: str
) -> None:
    reader = without_roads(body)
    reader.open("today")
    reader.press("Next")
    reader.heads("Root user sign in")


@EDITIONS
def test_sign_out_leads_off_the_road_and_back_to_the_sign_in(
    reader: Reader, line: Line, edition: Edition
) -> None:
    line.open(edition)
    sign_in(reader)
    sign_out(reader, edition)
    line.let_through()
    expect(reader.console.get_by_label("Root user email address")).to_be_visible()
