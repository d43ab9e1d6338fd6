"""Passkeys, a security key and a hardware token in a real browser, by the controls' labels."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader


def choose(reader: Reader, kind: str) -> None:
    reader.open("today", "choose-authenticator-app")
    reader.fill("Device name", "my-device")
    reader.console.get_by_label(kind, exact=True).check()
    reader.press("Next")


def dialog(reader: Reader, title: str) -> Locator:
    found = reader.page.get_by_role("dialog", name=title)
    expect(found).to_be_visible()
    return found


def answer_on_phone(reader: Reader) -> None:
    reader.press("Phone or tablet")
    reader.press("Camera", reader.phone)
    reader.press("Line it up", reader.phone)
    reader.press("Continue", reader.phone)


def sign_out_and_in(reader: Reader) -> None:
    reader.press("practice-account")
    reader.press("Sign out")
    reader.press("Next")
    reader.press("Sign in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_passkey_on_the_phone_is_made_and_used_after_the_wrong_device(
    reader: Reader, scheme: str
) -> None:
    reader.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    choose(reader, "Passkey or Security Key")
    asked = dialog(reader, "Choose where to save your passkey for amazon.com")
    expect(asked.get_by_role("heading")).to_be_focused()
    reader.audit()
    answer_on_phone(reader)
    reader.sees("Passkey MFA device assigned")
    reader.sees("Passkey or security key")
    sign_out_and_in(reader)
    dialog(reader, "Verify your identity with amazon.com")
    reader.press("This device")
    reader.press("Use fingerprint")
    cause = reader.coach.locator("[data-cause]")
    expect(cause).to_have_attribute("data-cause", "no-passkey-here")
    reader.audit()
    reader.press("Use another device")
    answer_on_phone(reader)
    reader.sees("password and passkey")
    assert reader.complaints == []


def test_escape_closes_the_browsers_dialog_and_not_the_page_behind_it(reader: Reader) -> None:
    choose(reader, "Passkey or Security Key")
    dialog(reader, "Choose where to save your passkey for amazon.com")
    reader.page.keyboard.press("Escape")
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    reader.heads("Set up device")
    reader.sees("The request was canceled in the browser.")
    reader.audit()
    reader.press("Try again")
    reader.press("Security key")
    reader.press("Next")
    dialog(reader, "Touch your security key")
    reader.audit()
    reader.press("Touch the key", reader.phone)
    reader.sees("Passkey MFA device assigned")
    assert reader.complaints == []


def test_a_hardware_token_is_turned_over_read_and_assigned(reader: Reader) -> None:
    choose(reader, "Hardware TOTP token")
    token = reader.phone.get_by_role("group", name="Hardware token")
    reader.press("Turn over", token)
    serial = token.get_by_text(re.compile(r"^PT\d{8}$")).inner_text()
    reader.fill("Serial number", serial)
    reader.audit()
    reader.press("Turn over", token)
    reader.fill("MFA code 1", read(reader, token))
    reader.press("Skip to the next code", reader.page.get_by_role("banner"))
    expect(token.locator("output")).to_have_attribute("data-token-code", "")
    reader.fill("MFA code 2", read(reader, token))
    reader.press("Add MFA")
    reader.sees("MFA device assigned")
    sign_out_and_in(reader)
    reader.sees("Hardware TOTP token")
    reader.press("Skip to the next code", reader.page.get_by_role("banner"))
    reader.fill("MFA code", read(reader, token))
    reader.press("Submit")
    reader.sees("password and MFA code")
    assert reader.complaints == []


def read(reader: Reader, token: Locator) -> str:
    """Press the token's button and read its window."""
    reader.press("Show code", token)
    window = token.locator("output")
    expect(window).to_have_attribute("data-token-code", re.compile(r"^\d{6}$"))
    return window.get_attribute("data-token-code") or ""
