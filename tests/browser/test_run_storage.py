"""A run survives a reload and a closed tab, and the simulator works without storage."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from mfa_rehearsal.embedding import exporting
from mfa_rehearsal.lessons.saving import MAX_CHARACTERS
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.site.precache import SITE_ZIP
from playwright.sync_api import Browser, expect

from tests.browser.reader import Reader
from tests.browser.waiting import until, until_ready

OLD_RUNS = json.loads((Path(__file__).parents[1] / "lessons/runs-of-c22673f.json").read_text())

JS = "text/javascript"
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""


def to_wizard(reader: Reader) -> None:
    reader.open("today", "choose-authenticator-app")
    reader.fill("Device name", "my-phone")
    reader.console.get_by_label("Authenticator app", exact=True).check()
    reader.press("Next")
    reader.press("Show QR code")
    expect(reader.console.locator("svg[data-qr]")).to_be_visible()


def test_a_reload_resumes_the_run_with_the_same_secret(reader: Reader) -> None:
    to_wizard(reader)
    before = reader.decode_from_screen()
    reader.page.reload()
    until_ready(reader.page)
    assert reader.decode_from_screen() == before
    reader.sees("Picked up where you left off", reader.page.get_by_role("status").last)


def test_a_closed_tab_resumes_its_run_when_it_is_opened_again(reader: Reader) -> None:
    to_wizard(reader)
    before = reader.decode_from_screen()
    tab = reader.page.context.new_page()
    reader.page.close()
    again = Reader(tab, reader.app, reader.complaints)
    again.open("today", "choose-authenticator-app")
    assert again.decode_from_screen() == before


def show_first_step(reader: Reader) -> None:
    reader.open("today")
    reader.page.get_by_role("button", name="Show me", exact=True).click()
    expect(reader.coach).to_contain_text("Step 2 of")


def test_two_exports_beside_each_other_keep_runs_of_their_own(
    chrome: Browser, site: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        exporting.write(tmp_path / name, "", site / SITE_ZIP)
    with loopback.serve(tmp_path) as address:
        context = chrome.new_context(reduced_motion="reduce")
        page = context.new_page()
        one, two = (Reader(page, f"{address}/{name}") for name in ("one", "two"))
        show_first_step(one)
        two.open("today")
        expect(two.coach).to_contain_text("Step 1 of")
        two.open("today", "lost-phone")
        one.open("today")
        expect(one.coach).to_contain_text("Step 2 of")
        one.sees("Picked up where you left off", page.get_by_role("status").last)
        context.close()


def test_the_published_site_still_finds_the_runs_of_earlier_versions(reader: Reader) -> None:
    show_first_step(reader)
    site = reader.app.removesuffix("practice/app")
    places = reader.page.evaluate("Object.keys(localStorage)")
    assert f"mfa-rehearsal run {site} today/" in places


def test_an_old_run_of_a_copy_that_has_moved_is_deleted(reader: Reader) -> None:
    old = "mfa-rehearsal run https://moved.example/ today/"
    reader.page.add_init_script(f"localStorage.setItem({json.dumps(old)}, '1 {{}}')")
    reader.open("today")
    assert old not in reader.page.evaluate("Object.keys(localStorage)")


def test_a_run_without_a_date_from_an_old_version_is_reported_as_lost(reader: Reader) -> None:
    old = next(run for run in OLD_RUNS if (run["edition"], run["lesson"]) == ("today", "enrolment"))
    del old["at"]
    place = f"mfa-rehearsal/today/{old['prefers']}"
    stored = f"localStorage[{json.dumps(place)}] = {json.dumps(json.dumps(old))}"
    reader.page.add_init_script(f"sessionStorage.before ??= ({stored})")
    reader.open("today", old["prefers"])
    reader.sees("Your saved run can't be restored", reader.page.get_by_role("banner"))


def test_setting_the_clock_back_does_not_keep_a_run_for_longer(reader: Reader) -> None:
    reader.page.add_init_script("""for (const hours of [-13, -11, 1000]) {
      localStorage[`mfa-rehearsal/today/${hours}`] = `${Date.now() + 3.6e6 * hours} {}`;
    }""")
    reader.open("today")
    kept = "Object.keys(localStorage).filter((place) => /[0-9]$/.test(place)).sort()"
    assert reader.page.evaluate(kept) == ["mfa-rehearsal/today/-11", "mfa-rehearsal/today/1000"]
    assert reader.page.evaluate("parseInt(localStorage['mfa-rehearsal/today/1000']) <= Date.now()")


COUNTED = """
  window.saves = 0;
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (place, text) {
    if (/^mfa-rehearsal run [^#]+$/.test(place)) window.saves++;
    setItem.call(this, place, text);
  };
"""


def test_a_run_that_stays_the_same_is_saved_once_an_hour(reader: Reader) -> None:
    reader.page.clock.install()
    reader.page.add_init_script(COUNTED)
    reader.open("today", "submit-at-once")
    saves = [reader.page.evaluate("saves")]
    for minutes in (1, 5, 61):
        redraw_after(reader, minutes)
        saves.append(reader.page.evaluate("saves"))
    assert [after > before for before, after in pairwise(saves)] == [False, False, True]


def redraw_after(reader: Reader, minutes: int) -> None:
    """Let time pass, and wait until the page shows another code."""
    before = reader.code()
    reader.page.clock.fast_forward(minutes * 60_000)
    expect(reader.phone.locator("output").first).not_to_have_attribute("data-code", before)


def test_start_over_forgets_the_run(reader: Reader) -> None:
    to_wizard(reader)
    reader.press("Start over", reader.page.get_by_role("banner"))
    reader.heads("MFA device name")
    reader.page.reload()
    reader.heads("MFA device name")


def test_back_and_forward_step_through_the_run(reader: Reader) -> None:
    reader.open("today")
    reader.press("Next")
    reader.heads("Root user sign in")
    reader.press("Sign in")
    reader.heads("Console home")
    reader.page.go_back()
    reader.heads("Root user sign in")
    reader.page.go_forward()
    reader.heads("Console home")


def test_the_simulator_works_without_storage_and_says_so(chrome: Browser, address: str) -> None:
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(NO_STORAGE)
    reader = Reader(context.new_page(), f"{address}/practice/app")
    reader.open("today")
    expect(reader.page.get_by_text("reloading starts over")).to_be_visible()
    reader.press("Next")
    reader.heads("Root user sign in")
    context.close()
    assert reader.complaints == []


# -- Runs that can't be opened, and browsers that refuse -----------------------------------------

PLACE = "mfa-rehearsal/today/show-the-qr-code"
KEPT_BEFORE = """if (!sessionStorage.visited) {
  const [place, text] = %s;
  const kept = Date.now() + " " + text;
  for (const storage of [localStorage, sessionStorage]) storage.setItem(place, kept);
  sessionStorage.visited = "yes";
}"""


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{}", "9" * 100_000, json.dumps("x" * MAX_CHARACTERS), "\0", "null"],
    ids=["nested", "empty", "digits", "long", "zero", "null"],
)
def test_an_invalid_saved_run_is_reported_and_a_new_one_begins(reader: Reader, text: str) -> None:
    reader.page.add_init_script(KEPT_BEFORE % json.dumps([PLACE, text]))
    reader.open("today", "show-the-qr-code")
    reader.sees("Your saved run can't be restored", reader.page.get_by_role("banner"))
    reader.press("Show QR code")
    before = reader.decode_from_screen()
    reader.open("today", "show-the-qr-code")
    assert reader.decode_from_screen() == before


KILLED_BY_A_RUN = """
  postMessage({ ready: true });
  onmessage = ({ data }) => {
    if (JSON.parse(data.message).fields.saved) %s;
  };
"""
"""A worker that a saved run kills, instead of Python: no known run still does that."""


@pytest.fixture
def opener(chrome: Browser, address: str) -> Iterator[Reader]:
    """Return a reader who has a saved run, for which the next worker can be killed."""
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(5_000)
    reader = Reader(context.new_page(), f"{address}/practice/app")
    reader.page.clock.install()
    to_wizard(reader)
    yield reader
    context.close()


def kill_by_the_run(reader: Reader, end: str) -> None:
    answer = KILLED_BY_A_RUN % end
    reader.page.route("**/worker.js", lambda route: route.fulfill(body=answer, content_type=JS))


def reload_up_to_the_run(reader: Reader) -> None:
    """Reload the page, and wait until Python has the saved run."""
    reader.page.reload(wait_until="commit")
    given = "document.querySelector('html[data-runtime=failed]') !== null"
    given += " || Object.keys(sessionStorage).some((key) => key.includes('#opening'))"
    until(reader.page, given)


def starts_a_new_run(reader: Reader) -> None:
    until_ready(reader.page)
    expect(reader.console.get_by_label("Device name")).to_have_value("")


@pytest.mark.parametrize(
    "end",
    [
        "self.close()",
        "setTimeout(() => { throw new RangeError('stack') })",
        "for (;;);",
        'postMessage({ id: data.id, answer: \'{"failed": "Traceback", "actions": []}\' })',
    ],
    ids=["closed", "thrown", "endless", "bug"],
)
@pytest.mark.parametrize("way", ["Try again", "Start over"])
def test_a_run_that_kills_the_worker_is_set_aside_after_its_first_failure(
    opener: Reader, end: str, way: str
) -> None:
    kill_by_the_run(opener, end)
    reload_up_to_the_run(opener)
    opener.page.clock.run_for(11_000)
    panel = opener.page.locator("#failed")
    expect(panel).to_contain_text("t be restored, so it was set aside")
    opener.page.unroute_all()
    panel.get_by_role("button", name=way).click()
    starts_a_new_run(opener)


def test_a_run_that_crashes_the_tab_is_set_aside_on_the_next_visit(opener: Reader) -> None:
    """A crashing tab sends its page no event, so the mark of opening a run stays."""
    opener.page.add_init_script("addEventListener('pagehide', (e) => e.stopImmediatePropagation())")
    kill_by_the_run(opener, "{}")
    reload_up_to_the_run(opener)
    opener.page.unroute_all()
    opener.page.reload()
    starts_a_new_run(opener)
    opener.sees("Your saved run can't be restored", opener.page.get_by_role("banner"))


def test_leaving_while_a_run_is_being_opened_loses_nothing(opener: Reader) -> None:
    kill_by_the_run(opener, "{}")
    reload_up_to_the_run(opener)
    opener.page.unroute_all()
    opener.page.reload()
    until_ready(opener.page)
    expect(opener.console.locator("svg[data-qr]")).to_be_visible()


def test_answers_are_shown_even_if_the_browser_refuses_history_entries(reader: Reader) -> None:
    reader.page.add_init_script(
        "history.pushState = history.replaceState = () => {"
        " throw new DOMException('too many calls', 'SecurityError'); }"
    )
    reader.open("today")
    reader.press("Next")
    reader.heads("Root user sign in")
    expect(reader.page.locator("#practice")).to_have_attribute("aria-busy", "false")


def test_history_entries_from_other_scripts_do_no_harm(reader: Reader) -> None:
    reader.page.add_init_script("history.replaceState({ presses: 'many' }, '')")
    reader.open("today")
    reader.press("Next")
    reader.heads("Root user sign in")


def test_back_takes_back_a_press_in_a_frame_too(reader: Reader) -> None:
    reader.page.goto(reader.app.removesuffix("app"))
    practice = reader.page.url
    frame = reader.page.frame_locator("iframe")
    frame.get_by_role("button", name="Next", exact=True).click()
    heading = frame.get_by_role("region", name="Console", exact=True).get_by_role("heading")
    expect(heading.get_by_text("Root user sign in")).to_be_visible(timeout=30_000)
    frame.get_by_role("button", name="Sign in", exact=True).click()
    expect(heading.get_by_text("Console home").first).to_be_visible()
    reader.page.evaluate("history.back()")
    expect(heading.get_by_text("Root user sign in")).to_be_visible()
    assert reader.page.url == practice
