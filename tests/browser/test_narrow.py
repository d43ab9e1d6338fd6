"""On a phone's screen: one thing at a time, no sideways scrolling, the code in view when typing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reader import Reader

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def narrow(chrome: Browser, address: str) -> Iterator[Reader]:
    """Return a reader with a small screen in dark mode."""
    context = chrome.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True
    )
    context.set_default_timeout(5_000)
    reader = Reader(context.new_page(), f"{address}/practice/app")
    yield reader
    context.close()
    assert reader.complaints == []


def look_at(reader: Reader, name: str) -> None:
    reader.page.locator(f"label[for=show-{name.lower()}]").click()


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_the_code_stays_in_view_while_filling_in_the_fields(narrow: Reader, edition: str) -> None:
    narrow.open(edition, "scan-the-qr-code")
    look_at(narrow, "Phone")
    narrow.press("Scan a QR code", narrow.phone)
    narrow.press("Line it up", narrow.phone)
    expect(narrow.phone.locator("output")).to_be_visible()
    narrow.audit()
    look_at(narrow, "Console")
    first = narrow.code()
    narrow.fill("MFA code 1", first)
    expect(narrow.phone.locator("output")).to_be_in_viewport()
    narrow.skip()
    narrow.fill("MFA code 2", narrow.code())
    expect(narrow.phone.locator("output")).to_be_in_viewport()
    narrow.audit()


@pytest.mark.parametrize("edition", ["today", "classic"])
@pytest.mark.parametrize(
    "slug",
    ["", "find-the-mfa-section", "choose-authenticator-app", "submit-at-once", "confirm-success"],
)
def test_nothing_scrolls_sideways(narrow: Reader, edition: str, slug: str) -> None:
    narrow.open(edition, slug)
    assert not narrow.page.evaluate(SIDEWAYS)
    for region in (narrow.console, narrow.coach):
        assert region.evaluate("(region) => region.scrollWidth <= region.clientWidth")
    look_at(narrow, "Phone")
    assert not narrow.page.evaluate(SIDEWAYS)


def test_the_coach_is_one_line_that_can_be_opened(narrow: Reader) -> None:
    narrow.open("today", "enter-two-codes")
    step = narrow.coach.locator("[aria-current=step]")
    expect(step).to_be_hidden()
    narrow.coach.get_by_role("button", name="Step 11 of 13 Enter two codes in a row").click()
    expect(step).to_be_in_viewport()
    narrow.audit()


def test_the_chosen_view_stays_when_codes_change(narrow: Reader) -> None:
    narrow.open("today", "enter-two-codes")
    look_at(narrow, "Phone")
    narrow.skip()
    expect(narrow.page.get_by_role("radio", name="Phone")).to_be_checked()
    expect(narrow.console).to_be_hidden()


def test_a_refusal_opens_the_coach_which_can_be_closed_again(narrow: Reader) -> None:
    narrow.open("today", "submit-at-once")
    narrow.fill("MFA code 2", "000000")
    narrow.press("Add MFA")
    expect(narrow.coach.locator(".explanation")).to_be_in_viewport()
    expect(narrow.coach.locator(".step--done").first).to_be_hidden()
    narrow.audit()
    narrow.coach.get_by_role("button", name="What went wrong").click()
    expect(narrow.coach.locator(".explanation")).to_be_hidden()
    narrow.skip()
    narrow.press("Show secret key")
    expect(narrow.coach.locator(".coach__body")).to_be_hidden()


def test_many_entries_leave_room_for_the_console_and_fit_in_the_phone(narrow: Reader) -> None:
    narrow.open("today", "eight-devices")
    box = narrow.console.bounding_box()
    assert box
    assert box["height"] > 844 / 2
    look_at(narrow, "Phone")
    expect(narrow.phone.get_by_role("button", name="Add account")).to_be_in_viewport()
    expect(narrow.phone.get_by_role("button", name="Home screen")).to_be_in_viewport()
