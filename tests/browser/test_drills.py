"""Drills in a real browser: Show me plays each to its end, and the hard ones are done by label."""

import time
from datetime import UTC, datetime

import pyotp
import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.lessons import Lesson
from mfa_rehearsal.lessons.drills import drills
from playwright.sync_api import expect

from tests.browser.reader import Reader

REFUSED = "Your authentication information is incorrect. Please try again."


def readable_on_a_small_dark_screen(reader: Reader) -> None:
    """Check the page again in dark mode on a screen 390 pixels wide."""
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.page.emulate_media(color_scheme="dark")
    assert not reader.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    reader.coach.get_by_role("button", name="Done").click()
    reader.audit()


@pytest.mark.parametrize(
    "drill",
    [drill for edition in EDITIONS for drill in drills(edition) if not drill.real_time],
    ids=lambda drill: f"{drill.edition}-{drill.slug}",
)
def test_show_me_reaches_the_end_of_every_drill(reader: Reader, drill: Lesson) -> None:
    reader.open(drill.edition, drill.slug)
    reader.audit()
    for number in range(1, len(drill.steps) + 1):
        expect(reader.coach).to_contain_text(f"Step {number} of {len(drill.steps)}")
        reader.press("Show me", reader.coach)
    reader.sees("Rehearsal complete", reader.coach)
    reader.audit()
    readable_on_a_small_dark_screen(reader)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_real_phone_drill_follows_real_time(reader: Reader, edition: Edition) -> None:
    reader.open(edition, "own-phone")
    reader.audit()
    expect(reader.page.get_by_role("button", name="Skip")).to_have_count(0)
    expect(reader.page.get_by_role("button", name="Show me")).to_have_count(0)
    reader.press("Show QR code")
    expect(reader.console.locator("svg[data-qr]")).to_be_visible()
    own = pyotp.parse_uri(reader.decode_from_screen())
    assert isinstance(own, pyotp.TOTP)
    now = int(time.time())
    reader.fill("MFA code 1", own.at(now - 30))
    reader.fill("MFA code 2", own.at(now))
    reader.press(LABELS[edition].submit_codes)
    reader.sees(LABELS[edition].assigned)
    reader.sign_out_of_the_wizard(edition)
    reader.sign_in(own.at(int(time.time())))
    reader.sees("Rehearsal complete", reader.coach)
    reader.audit()
    readable_on_a_small_dark_screen(reader)


def test_a_ninth_device_fits_after_one_is_removed(reader: Reader) -> None:
    reader.open("today", "eight-devices")
    reader.press("Assign MFA device")
    choose(reader, "my-phone-9")
    scan_and_send(reader, "my-phone-9")
    reader.sees("A user can have at most 8 MFA devices.")
    reader.sees("The limit is 8 devices. Remove one", reader.coach)
    more = reader.coach.get_by_role("link", name="More on this")
    assert str(more.get_attribute("href")).endswith("trouble/#too-many-devices")
    reader.press("Cancel")
    reader.console.get_by_role("radio", name="my-phone", exact=True).check()
    reader.press("Remove")
    reader.heads("Remove MFA device")
    reader.press("Remove")
    reader.sees("MFA device removed")
    reader.press("Assign MFA device")
    choose(reader, "my-phone-9")
    scan_and_send(reader, "my-phone-9")
    reader.sees("MFA device assigned")
    reader.sees("Rehearsal complete", reader.coach)


def choose(reader: Reader, name: str) -> None:
    reader.fill("Device name", name)
    reader.console.get_by_label("Authenticator app", exact=True).check()
    reader.press("Next")


def scan_and_send(reader: Reader, name: str) -> None:
    """Scan with a phone that is full of entries, and send two codes from the new one."""
    reader.press("Show QR code")
    reader.press("Add account", reader.phone)
    reader.press("Scan a QR code", reader.phone)
    reader.press("Line it up", reader.phone)
    newest = reader.phone.get_by_role("status", name=f"Current code for {name}@").last
    expect(newest).to_be_in_viewport()
    first = str(newest.get_attribute("data-code"))
    reader.fill("MFA code 1", first)
    reader.press("Skip to the next code", reader.coach)
    expect(newest).not_to_have_attribute("data-code", first)
    reader.fill("MFA code 2", str(newest.get_attribute("data-code")))
    reader.press("Add MFA")


@pytest.mark.parametrize("edition", EDITIONS)
def test_email_and_a_call_recover_from_a_lost_phone(reader: Reader, edition: Edition) -> None:
    reader.open(edition, "lost-phone")
    trouble = "Troubleshoot MFA" if edition == "today" else "Having problems"
    reader.console.get_by_role("button", name=trouble).click()
    reader.press(LABELS[edition].alternative_factors)
    reader.press("Send verification email")
    reader.phone.get_by_role("button", name="Mail").click()
    reader.press("Verify your email address", reader.phone)
    reader.sees("This link has been used", reader.phone)
    reader.audit()
    reader.press("Call me now")
    reader.press("Answer", reader.phone)
    digits = reader.console.locator(".sign-in__digits").inner_text()
    for _ in range(6):
        reader.press("0", reader.phone)
    reader.press("Send digits", reader.phone)
    reader.sees("These aren't the digits on the screen", reader.phone)
    reader.audit()
    reader.fill("Six digits", digits, reader.phone)
    reader.press("Send digits", reader.phone)
    reader.press("Sign in to the console")
    reader.heads(LABELS[edition].credentials_title)


def test_another_device_can_sign_in_when_the_first_phone_is_lost(reader: Reader) -> None:
    reader.open("today", "second-device")
    reader.press("Try another MFA method")
    reader.audit()
    reader.press("Authenticator app")
    reader.press("Authenticator", reader.phone)
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.sees("password and MFA code")


def test_a_tenth_try_is_refused_until_three_minutes_have_passed(reader: Reader) -> None:
    # AWS starts a new count at 9:00 and at 9:03.
    reader.page.clock.install(time=datetime(2026, 11, 24, 9, 0, 2, tzinfo=UTC))
    reader.open("today", "ten-tries")
    for _ in range(9):
        reader.fill("MFA code", "000000")
        reader.press("Submit")
        reader.sees(REFUSED)
    reader.is_at("right")
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.is_at("ait")
    reader.press("Wait three minutes", reader.coach)
    expect(reader.page.get_by_role("banner")).to_contain_text("3 minutes")
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.sees("password and MFA code")


def test_the_coach_says_when_a_refused_code_was_shown(reader: Reader) -> None:
    reader.open("today", "pair-mistakes")
    code = reader.code()
    reader.fill("MFA code 1", code)
    reader.fill("MFA code 2", code)
    reader.press("Add MFA")
    reader.sees("The first code is from my-phone@111122223333", reader.coach)
    reader.audit()


def test_the_clock_panel_shows_a_corrected_clock(reader: Reader) -> None:
    reader.open("today", "wrong-clock")
    reader.press("Show me", reader.coach)
    reader.press("Show me", reader.coach)
    reader.sees("Where AWS thinks the phone", reader.coach)
    reader.press("Home screen", reader.phone)
    reader.press("Date and time", reader.phone)
    reader.press("Set time automatically", reader.phone)
    reader.sees("Associated, but out of sync", reader.coach)
    picture = reader.coach.get_by_role("img", name="clock is 10 minutes fast")
    expect(picture).to_be_visible()
    reader.audit()
