"""Between the page and Python: presses, typed text, focus, time and failures."""

import gzip
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.late_python import Line
from tests.browser.reader import Reader
from tests.browser.waiting import READY_MS, let_pass, run_until_started_or_failed, until_there

LEAST_BYTES = 3_000_000
"""Python's compressed files are larger than this."""
STEP_2 = "Open your security credentials"


@pytest.fixture
def page(chrome: Browser, address: str) -> Iterator[Page]:
    """Return a page that may report errors, because these tests break something."""
    context = chrome.new_context(base_url=f"{address}/practice/app/")
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


def runtime(page: Page, state: str) -> None:
    until_there(page, f"html[data-runtime={state}]")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


# -- Before Python can answer ------------------------------------------------------------------


def test_presses_made_before_python_is_ready_are_answered_in_order(
    reader: Reader, line: Line
) -> None:
    line.open("today", "enter-two-codes")
    skip = reader.page.get_by_role("banner").get_by_role("button", name="Skip to the next code")
    skip.click()
    reader.page.get_by_role("button", name="Undo").click(force=True)
    skip.click()
    skip.click()
    expect(reader.page.locator("#practice")).to_have_attribute("aria-busy", "true")
    line.let_through()
    reader.sees(
        re.compile("Skipped ahead (3[1-9]|[45][0-9]) seconds|Skipped ahead 1 minute"),
        reader.page.locator("body"),
    )
    expect(reader.page.locator("#practice")).to_have_attribute("aria-busy", "false")


def test_text_typed_before_python_is_ready_stays(reader: Reader, line: Line) -> None:
    line.open("today", "choose-authenticator-app")
    name = reader.console.get_by_label("Device name")
    name.press_sequentially("my-ph")
    line.let_through()
    expect(name).to_be_focused()
    name.press_sequentially("one")
    expect(name).to_have_value("my-phone")


def test_a_slow_download_shows_its_progress_in_bytes(page: Page) -> None:
    def late(route: Route) -> None:
        let_pass(page, 0.6)
        route.continue_()

    page.context.route("**/python.zip*", late)
    page.goto("today/")
    runtime(page, "ready")
    progress = page.locator("#starting progress")
    assert int(str(progress.get_attribute("max"))) > LEAST_BYTES
    assert 0 < int(str(progress.get_attribute("value"))) <= int(str(progress.get_attribute("max")))


def test_the_performance_marks_say_when_python_could_answer_and_when_it_did(reader: Reader) -> None:
    reader.open("today")
    reader.press("Next")
    reader.heads("Root user sign in")
    marks = reader.page.evaluate("performance.getEntriesByType('mark').map(({ name }) => name)")
    assert marks.count("practice:ready") == 1
    assert marks.count("practice:answered") >= 2
    assert marks[0] == "practice:ready"


# -- While the page changes --------------------------------------------------------------------


def test_typed_text_stays_when_something_else_changes(reader: Reader) -> None:
    reader.open("today", "choose-authenticator-app")
    reader.fill("Device name", "half-a-na")
    reader.console.get_by_label("Authenticator app", exact=True).check()
    reader.skip()
    reader.sees("Skipped ahead", reader.page.locator("body"))
    expect(reader.console.get_by_label("Device name")).to_have_value("half-a-na")
    expect(reader.console.get_by_label("Authenticator app", exact=True)).to_be_checked()


def test_typed_text_stays_when_it_is_refused(reader: Reader) -> None:
    reader.open("today", "enter-two-codes")
    reader.fill("MFA code 1", "111111")
    reader.fill("MFA code 2", "111111")
    reader.press("Add MFA")
    expect(reader.console.get_by_role("alert")).to_be_visible()
    expect(reader.console.get_by_label("MFA code 1")).to_have_value("111111")
    expect(reader.console.get_by_label("MFA code 2")).to_have_value("111111")


def test_python_may_clear_typed_text(reader: Reader) -> None:
    reader.open("today", "enter-two-codes")
    reader.fill("MFA code 1", "123456")
    reader.press("Cancel")
    reader.press("Assign MFA device")
    expect(reader.console.get_by_label("Device name")).to_have_value("")


def test_the_enter_key_sends_text_typed_a_moment_ago(reader: Reader) -> None:
    reader.open("today", "enter-two-codes")
    reader.fill("MFA code 1", "111111")
    reader.fill("MFA code 2", "111111")
    reader.page.keyboard.press("Enter")
    expect(reader.console.get_by_role("alert")).to_be_visible()
    expect(reader.console.get_by_label("MFA code 1")).to_be_focused()


def test_a_button_held_down_stays_under_the_pointer(reader: Reader) -> None:
    reader.open("today", "choose-authenticator-app")
    reader.press("Cancel", reader.console)
    button = reader.console.get_by_role("button", name="Assign MFA device")
    box = button.bounding_box()
    assert box
    reader.page.mouse.move(box["x"] + 5, box["y"] + 5)
    reader.page.mouse.down()
    before = reader.page.title()
    reader.page.evaluate("document.querySelector('#undo').click()")  # an answer arrives meanwhile
    let_pass(reader.page, 0.3)
    assert reader.page.title() == before
    reader.page.mouse.up()
    expect(reader.page).not_to_have_title(before)


def test_a_double_click_does_not_press_a_button_that_appears_in_its_place(reader: Reader) -> None:
    reader.open("today")
    reader.console.get_by_role("button", name="Next").dblclick()
    reader.heads("Root user sign in")
    let_pass(reader.page, 0.3)
    reader.heads("Root user sign in")


def test_a_key_held_down_presses_once(reader: Reader) -> None:
    reader.open("today")
    reader.console.get_by_role("button", name="Next").focus()
    for _ in range(4):
        reader.page.keyboard.down("Enter")
    let_pass(reader.page, 0.3)
    reader.heads("Root user sign in")


def test_what_the_reader_opened_stays_open(reader: Reader) -> None:
    reader.open("today", "enter-two-codes")
    hint = reader.coach.locator("details", has_text="Hint")
    hint.locator("summary").click()
    reader.skip()
    expect(hint).to_have_attribute("open", "")


def test_the_focus_stays_nearby_when_its_control_is_gone(reader: Reader) -> None:
    reader.open("today", "show-the-qr-code")
    button = reader.console.get_by_role("button", name="Show QR code")
    button.focus()
    reader.page.keyboard.press("Enter")
    expect(button).to_be_hidden()
    assert reader.console.evaluate("(region) => region.contains(document.activeElement)")


def test_an_embedding_page_gets_a_message_for_each_step(reader: Reader) -> None:
    reader.page.add_init_script("window.told = []; onmessage = ({ data }) => told.push(data)")
    reader.page.goto(reader.app.removesuffix("app"))
    frame = reader.page.frame_locator("iframe")
    frame.get_by_role("button", name="Show me").click()
    expect(frame.get_by_role("heading", name="Console home").first).to_be_visible(timeout=READY_MS)
    told = reader.page.evaluate("told.filter(({ type }) => type === 'step')")
    assert told[0] == {
        "source": "mfa-rehearsal",
        "type": "step",
        "slug": "sign-in-as-root",
        "done": [],
    }
    assert told[-1]["done"] == ["sign-in-as-root"]


# -- Time ---------------------------------------------------------------------------------------


def at_quarter_past(reader: Reader) -> None:
    """Open a page with codes, 15 seconds after a full minute by the page's clock."""
    reader.page.clock.install(time=datetime(2026, 11, 24, 9, 0, 15, tzinfo=UTC))
    reader.open("today", "enter-two-codes")


def test_the_codes_change_every_half_minute(reader: Reader) -> None:
    at_quarter_past(reader)
    first = reader.code()
    reader.page.clock.fast_forward(5_000)
    assert reader.code() == first
    reader.page.clock.fast_forward(14_000)
    expect(reader.phone.locator("output")).not_to_have_attribute("data-code", first)


def test_the_current_codes_are_shown_after_a_sleep(reader: Reader) -> None:
    at_quarter_past(reader)
    first = reader.code()
    reader.page.clock.fast_forward("08:00:00")
    expect(reader.phone.locator("output")).not_to_have_attribute("data-code", first)
    expect(reader.phone).to_contain_text("17:00")


def test_the_ring_shows_the_current_time(reader: Reader) -> None:
    reader.open("today", "enter-two-codes")
    passed_s, now_s = reader.phone.locator(".ring__left").evaluate(
        "(ring) => [ring.getAnimations()[0].currentTime / 1000 % 30, Date.now() / 1000 % 30]"
    )
    assert passed_s == pytest.approx(now_s, abs=0.5) or abs(passed_s - now_s) > 29


# -- When it fails ------------------------------------------------------------------------------


def failure(page: Page) -> str:
    """Wait for the failure panel, and return its text."""
    runtime(page, "failed")
    panel = page.get_by_role("region", name=re.compile("The simulator"))
    expect(panel.get_by_role("button", name="Try again")).to_be_focused()
    return panel.inner_text()


def answer_with(page: Page, file: str, **answer: object) -> None:
    page.context.route(f"**/{file}", lambda route: route.fulfill(**answer))


def test_a_broken_connection_is_explained(page: Page) -> None:
    page.context.route("**/pyodide.asm.wasm*", lambda route: route.abort())
    page.goto("today/")
    assert "t arrive: pyodide/pyodide.asm.wasm." in failure(page)


def test_an_archive_that_was_changed_on_its_way_is_named(page: Page) -> None:
    answer_with(page, "python.zip.pack", body=gzip.compress(b"not what was sent"))
    page.goto("today/")
    assert "A file was changed on its way here: python.zip" in failure(page)


def test_webassembly_that_was_changed_on_its_way_is_named(page: Page) -> None:
    answer_with(page, "pyodide.asm.wasm.pack", body=gzip.compress(b"\0asm"))
    page.goto("today/")
    runtime(page, "failed")
    told = "A file was changed on its way here: pyodide/pyodide.asm"
    expect(page.locator("#failed")).to_contain_text(told)


def test_a_host_without_a_type_for_webassembly_does_no_harm(page: Page) -> None:
    def untyped(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={"Content-Type": "application/octet-stream"})

    page.context.route("**/pyodide.asm.wasm", untyped)
    page.goto("today/")
    runtime(page, "ready")


def test_a_browser_without_webassembly_is_explained(page: Page) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.goto("today/")
    assert "WebAssembly is turned off in this browser" in failure(page)


def test_a_silent_start_fails_after_45_seconds(page: Page) -> None:
    page.clock.install()
    page.context.route("**/python.zip*", lambda _route: None)
    page.goto("today/")
    run_until_started_or_failed(page)
    assert "responded for 45 seconds" in failure(page)


def test_try_again_starts_the_page_again(page: Page) -> None:
    answer_with(page, "python.zip*", status=503)
    page.goto("today/open-security-credentials/")
    failure(page)
    page.context.unroute_all()
    page.get_by_role("button", name="Try again").click()
    runtime(page, "ready")


def test_a_bug_is_shown_in_full_with_the_actions_that_led_to_it(page: Page) -> None:
    page.goto("today/open-security-credentials/")
    runtime(page, "ready")
    page.locator("#account-menu").evaluate("(button) => (button.dataset.action = 'NoSuchAction')")
    page.locator("#account-menu").click()
    told = failure(page)
    assert "The simulator has stopped" in told
    assert "Traceback (most recent call last)" in told
    assert "KeyError: 'NoSuchAction'" in told
    assert json.dumps({"action": "SubmitPassword"}, separators=(",", ":")) in told
    page.get_by_role("button", name="Try again").click()
    runtime(page, "ready")
