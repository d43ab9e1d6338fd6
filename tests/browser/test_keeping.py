"""A run is never lost: over a reload, a closed tab, a browser that keeps nothing."""

import json
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.reader import Reader

OLD_RUNS = json.loads((Path(__file__).parents[1] / "lessons/runs-of-c22673f.json").read_text())

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


def test_a_reload_goes_on_where_the_run_was_with_the_same_secret(reader: Reader) -> None:
    to_wizard(reader)
    before = reader.decode_from_screen()
    reader.page.reload()
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready", timeout=30_000)
    assert reader.decode_from_screen() == before
    reader.sees("Picked up where you left off", reader.page.get_by_role("status").last)


def test_a_tab_that_is_closed_and_opened_again_goes_on(reader: Reader) -> None:
    to_wizard(reader)
    before = reader.decode_from_screen()
    tab = reader.page.context.new_page()
    reader.page.close()
    again = Reader(tab, reader.app, reader.complaints)
    again.open("today", "choose-authenticator-app")
    assert again.decode_from_screen() == before


def test_a_run_that_an_old_version_kept_without_a_date_is_told_as_lost(reader: Reader) -> None:
    old = next(run for run in OLD_RUNS if (run["edition"], run["lesson"]) == ("today", "enrolment"))
    del old["at"]
    place = f"mfa-rehearsal/today/{old['prefers']}"
    stored = f"localStorage[{json.dumps(place)}] = {json.dumps(json.dumps(old))}"
    reader.page.add_init_script(f"sessionStorage.before ??= ({stored})")
    reader.open("today", old["prefers"])
    reader.sees("Your saved run can't be restored", reader.page.get_by_role("banner"))


def test_a_run_kept_before_the_clock_was_set_back_is_not_kept_for_longer(reader: Reader) -> None:
    reader.page.add_init_script("""for (const hours of [-13, -11, 1000]) {
      localStorage[`mfa-rehearsal/today/${hours}`] = `${Date.now() + 3.6e6 * hours} {}`;
    }""")
    reader.open("today")
    kept = "Object.keys(localStorage).filter((place) => /[0-9]$/.test(place)).sort()"
    assert reader.page.evaluate(kept) == ["mfa-rehearsal/today/-11", "mfa-rehearsal/today/1000"]
    assert reader.page.evaluate("parseInt(localStorage['mfa-rehearsal/today/1000']) <= Date.now()")


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


def test_a_browser_that_keeps_nothing_says_so_and_works(chrome: Browser, address: str) -> None:
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(NO_STORAGE)
    reader = Reader(context.new_page(), f"{address}/practice/app")
    reader.open("today")
    expect(reader.page.get_by_text("reloading starts over")).to_be_visible()
    reader.press("Next")
    reader.heads("Root user sign in")
    context.close()
    assert reader.complaints == []
