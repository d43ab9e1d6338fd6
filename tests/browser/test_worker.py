"""The browser may kill Python at any moment: the page says so, and the run can be resumed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reader import Reader
from tests.browser.waiting import let_pass, until_ready

BE_BUSY = """setTimeout(() => {
  const start_ms = performance.now();
  while (performance.now() < start_ms + 1500);
})"""


@pytest.fixture
def reader(chrome: Browser, address: str) -> Iterator[Reader]:
    """Return a reader whose browser may complain, because these tests break something."""
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(5_000)
    page = context.new_page()
    page.clock.install()
    yield Reader(page, f"{address}/practice/app")
    context.close()


def half_way(reader: Reader) -> str:
    """Show the QR code, and return its text."""
    reader.open("today", "show-the-qr-code")
    reader.press("Show QR code")
    expect(reader.console.locator("svg[data-qr]")).to_be_visible()
    return reader.decode_from_screen()


def end_silently(reader: Reader) -> None:
    """End the worker without any event, as a browser does when it runs out of memory."""
    reader.page.workers[0].evaluate("self.close()")


def stopped(reader: Reader) -> str:
    """Expect the panel that says that the simulator has stopped, and return its text."""
    panel = reader.page.get_by_role("region", name="The simulator has stopped")
    expect(panel.get_by_role("button", name="Try again")).to_be_focused()
    return panel.inner_text()


def press_in_panel(reader: Reader, name: str) -> None:
    reader.page.locator("#failed").get_by_role("button", name=name).click()
    until_ready(reader.page)


def test_a_worker_that_ended_silently_is_noticed_by_its_missing_answer(reader: Reader) -> None:
    shown = half_way(reader)
    end_silently(reader)
    reader.button("Show secret key").click()
    reader.page.clock.run_for(5_000)
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready")
    reader.button("Show secret key").click()
    reader.page.clock.run_for(6_000)
    assert "Python stopped responding." in stopped(reader)
    press_in_panel(reader, "Try again")
    assert reader.decode_from_screen() == shown
    reader.press("Show secret key")
    expect(reader.console.locator("code")).to_be_visible()


def test_an_idle_page_does_not_report_a_missing_answer(reader: Reader) -> None:
    half_way(reader)
    for _ in range(15):
        reader.page.clock.run_for(2_000)
        let_pass(reader.page, 0.1)
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready")


def test_a_computer_may_sleep_while_python_answers(reader: Reader) -> None:
    half_way(reader)
    reader.page.workers[0].evaluate(BE_BUSY)
    reader.press("Show secret key")
    reader.page.clock.fast_forward("08:00:00")
    expect(reader.console.locator("code")).to_be_visible()
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready")


def test_an_error_in_the_worker_is_shown_and_the_run_resumes(reader: Reader) -> None:
    shown = half_way(reader)
    reader.page.workers[0].evaluate("setTimeout(() => { throw new RangeError('no memory') })")
    assert "Python stopped. It said: Uncaught RangeError: no memory." in stopped(reader)
    press_in_panel(reader, "Try again")
    assert reader.decode_from_screen() == shown


def test_back_does_nothing_after_the_simulator_has_stopped(reader: Reader) -> None:
    shown = half_way(reader)
    reader.page.workers[0].evaluate("setTimeout(() => { throw new RangeError('no memory') })")
    stopped(reader)
    reader.page.go_back()
    reader.page.clock.fast_forward(60_000)
    assert "no memory" in stopped(reader)
    reader.page.go_forward()
    press_in_panel(reader, "Try again")
    assert reader.decode_from_screen() == shown
