"""Drills in a real browser: each shown to its end, and the hard ones walked by label."""

import pytest
from playwright.sync_api import expect

from simulator.console import EDITIONS, Edition
from simulator.lessons import Lesson
from simulator.lessons.drills import drills
from tests.browser.reader import Reader

REFUSED = "Your authentication information is incorrect. Please try again."


@pytest.mark.parametrize(
    "drill",
    [drill for edition in EDITIONS for drill in drills(edition)],
    ids=lambda drill: f"{drill.edition}-{drill.slug}",
)
def test_show_me_leads_to_the_end_of_every_drill(reader: Reader, drill: Lesson) -> None:
    reader.open(drill.edition, drill.slug)
    reader.audit()
    for number in range(1, len(drill.steps) + 1):
        expect(reader.coach).to_contain_text(f"Step {number} of {len(drill.steps)}")
        reader.press("Show me", reader.coach)
    reader.sees("Rehearsed", reader.coach)
    reader.audit()


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_lost_phone_is_got_over_by_mail_and_call(reader: Reader, edition: Edition) -> None:
    reader.open(edition, "lost-phone")
    trouble = "Troubleshoot MFA" if edition == "today" else "Having problems"
    reader.console.get_by_role("button", name=trouble).click()
    reader.press("Sign In using alternative factors")
    reader.press("Send verification email")
    reader.phone.get_by_role("button", name="Mail").click()
    reader.press("Verify this address", reader.phone)
    reader.audit()
    reader.press("Call me now")
    digits = reader.console.locator(".door__digits").inner_text()
    reader.fill("Six digits", "000000", reader.phone)
    reader.press("Send digits", reader.phone)
    reader.sees("These are not the digits on the screen", reader.phone)
    reader.audit()
    reader.fill("Six digits", digits, reader.phone)
    reader.press("Send digits", reader.phone)
    reader.press("Sign in to the console")
    reader.sees("password and alternative factors")


def test_another_device_lets_in_when_the_first_phone_is_lost(reader: Reader) -> None:
    reader.open("today", "second-device")
    reader.press("Try another MFA method")
    reader.audit()
    reader.press("my-phone-2")
    reader.press("Authenticator", reader.phone)
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.sees("password and MFA code")


def test_ten_tries_are_one_too_many_until_three_minutes_have_passed(reader: Reader) -> None:
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
    reader.sees("The first code belongs to my-phone@111122223333", reader.coach)
    reader.audit()


def test_a_corrected_clock_is_seen_in_the_picture_of_the_two_clocks(reader: Reader) -> None:
    reader.open("today", "wrong-clock")
    reader.press("Show me", reader.coach)
    reader.press("Show me", reader.coach)
    reader.sees("idea of the phone", reader.coach)
    reader.press("Home screen", reader.phone)
    reader.press("Date and time", reader.phone)
    reader.press("Set time automatically", reader.phone)
    reader.sees("Associated, but out of sync", reader.coach)
    picture = reader.coach.get_by_role("img", name="believes that the phone is 10 minutes fast")
    expect(picture).to_be_visible()
    reader.audit()
