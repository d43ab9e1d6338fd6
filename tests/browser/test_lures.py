"""The false sign-in page in a real browser, found by the names that people see and hear."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader

FALSE_DOMAIN = "account-check.example"
NARROW = {"width": 390, "height": 844}


def address_bar(reader: Reader) -> Locator:
    return reader.console.get_by_role("group", name="Browser")


def emphasized(reader: Reader) -> Locator:
    """Return the part of the address that stands out."""
    return address_bar(reader).locator("b")


def follow_the_link(reader: Reader) -> None:
    home = reader.phone.get_by_role("button", name="Home screen")
    if home.is_enabled():
        home.click()
    reader.phone.get_by_role("button", name="Mail").click()
    reader.audit()
    reader.press("Open on the computer", reader.phone)
    expect(emphasized(reader)).to_have_text(FALSE_DOMAIN)


def to_the_app(reader: Reader) -> None:
    reader.press("Home screen", reader.phone)
    reader.press("Authenticator", reader.phone)


def test_a_code_given_to_a_false_page_lets_somebody_else_in(reader: Reader) -> None:
    reader.open("today", "false-page-code")
    expect(emphasized(reader)).to_have_text("amazon.com")
    follow_the_link(reader)
    reader.audit()
    for label in ("Email address", "Password"):
        expect(reader.console.get_by_label(label, exact=True)).not_to_be_editable()
    reader.press("Sign in")
    to_the_app(reader)
    code = reader.code()
    reader.fill("MFA code", code)
    reader.press("Submit")
    warning = reader.coach.get_by_text("Somebody else is signed in as root")
    expect(warning).to_be_in_viewport()
    reader.audit()
    reader.coach.get_by_text("Account activity (").click()
    events = reader.coach.get_by_role("listitem").filter(has_text="ConsoleLogin")
    expect(events.first).to_contain_text("sourceIPAddress: 203.0.113.50")
    expect(events.first).to_contain_text("MFAUsed: Yes")
    expect(events.last).to_contain_text("sourceIPAddress: 198.51.100.7")
    reader.press("Open AWS from a bookmark")
    expect(emphasized(reader)).to_have_text("amazon.com")
    reader.sign_in(code)
    reader.sees("Your authentication information is incorrect. Please try again.")
    reader.sees("somebody else signed in with it", reader.coach)
    reader.skip()
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.sees("password and MFA code")
    reader.sees("Rehearsal complete", reader.coach)


def test_a_passkey_gives_a_false_page_nothing(reader: Reader) -> None:
    reader.open("today", "false-page-passkey")
    follow_the_link(reader)
    reader.press("Sign in")
    dialog = reader.console.get_by_role("dialog", name=f"No passkey for signin.{FALSE_DOMAIN}")
    expect(dialog).to_be_visible()
    expect(emphasized(reader)).to_have_text(FALSE_DOMAIN)
    reader.audit()
    reader.press("Use another device")
    reader.console.get_by_role("button", name="This device").click()
    reader.press("Use fingerprint")
    reader.sees("There is no passkey for this site here.")
    reader.press("Cancel")
    reader.press("Open AWS from a bookmark")
    reader.press("Next")
    reader.press("Sign in")
    expect(emphasized(reader)).to_have_text("amazon.com")
    reader.console.get_by_role("button", name="This device").click()
    reader.press("Use fingerprint")
    reader.sees("password and passkey")
    reader.sees("Rehearsal complete", reader.coach)
    reader.coach.get_by_text("Account activity (").click()
    expect(reader.coach.get_by_text("203.0.113.50")).to_have_count(0)


@pytest.mark.parametrize("size", [{"width": 1280, "height": 720}, NARROW])
def test_the_whole_domain_is_in_view_at_every_size(reader: Reader, size: dict[str, int]) -> None:
    reader.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    reader.open("today", "false-page-passkey")
    if size == NARROW:
        reader.page.get_by_text("Phone", exact=True).click()
    follow_the_link_by_name(reader)
    if size == NARROW:
        reader.page.get_by_text("Console", exact=True).click()
    expect(emphasized(reader)).to_be_in_viewport(ratio=1)
    assert not reader.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    reader.press("Sign in")
    expect(emphasized(reader)).to_be_in_viewport(ratio=1)
    expect(reader.console.get_by_role("dialog")).to_be_in_viewport()


def test_on_a_narrow_screen_the_coach_opens_when_somebody_else_is_in(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("today", "false-page-code")
    reader.page.get_by_text("Phone", exact=True).click()
    code = reader.code()
    reader.press("Home screen", reader.phone)
    follow_the_link_by_name(reader)
    reader.page.get_by_text("Console", exact=True).click()
    reader.press("Sign in")
    reader.fill("MFA code", code)
    reader.press("Submit")
    warning = reader.coach.get_by_text("Somebody else is signed in as root")
    expect(warning).to_be_in_viewport()


def follow_the_link_by_name(reader: Reader) -> None:
    reader.phone.get_by_role("button", name="Mail").click()
    reader.press("Open on the computer", reader.phone)
