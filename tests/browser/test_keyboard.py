"""From start to success with only the keyboard, and the focus is never lost."""

import json
import re

import pytest
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.console.world import Edition
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.waiting import until

NAME = """(at) => {
  const label = at.labels?.[0]?.innerText ?? at.getAttribute("aria-label") ?? at.innerText;
  return (label ?? "").trim();
}"""
FOCUSED = f"({NAME})(document.activeElement)"
CONTROLS = "a, button, input, summary, [tabindex]"
IS_THERE = f"""(name) => {{
  const controls = [...document.querySelectorAll({CONTROLS!r})];
  return controls.some((at) => at.checkVisibility() && ({NAME})(at) === name);
}}"""
LONGEST_WAY = 60


@pytest.fixture(autouse=True)
def clock(reader: Reader) -> None:
    """Let the tests set the time forward."""
    reader.page.clock.install()


def tab_to(reader: Reader, name: str) -> None:
    """Wait for the control with this name, and press Tab until it has the focus."""
    wait_for(reader, name)
    for _ in range(LONGEST_WAY):
        if reader.page.evaluate(FOCUSED) == name:
            return
        reader.page.keyboard.press("Tab")
    raise AssertionError(f"{name!r} cannot be reached with the Tab key")


def wait_for(reader: Reader, name: str) -> None:
    """Wait until a control is there, because it may still be being drawn."""
    until(reader.page, f"({IS_THERE})({json.dumps(name)})")


def enter(reader: Reader, name: str) -> None:
    """Tab to a button and press it."""
    tab_to(reader, name)
    reader.page.keyboard.press("Enter")


def type_into(reader: Reader, name: str, text: str) -> None:
    """Tab to a field and type."""
    tab_to(reader, name)
    reader.page.keyboard.type(text)


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_the_lesson_can_be_completed_with_the_keyboard(reader: Reader, edition: Edition) -> None:
    labels = LABELS[edition]
    reader.open(edition)
    enter(reader, "Next")
    reader.heads("Root user sign in")
    enter(reader, "Sign in")
    reader.heads("Console" if edition == "classic" else "Console home")
    enter(reader, "practice-account")
    enter(reader, labels.credentials_menu)
    if edition == "classic":
        enter(reader, "Continue to Security Credentials")
    enter(reader, labels.mfa_section)
    enter(reader, labels.start_wizard)
    reader.heads(labels.choose_title)
    choose(reader, edition, "my-phone")
    enter(reader, labels.next_page)
    reader.heads(labels.set_up_title)
    enter(reader, "Show QR code")
    enter(reader, "Authenticator")
    enter(reader, "Add account")
    enter(reader, "Scan a QR code")
    enter(reader, "Line it up")
    two_codes(reader)
    reader.page.keyboard.press("Enter")
    reader.sees(labels.assigned)


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_a_lost_phone_can_be_replaced_with_the_keyboard(reader: Reader, edition: Edition) -> None:
    labels = LABELS[edition]
    reader.open(edition, "lost-phone")
    enter(reader, labels.troubleshoot)
    enter(reader, labels.alternative_factors)
    enter(reader, labels.send_email)
    mail = reader.phone.get_by_role("button", name=re.compile("^Mail.* 1 new$"))
    expect(mail).to_be_visible()
    enter(reader, mail.inner_text().strip())
    enter(reader, "Verify your email address")
    enter(reader, labels.call_me)
    enter(reader, "Answer")
    digits = reader.console.locator(".sign-in__digits")
    expect(digits).to_be_visible()
    type_into(reader, "Six digits", digits.inner_text())
    reader.page.keyboard.press("Enter")
    enter(reader, labels.sign_in_to_console)
    reader.heads(labels.credentials_title)
    if edition == "classic":
        enter(reader, labels.mfa_section)
    else:
        tab_to(reader, "my-phone")
        reader.page.keyboard.press("Space")
    enter(reader, labels.remove)
    reader.heads(labels.remove_title)
    enter(reader, labels.confirm_remove)
    reader.sees("MFA device removed")
    enter(reader, labels.start_wizard)
    reader.heads(labels.choose_title)
    choose(reader, edition, "my-phone-2")
    if edition == "classic":
        enter(reader, labels.next_page)
        reader.sees("Entity Already exists")
        enter(reader, "Run this command")
        reader.sees("You can use its name again")
    enter(reader, labels.next_page)
    reader.heads(labels.set_up_title)
    enter(reader, "Show QR code")
    for control in ("Authenticator", "Add account", "Scan a QR code", "Line it up"):
        enter(reader, control)
    two_codes(reader)
    reader.page.keyboard.press("Enter")
    reader.sees("Rehearsal complete", reader.coach)


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_a_late_pair_can_be_resynced_with_the_keyboard(reader: Reader, edition: Edition) -> None:
    labels = LABELS[edition]
    reader.open(edition, "late-at-the-door")
    enter(reader, "Walk away for 10 minutes")
    reader.is_at("Send them late")
    enter(reader, labels.submit_codes)
    reader.sees(labels.assigned)
    if edition == "classic":
        enter(reader, "Close")
    enter(reader, "practice-account")
    enter(reader, "Sign out" if edition == "today" else "Sign Out")
    enter(reader, "Next")
    enter(reader, "Sign in")
    type_into(reader, "MFA code", reader.code())
    reader.page.keyboard.press("Enter")
    reader.sees("Your authentication information is incorrect.")
    enter(reader, labels.troubleshoot)
    enter(reader, labels.submit_sign_in_resync)
    two_codes(reader)
    reader.page.keyboard.press("Enter")
    reader.sees("back in sync")
    reader.to_a_new_period()
    type_into(reader, "MFA code", reader.code())
    reader.page.keyboard.press("Enter")
    reader.sees("Rehearsal complete", reader.coach)


def choose(reader: Reader, edition: Edition, name: str) -> None:
    """Choose the authenticator app; today's console also wants a name."""
    if edition == "today":
        type_into(reader, "Device name", name)
        tab_to(reader, "Passkey or Security Key")
        reader.page.keyboard.press("ArrowDown")
    else:
        tab_to(reader, "Virtual MFA device")
        reader.page.keyboard.press("Space")


def to_devices(reader: Reader) -> None:
    """Go to the devices on the classic console's security credentials page."""
    enter(reader, "practice-account")
    enter(reader, LABELS["classic"].credentials_menu)
    enter(reader, "Continue to Security Credentials")
    enter(reader, LABELS["classic"].mfa_section)


def two_codes(reader: Reader) -> None:
    """Type two codes in a row."""
    reader.to_a_new_period()
    first = reader.code()
    type_into(reader, "MFA code 1", first)
    enter(reader, "Skip to the next code")
    expect(reader.phone.locator("output")).not_to_have_attribute("data-code", first)
    type_into(reader, "MFA code 2", reader.code())


def test_escape_closes_the_account_menu(reader: Reader) -> None:
    reader.open("today", "open-security-credentials")
    enter(reader, "practice-account")
    expect(reader.console.get_by_role("button", name="Sign out")).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(reader.console.get_by_role("button", name="Sign out")).to_be_hidden()


def test_the_focus_goes_to_the_new_screens_heading(reader: Reader) -> None:
    reader.open("today")
    enter(reader, "Next")
    expect(reader.console.get_by_role("heading", name="Root user sign in")).to_be_focused()


def test_the_focus_goes_into_a_dialog(reader: Reader) -> None:
    reader.open("classic", "remove-device")
    to_devices(reader)
    enter(reader, "Deactivate")
    heading = reader.console.get_by_role("heading", name="Deactivate MFA device")
    expect(heading).to_be_focused()


def test_the_focus_stays_on_show_me(reader: Reader) -> None:
    reader.open("today")
    enter(reader, "Show me")
    reader.is_at("Open your security credentials")
    expect(reader.coach.get_by_role("button", name="Show me")).to_be_focused()
