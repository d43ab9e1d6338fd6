"""Undo, back, forward and reload while time passes or is skipped."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.waiting import until_ready

PERIOD_S = 30


@pytest.fixture
def reader(reader: Reader) -> Reader:
    """Return a reader with two empty fields to fill in, two seconds after the code changed."""
    reader.page.clock.install(time=datetime(2026, 11, 24, 9, 0, 2, tzinfo=UTC))
    reader.open("today", "enter-two-codes")
    return reader


def shows(reader: Reader, code: str) -> None:
    expect(reader.phone.locator("output").first).to_have_attribute("data-code", code)


def undo(reader: Reader) -> None:
    reader.press("Undo", reader.page.get_by_role("banner"))


def show_key(reader: Reader) -> None:
    reader.press("Show secret key")
    expect(reader.console.locator("code")).to_be_visible()


def passes(reader: Reader, seconds: int) -> str:
    """Let time pass by itself, and return the code shown then."""
    before = reader.code()
    reader.page.clock.fast_forward(seconds * 1000)
    expect(reader.phone.locator("output").first).not_to_have_attribute("data-code", before)
    return reader.code()


def reload(reader: Reader) -> None:
    reader.page.reload()
    until_ready(reader.page)


def skipped(reader: Reader, skips: int) -> None:
    """Check how far the reader skipped: the first skip ends a period, and each other adds 30 s."""
    note = reader.page.get_by_role("banner").get_by_text("Skipped ahead")
    if not skips:
        expect(note).to_have_count(0)
        return
    least = PERIOD_S * (skips - 1)
    seconds = "|".join(str(least + each) for each in range(1, PERIOD_S + 1))
    expect(note).to_contain_text(re.compile(rf"Skipped ahead ({seconds}) seconds?\."))


def test_undo_takes_back_a_skip_and_its_code(reader: Reader) -> None:
    now = reader.code()
    reader.skip()
    reader.skip()
    skipped(reader, 2)
    undo(reader)
    skipped(reader, 1)
    undo(reader)
    skipped(reader, 0)
    shows(reader, now)


def test_undo_takes_back_a_press_but_not_the_time_since(reader: Reader) -> None:
    show_key(reader)
    later = passes(reader, 40)
    undo(reader)
    expect(reader.console.get_by_role("button", name="Show secret key")).to_be_visible()
    shows(reader, later)
    reader.skip()
    undo(reader)
    shows(reader, later)


def test_text_typed_between_two_skips_is_still_there_after_undo(reader: Reader) -> None:
    reader.fill("MFA code 1", "123456")
    reader.skip()
    reader.fill("MFA code 2", "654321")
    reader.skip()
    undo(reader)
    expect(reader.console.get_by_label("MFA code 1")).to_have_value("123456")
    expect(reader.console.get_by_label("MFA code 2")).to_have_value("654321")


def test_back_and_forward_cross_a_skip_and_keep_the_time_that_passed(reader: Reader) -> None:
    reader.skip()
    ahead = passes(reader, 30)
    reader.page.go_back()
    skipped(reader, 0)
    behind = reader.code()
    assert behind != ahead
    reader.page.go_forward()
    skipped(reader, 1)
    shows(reader, ahead)


def test_a_reload_after_going_back_loses_nothing_before_or_after(reader: Reader) -> None:
    reader.skip()
    ahead = reader.code()
    show_key(reader)
    reader.page.go_back()
    expect(reader.console.locator("code")).to_be_hidden()
    reload(reader)
    expect(reader.console.locator("code")).to_be_hidden()
    shows(reader, ahead)
    reader.page.go_back()
    skipped(reader, 0)
    reload(reader)
    reader.page.go_forward()
    skipped(reader, 1)
    reader.page.go_forward()
    expect(reader.console.locator("code")).to_be_visible()
    shows(reader, ahead)


def test_a_press_after_going_back_continues_from_there(reader: Reader) -> None:
    reader.skip()
    show_key(reader)
    reader.page.go_back()
    expect(reader.console.locator("code")).to_be_hidden()
    reader.press("Cancel")
    reader.heads("My security credentials")
    reload(reader)
    reader.heads("My security credentials")
    skipped(reader, 1)


def test_a_reopened_page_follows_a_clock_that_jumped_while_it_was_closed(reader: Reader) -> None:
    before = reader.code()
    reader.skip()
    reader.page.goto("about:blank")
    reader.page.clock.fast_forward("03:00:00")
    reader.open("today", "enter-two-codes")
    skipped(reader, 1)
    expect(reader.phone).to_contain_text("12:00")
    assert reader.code() != before
