"""A first-time reader does the passkey guide in a real browser, using the controls' labels."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader


def dialog(reader: Reader) -> Locator:
    """Return the browser's dialog, which the simulator draws."""
    return reader.console.get_by_role("dialog")


def on_this_device(reader: Reader) -> None:
    reader.press("Use fingerprint", dialog(reader))


def on_the_phone(reader: Reader) -> None:
    expect(dialog(reader).locator("svg[data-qr]")).to_be_visible()
    reader.press("Camera", reader.phone)
    reader.press("Line it up", reader.phone)
    reader.press("Continue", reader.phone)


def on_the_key(reader: Reader) -> None:
    reader.press("Next", dialog(reader))
    reader.press("Touch the key", reader.phone)


@pytest.mark.parametrize(
    ("place", "confirm"),
    [
        ("This device", on_this_device),
        ("Phone or tablet", on_the_phone),
        ("Security key", on_the_key),
    ],
)
def test_the_lesson_leads_from_the_password_to_a_sign_in_with_a_passkey(
    reader: Reader, place: str, confirm: Callable[[Reader], None]
) -> None:
    reader.open("today", "passkey")
    reader.is_at("Sign in as the root user")
    sign_in(reader)
    reader.is_at("Go to the MFA section")
    reader.press("practice-account")
    reader.press("Security credentials")
    reader.press("I can see it", reader.coach)
    reader.is_at("Start the wizard")
    reader.press("Assign MFA device")
    reader.is_at("Choose the passkey")
    reader.fill("Device name", "my-passkey")
    reader.console.get_by_label("Passkey or Security Key", exact=True).check()
    reader.press("Next")
    reader.is_at("Choose where to keep it")
    reader.audit()
    reader.press(place, dialog(reader))
    reader.is_at("Confirm that it's you")
    reader.audit()
    confirm(reader)
    reader.sees("Passkey MFA device assigned")
    reader.is_at("See it in the list")
    reader.console.get_by_role("radio", name="my-passkey").check()
    reader.is_at("Let AWS ask for it")
    reader.audit()
    reader.press("practice-account")
    reader.press("Sign out")
    sign_in(reader)
    reader.is_at("See the way back in")
    reader.audit()
    reader.press("Cancel", dialog(reader))
    reader.press("Troubleshoot MFA")
    reader.heads("Sign in using alternative factors of authentication")
    reader.is_at("Sign in with the passkey")
    reader.audit()
    reader.press("Cancel")
    reader.press("Try again")
    reader.press(place, dialog(reader))
    confirm(reader)
    reader.sees("password and passkey")
    reader.sees("Rehearsal complete", reader.coach)
    reader.sees("you signed in with a passkey", reader.coach)
    reader.audit()


def sign_in(reader: Reader) -> None:
    reader.press("Next")
    reader.press("Sign in")


def test_the_bar_leads_back_to_the_step_in_the_passkey_guide(reader: Reader) -> None:
    reader.open("today", "confirm-the-passkey")
    reader.page.get_by_role("link", name="Back to the guide").click()
    guide = reader.app.replace("practice/app", "passkey/#confirm-the-passkey")
    expect(reader.page).to_have_url(guide)
