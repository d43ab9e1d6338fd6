"""The computer's clock is set while a page is open: time continues, and the page says so."""

import time
from collections.abc import Iterator

import pyotp
import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console.labels import LABELS
from playwright.sync_api import Browser, expect

from tests.browser.reader import Reader

CLOCK = """
  const now = Date.now;
  let wrong_ms = 0;
  Date.now = () => now() + wrong_ms;
  globalThis.setWrong = (seconds) => { wrong_ms = 1000 * seconds; };
"""
"""A computer clock that can be set; `performance.now()` stays as it is."""

HOUR_S = 3600


@pytest.fixture
def stepped(chrome: Browser, address: str) -> Iterator[Reader]:
    """Return a reader on whose page time passes only when the test says so."""
    context = chrome.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(5_000)
    page = context.new_page()
    page.clock.install()
    reader = Reader(page, f"{address}/practice/app")
    yield reader
    context.close()
    assert reader.complaints == []


def set_wrong(reader: Reader, seconds: int) -> None:
    """Set the computer's clock wrong by this many seconds; 0 sets it right."""
    reader.page.evaluate("seconds => setWrong(seconds)", seconds)


def pass_half_minute(reader: Reader) -> None:
    """Let time pass until the code should change, and check that it does."""
    before = reader.code()
    left_ms = 30_000 - int(reader.page.evaluate("Date.now() % 30_000"))
    reader.page.clock.run_for(left_ms + 100)
    expect(reader.phone.locator("output").first).not_to_have_attribute("data-code", before)


@pytest.mark.parametrize("wrong_s", [-HOUR_S, HOUR_S, -40 * 24 * HOUR_S])
def test_the_phone_shows_a_new_code_every_half_minute(stepped: Reader, wrong_s: int) -> None:
    stepped.open("today", "enter-two-codes")
    stepped.page.evaluate(CLOCK)
    set_wrong(stepped, wrong_s)
    before = stepped.code()
    stepped.page.clock.run_for(2_000)
    expect(stepped.phone.locator("output").first).not_to_have_attribute("data-code", before)
    told = "clock was set back" if wrong_s < 0 else "clock was set ahead 1 hour"
    expect(stepped.page.get_by_role("banner")).to_contain_text(told)
    for _ in range(8):
        pass_half_minute(stepped)


def seconds_left(reader: Reader) -> int:
    ring = reader.phone.locator(".ring__seconds").first
    shown = ring.evaluate("(ring) => getComputedStyle(ring).getPropertyValue('--seconds')")
    return int(shown)


def test_the_ring_changes_once_a_second_and_runs_no_animation(stepped: Reader) -> None:
    """A running animation takes a twentieth of a processor for as long as the page is open."""
    stepped.open("today", "enter-two-codes")
    stepped.to_a_new_period()
    before = seconds_left(stepped)
    stepped.page.clock.run_for(7_000)
    assert before - seconds_left(stepped) in {7, 8}
    states = stepped.page.evaluate("document.getAnimations().map(({ playState }) => playState)")
    assert len(states) >= 2
    assert set(states) == {"paused"}


def test_a_clock_set_back_by_weeks_wakes_the_page_at_most_once_a_second(
    stepped: Reader,
) -> None:
    stepped.open("today", "enter-two-codes")
    stepped.page.evaluate(CLOCK)
    set_wrong(stepped, -40 * 24 * HOUR_S)
    stepped.page.clock.run_for(2_000)
    expect(stepped.page.get_by_role("banner")).to_contain_text("set back 40 days")
    stepped.page.evaluate("""() => {
      const start = setTimeout;
      globalThis.started = 0;
      globalThis.setTimeout = (...args) => { started++; return start(...args); };
    }""")
    stepped.page.clock.run_for(20_000)
    assert stepped.page.evaluate("started") <= 25


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_real_phone_matches_as_soon_as_the_clock_is_right(
    reader: Reader, edition: Edition
) -> None:
    reader.page.add_init_script(f"{{ {CLOCK} setWrong({HOUR_S}); }}")
    reader.open(edition, "own-phone")
    reader.press("Show QR code")
    expect(reader.console.locator("svg[data-qr]")).to_be_visible()
    own = pyotp.parse_uri(reader.decode_from_screen())
    assert isinstance(own, pyotp.TOTP)
    now = int(time.time())
    reader.fill("MFA code 1", own.at(now - 30))
    reader.fill("MFA code 2", own.at(now))
    reader.press(LABELS[edition].submit_codes)
    reader.sees("out of sync with the true time", reader.coach)
    set_wrong(reader, 0)
    expect(reader.page.get_by_role("banner")).to_contain_text("clock was set back 1 hour")
    reader.sign_out_of_the_wizard(edition)
    reader.sign_in(own.at(int(time.time())))
    reader.sees("Rehearsal complete", reader.coach)
