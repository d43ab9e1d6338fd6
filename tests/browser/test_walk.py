"""A first-time reader completes both editions in a real browser, using the controls' labels."""

import time
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.console.world import Edition
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.waiting import let_pass

DRAWN_AFTER_S = 2
"""How long into a period the phone may still show the code before, on a slow machine."""

EDITIONS = pytest.mark.parametrize("edition", ["today", "classic"])


def sign_in(reader: Reader) -> None:
    reader.press("Next")
    reader.press("Sign in")


def to_wizard(reader: Reader, edition: Edition) -> None:
    reader.press("practice-account")
    if edition == "today":
        reader.press("Security credentials")
        reader.press("Multi-factor authentication (MFA)")
        reader.press("Assign MFA device")
        reader.fill("Device name", "my-phone")
        reader.console.get_by_label("Authenticator app", exact=True).check()
        reader.press("Next")
    else:
        reader.press("My Security Credentials")
        reader.press("Continue to Security Credentials")
        reader.press("Multi-factor authentication (MFA)")
        reader.press("Activate MFA")
        reader.console.get_by_label("Virtual MFA device", exact=True).check()
        reader.press("Continue")
    reader.heads(LABELS[edition].set_up_title)


def scan(reader: Reader) -> None:
    reader.press("Show QR code")
    reader.press("Authenticator", reader.phone)
    reader.press("Add account", reader.phone)
    reader.press("Scan a QR code", reader.phone)
    reader.press("Line it up", reader.phone)
    expect(reader.phone.locator("output")).to_be_visible()


def two_codes(reader: Reader) -> tuple[str, str]:
    """Type two codes in a row; repeat if a period ended between reading and skipping."""
    while True:
        let_pass(reader.page, max(0, DRAWN_AFTER_S - time.time() % PERIOD_S))
        begun = period()
        first = reader.code()
        reader.fill("MFA code 1", first)
        reader.skip()
        second = reader.code()
        reader.fill("MFA code 2", second)
        if period() == begun:
            return first, second


def period() -> int:
    """Return the number of the current period outside the browser."""
    return int(time.time()) // PERIOD_S


def submit(reader: Reader, edition: Edition) -> None:
    reader.press(LABELS[edition].submit_codes)


def sign_out(reader: Reader, edition: Edition) -> None:
    reader.press("practice-account")
    reader.press("Sign out" if edition == "today" else "Sign Out")


def sign_in_with_code(reader: Reader) -> None:
    sign_in(reader)
    reader.fill("MFA code", reader.code())
    reader.press("Submit")


@EDITIONS
def test_the_lesson_leads_from_the_password_to_a_sign_in_with_a_code(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition)
    reader.is_at("Sign in as the root user")
    reader.audit()
    sign_in(reader)
    reader.is_at("Open your security credentials")
    reader.audit()
    to_wizard(reader, edition)
    reader.audit()
    scan(reader)
    reader.audit()
    two_codes(reader)
    reader.is_at("Submit at once")
    reader.audit()
    submit(reader, edition)
    reader.sees(LABELS[edition].assigned)
    reader.audit()
    if edition == "classic":
        reader.press("Close")
    sign_out(reader, edition)
    reader.skip()
    sign_in(reader)
    reader.heads(LABELS[edition].challenge_title)
    reader.audit()
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.sees("password and MFA code")
    reader.sees("Rehearsal complete", reader.coach)
    reader.audit()


@EDITIONS
def test_a_late_pair_is_out_of_sync_and_can_be_resynced_before_sign_in(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "enter-two-codes")
    first, second = two_codes(reader)
    for _ in range(4):
        reader.skip()
    assert (first, second) != (reader.code(), second)
    submit(reader, edition)
    reader.sees(LABELS[edition].assigned)
    reader.sees("Associated, but out of sync", reader.coach)
    if edition == "classic":
        reader.press("Close")
    sign_out(reader, edition)
    sign_in_with_code(reader)
    reader.sees("Your authentication information is incorrect. Please try again.")
    reader.audit()
    reader.press(LABELS[edition].troubleshoot)
    reader.audit()
    two_codes(reader)
    reader.audit()
    reader.press("Re-sync authentication device")
    reader.sees("back in sync")
    reader.skip()
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.sees("password and MFA code")


@EDITIONS
def test_a_late_pair_can_be_resynced_from_the_device_list(reader: Reader, edition: Edition) -> None:
    reader.open(edition, "enter-two-codes")
    two_codes(reader)
    for _ in range(4):
        reader.skip()
    submit(reader, edition)
    if edition == "classic":
        reader.press("Close")
    else:
        reader.console.get_by_role("radio", name="my-phone").check()
    reader.press("Resync")
    two_codes(reader)
    reader.press(LABELS[edition].submit_resync)
    reader.sees("back in sync")
    reader.audit()


WRONG_PAIRS = {
    ("{new}", "{new}"): "same code",
    ("{new}", "{old}"): "newer code is in the first field",
    ("000000", "{new}"): "code",
    ("12345", "{new}"): "six digits",
}
"""What is typed of two codes, and words of the coach's explanation."""


@EDITIONS
def test_a_wrong_pair_is_refused_and_explained_and_stays_in_the_fields(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "enter-two-codes")
    for pair, cause in WRONG_PAIRS.items():
        old, new = two_codes(reader)
        typed = [code.format(old=old, new=new) for code in pair]
        reader.fill("MFA code 1", typed[0])
        reader.fill("MFA code 2", typed[1])
        submit(reader, edition)
        expect(reader.console.get_by_role("alert")).to_be_visible()
        reader.sees("What went wrong", reader.coach)
        reader.sees(cause, reader.coach)
        expect(reader.console.get_by_label("MFA code 1", exact=True)).to_have_value(typed[0])
        expect(reader.console.get_by_label("MFA code 2", exact=True)).to_have_value(typed[1])
        reader.audit()
        reader.start_over()


@EDITIONS
def test_a_real_phone_can_scan_the_screen_and_its_codes_are_accepted(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "show-the-qr-code")
    reader.press("Show QR code")
    expect(reader.console.locator("svg[data-qr]")).to_be_visible()
    text = reader.decode_from_screen()
    parts = urlsplit(text)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    totp = pyotp.TOTP(parse_qs(parts.query)["secret"][0])
    now = int(time.time())
    reader.fill("MFA code 1", totp.at(now - 30))
    reader.fill("MFA code 2", totp.at(now))
    submit(reader, edition)
    reader.sees(LABELS[edition].assigned)


@EDITIONS
def test_the_secret_key_typed_by_hand_gives_the_same_codes(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "type-the-secret-key")
    reader.press("Show secret key")
    key = reader.console.locator("code").inner_text().lower()
    reader.press("Enter key", reader.phone)
    reader.fill("Account name", "root at work", reader.phone)
    reader.fill("Secret key", " ".join(key[i : i + 4] for i in range(0, 64, 4)), reader.phone)
    reader.audit()
    reader.press("Add", reader.phone)
    two_codes(reader)
    submit(reader, edition)
    reader.sees(LABELS[edition].assigned)


def test_todays_console_frees_the_name_after_a_canceled_wizard(reader: Reader) -> None:
    reader.open("today", "show-the-qr-code")
    reader.press("Cancel")
    reader.press("Assign MFA device")
    reader.fill("Device name", "my-phone")
    reader.console.get_by_label("Authenticator app", exact=True).check()
    reader.press("Next")
    reader.heads("Set up device")


def test_the_name_of_an_assigned_device_is_taken_and_the_field_is_marked(reader: Reader) -> None:
    reader.open("today", "confirm-success")
    reader.press("Assign MFA device")
    reader.fill("Device name", "my-phone")
    reader.console.get_by_label("Authenticator app", exact=True).check()
    reader.press("Next")
    reader.sees("MFA device already exists.")
    expect(reader.console.get_by_label("Device name", exact=True)).to_have_value("my-phone")
    reader.fill("Device name", "my-other-phone")
    reader.press("Next")
    reader.heads("Set up device")


def test_the_command_line_frees_the_name_after_a_canceled_wizard_in_2020(reader: Reader) -> None:
    reader.open("classic", "show-the-qr-code")
    reader.press("Cancel")
    reader.press("Activate MFA")
    reader.console.get_by_label("Virtual MFA device", exact=True).check()
    reader.press("Continue")
    reader.sees("Entity Already exists")
    reader.press("Run this command", reader.coach)
    reader.sees("deleted")
    reader.press("Continue")
    reader.heads("Set up virtual MFA device")


def test_show_me_plays_every_step_and_start_over_begins_a_new_run(reader: Reader) -> None:
    reader.open("today")
    for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13):
        expect(reader.coach).to_contain_text(f"Step {number} of 13")
        reader.press("Show me", reader.coach)
    reader.sees("Rehearsal complete", reader.coach)
    reader.press("Start over", reader.page.get_by_role("banner"))
    reader.is_at("Sign in as the root user")


def test_undo_takes_back_the_last_press(reader: Reader) -> None:
    reader.open("today")
    undo = reader.page.get_by_role("button", name="Undo", exact=True)
    expect(undo).to_be_disabled()
    sign_in(reader)
    reader.heads("Console home")
    undo.click()
    reader.heads("Root user sign in")


def test_skipping_says_that_real_phones_may_no_longer_match(reader: Reader) -> None:
    reader.open("today")
    reader.press("Skip to the next code", reader.page.get_by_role("banner"))
    reader.sees("Real phones may no longer match", reader.page.get_by_role("banner"))


def test_a_link_leads_back_to_the_step_in_the_guide(reader: Reader) -> None:
    reader.open("today", "enter-two-codes")
    reader.page.get_by_role("link", name="Back to the guide").click()
    expect(reader.page).to_have_url(reader.app.replace("practice/app", "guide/#enter-two-codes"))


def test_credentials_are_filled_in_and_cannot_be_changed(reader: Reader) -> None:
    reader.open("today")
    email = reader.console.get_by_label("Root user email address", exact=True)
    expect(email).to_have_value("root@example.com")
    expect(email).not_to_be_editable()
    reader.press("Next")
    expect(reader.console.get_by_label("Password", exact=True)).not_to_be_editable()
