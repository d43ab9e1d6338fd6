"""The browser may end Python at any moment: the page says so, and the run goes on."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from simulator.clock import UnixSeconds
from simulator.console.actions import SkipAhead
from simulator.lessons import open_at, write_run
from tests.browser.reader import Reader

READY_MS = 30_000


@pytest.fixture
def reader(chrome: Browser, address: str) -> Iterator[Reader]:
    """Return a reader whose browser may complain: these tests break something."""
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(5_000)
    page = context.new_page()
    page.clock.install()
    yield Reader(page, f"{address}/practice/app")
    context.close()


def half_way(reader: Reader) -> str:
    """Show the QR code, and return what it says."""
    reader.open("today", "show-the-qr-code")
    reader.press("Show QR code")
    expect(reader.console.locator("svg[data-qr]")).to_be_visible()
    return reader.decode_from_screen()


def end_silently(reader: Reader) -> None:
    """End the worker as a browser does that runs out of memory: nobody is told."""
    reader.page.workers[0].evaluate("self.close()")


def stopped(reader: Reader) -> str:
    """Expect the panel that says that it has stopped, and return its words."""
    panel = reader.page.get_by_role("region", name="The simulator has stopped")
    expect(panel.get_by_role("button", name="Try again")).to_be_focused()
    return panel.inner_text()


def press_in_panel(reader: Reader, name: str) -> None:
    reader.page.locator("#failed").get_by_role("button", name=name).click()
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready", timeout=READY_MS)


def test_a_worker_that_ended_silently_is_missed_by_its_answers(reader: Reader) -> None:
    shown = half_way(reader)
    end_silently(reader)
    reader.press("Show secret key")
    reader.page.clock.fast_forward(9_000)
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready")
    reader.press("Show secret key")
    reader.page.clock.fast_forward(2_000)
    assert "Python no longer answers." in stopped(reader)
    press_in_panel(reader, "Try again")
    assert reader.decode_from_screen() == shown
    reader.press("Show secret key")
    expect(reader.console.locator("code")).to_be_visible()


def test_nobody_misses_it_before_something_is_asked(reader: Reader) -> None:
    half_way(reader)
    reader.page.clock.fast_forward(29_000)
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready")


def test_an_error_in_the_worker_is_told_and_the_run_goes_on(reader: Reader) -> None:
    shown = half_way(reader)
    reader.page.workers[0].evaluate("setTimeout(() => { throw new RangeError('no memory') })")
    assert "Python stopped. It said: Uncaught RangeError: no memory." in stopped(reader)
    press_in_panel(reader, "Try again")
    assert reader.decode_from_screen() == shown


def test_back_does_nothing_while_it_has_stopped(reader: Reader) -> None:
    shown = half_way(reader)
    reader.page.workers[0].evaluate("setTimeout(() => { throw new RangeError('no memory') })")
    stopped(reader)
    reader.page.go_back()
    reader.page.clock.fast_forward(60_000)
    assert "no memory" in stopped(reader)
    reader.page.go_forward()
    press_in_panel(reader, "Try again")
    assert reader.decode_from_screen() == shown


def test_a_kept_run_that_is_a_bug_can_be_given_up(reader: Reader) -> None:
    begun = open_at("today", "show-the-qr-code", "a seed", UnixSeconds(int(time.time())))
    endless = json.dumps(write_run(replace(begun, actions=(SkipAhead(10**17),))))
    reader.page.add_init_script(
        "sessionStorage.tried ??= localStorage.setItem("
        f"'mfa-rehearsal/today/show-the-qr-code', Date.now() + ' ' + {json.dumps(endless)})"
    )
    reader.page.goto(f"{reader.app}/today/show-the-qr-code/")
    expect(reader.page.locator("#failed pre")).to_be_visible(timeout=READY_MS)
    press_in_panel(reader, "Start over")
    expect(reader.console.get_by_role("button", name="Show QR code")).to_be_visible()
