"""First-time readers: odd names and codes, unfinished wizards, presses in an unexpected order.

Each gets AWS's own answer, a true explanation and a way out, and loses nothing.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console.labels import LABELS
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.waiting import let_pass, until_ready

FULL_WIDTH = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
NOT_ALLOWED = "The device name has a character that is not allowed."


def choose(reader: Reader, name: str) -> None:
    reader.fill("Device name", name)
    reader.console.get_by_label("Authenticator app", exact=True).check()
    reader.press("Next")


def told(reader: Reader) -> str:
    """Return the coach's explanation of a refusal, which must be in view."""
    expect(reader.coach.locator(".explanation")).to_be_in_viewport()
    return reader.coach.locator(".explanation").inner_text()


def reload(reader: Reader) -> None:
    reader.page.reload()
    until_ready(reader.page)


def sign_out(reader: Reader) -> None:
    reader.press("practice-account")
    reader.console.get_by_role("button", name=re.compile("^sign out$", re.IGNORECASE)).click()
    reader.heads("Sign in")


# -- Names ----------------------------------------------------------------------------------------


def test_a_device_with_any_allowed_name_can_be_used_and_removed(reader: Reader) -> None:
    reader.page.clock.install()
    reader.open("today", "choose-authenticator-app")
    for name in ("aZ09+=,.@-_", "..", "x" * 226):
        use_and_remove(reader, name)
        for region in (reader.console, reader.phone, reader.coach):
            assert region.evaluate("(region) => region.scrollWidth <= region.clientWidth"), name
        reader.start_over()


def use_and_remove(reader: Reader, name: str) -> None:
    choose(reader, name)
    reader.press("Show QR code")
    for press in ("Authenticator", "Add account", "Scan a QR code", "Line it up"):
        reader.press(press, reader.phone)
    reader.to_a_new_period()
    reader.fill("MFA code 1", reader.code())
    reader.skip()
    reader.fill("MFA code 2", reader.code())
    reader.press("Add MFA")
    reader.sees("MFA device assigned")
    reader.console.get_by_role("radio", name=name, exact=True).check()
    reader.press("Resync")
    reader.heads("Resync MFA device")
    reader.press("Cancel")
    reader.console.get_by_role("radio", name=name, exact=True).check()
    reader.press("Remove")
    reader.heads("Remove MFA device")
    reader.press("Remove")
    reader.sees("MFA device removed")


INVALID_NAMES = {
    "my phone": (NOT_ALLOWED, "without spaces"),
    "a/b": (NOT_ALLOWED, "letters A to Z"),
    "h\u00f6rer": (NOT_ALLOWED, "letters A to Z"),
    "\U0001f4f1": (NOT_ALLOWED, "letters A to Z"),
    "<b>'\"": (NOT_ALLOWED, "letters A to Z"),
    "": ("The device name is missing.", "Give the device a name."),
    "   ": ("The device name is missing.", "Give the device a name."),
    "x" * 227: ("The device name is too long.", "1 character too long"),
}
"""Names, each with AWS's answer and words of the coach's explanation."""


def test_an_invalid_name_is_refused_explained_and_kept(reader: Reader) -> None:
    reader.open("today", "choose-authenticator-app")
    for name, (answer, why) in INVALID_NAMES.items():
        choose(reader, name)
        reader.sees(answer)
        assert why in told(reader)
        expect(reader.console.get_by_label("Device name")).to_have_value(name)
        choose(reader, " my-phone ")
        reader.heads("Set up device")
        reader.start_over()


# -- Codes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_codes_may_contain_spaces_as_on_phones(reader: Reader, edition: Edition) -> None:
    reader.open(edition, "submit-at-once")
    for label in ("MFA code 1", "MFA code 2"):
        code = reader.console.get_by_label(label).input_value()
        reader.fill(label, f" {code[:3]} {code[3:]} ")
    reader.press(LABELS[edition].submit_codes)
    reader.sees(LABELS[edition].assigned)


MALFORMED: dict[str, Callable[[str], str]] = {
    "The second code is missing.": lambda code: "",
    "The second code has 5 digits.": lambda code: code[:5],
    "The second code has 7 digits.": lambda code: code + "0",
    "character 1 is the letter a": lambda code: "abcdef",
    "the full-width digit": lambda code: code.translate(FULL_WIDTH),
    "character 4 is a hyphen": lambda code: f"{code[:3]}-{code[3:]}",
}
"""What may be typed instead of a code, by words of the coach's explanation."""


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_malformed_code_is_refused_explained_and_kept(reader: Reader, edition: Edition) -> None:
    reader.open(edition, "submit-at-once")
    second = reader.console.get_by_label("MFA code 2")
    for why, change in MALFORMED.items():
        true = second.input_value()
        typed = change(true)
        second.fill(typed)
        reader.press(LABELS[edition].submit_codes)
        reader.sees("The second code is not six digits.")
        assert why in told(reader)
        expect(second).to_have_value(typed)
        second.fill(true)
        reader.press(LABELS[edition].submit_codes)
        reader.sees(LABELS[edition].assigned)
        reader.start_over()


@pytest.mark.parametrize("edition", EDITIONS)
def test_codes_half_an_hour_apart_are_not_taken_for_codes_of_another_key(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "enter-two-codes")
    reader.fill("MFA code 1", reader.code())
    for _ in range(65):
        reader.press("Skip to the next code", reader.page.get_by_role("banner"))
    reader.sees(re.compile("Skipped ahead 3[12] minutes"), reader.page.get_by_role("banner"))
    reader.fill("MFA code 2", reader.code())
    reader.press(LABELS[edition].submit_codes)
    reader.sees("Authentication code for device is not valid.")
    assert "Both codes come from this key" in told(reader)
    assert "The first code is from" in told(reader)


# -- Keys and Start over ---------------------------------------------------------------------------


def test_the_phone_warns_about_a_foreign_key(reader: Reader) -> None:
    reader.open("today", "type-the-secret-key")
    reader.press("Enter key", reader.phone)
    reader.fill("Account name", "me", reader.phone)
    reader.fill("Secret key", "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP", reader.phone)
    reader.press("Add", reader.phone)
    reader.sees("Is this a real key?", reader.phone)


def test_starting_over_can_be_undone(reader: Reader) -> None:
    reader.open("today", "show-the-qr-code")
    reader.press("Show QR code")
    before = reader.decode_from_screen()
    banner = reader.page.get_by_role("banner")
    reader.press("Start over", banner)
    expect(reader.console.locator("svg[data-qr]")).to_be_hidden()
    reader.press("Restore my run", banner)
    expect(reader.console.locator("svg[data-qr]")).to_be_visible()
    assert reader.decode_from_screen() == before


# -- Unfinished wizards --------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_double_click_sends_two_codes_once(reader: Reader, edition: Edition) -> None:
    reader.open(edition, "submit-at-once")
    reader.console.get_by_role("button", name=LABELS[edition].submit_codes).dblclick()
    reader.sees(LABELS[edition].assigned)
    let_pass(reader.page, 0.3)
    expect(reader.console.get_by_role("alert")).to_have_count(0)
    expect(reader.coach.locator(".explanation")).to_have_count(0)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_reader_who_signs_out_during_the_wizard_is_led_back(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "enter-two-codes")
    sign_out(reader)
    for _ in range(12):
        if reader.coach.get_by_text("Rehearsal complete").count():
            break
        title = reader.page.title()
        reader.press("Show me", reader.coach)
        expect(reader.page).not_to_have_title(title)
    reader.sees("Rehearsal complete", reader.coach)
    assert reader.phone.locator("output").count() == 2


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_canceled_wizard_is_the_same_after_back_and_reload(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "show-the-qr-code")
    reader.press("Show QR code")
    shown = reader.decode_from_screen()
    reader.press("Cancel")
    expect(reader.console.locator("svg[data-qr]")).to_be_hidden()
    reader.page.go_back()
    assert reader.decode_from_screen() == shown
    reload(reader)
    assert reader.decode_from_screen() == shown
    reader.sees("Picked up where you left off", reader.page.get_by_role("banner"))
    reader.page.go_forward()
    expect(reader.console.locator("svg[data-qr]")).to_be_hidden()


def test_a_device_can_be_removed_during_the_wizard_for_another(reader: Reader) -> None:
    reader.open("today", "confirm-success")
    reader.press("Assign MFA device")
    choose(reader, "second")
    reader.press("practice-account")
    reader.press("Security credentials")
    reader.console.get_by_role("radio", name="my-phone", exact=True).check()
    reader.press("Remove")
    reader.heads("Remove MFA device")
    reader.press("Remove")
    reader.sees("MFA device removed")
    reader.press("Assign MFA device")
    choose(reader, "second")
    reader.heads("Set up device")


@pytest.mark.parametrize("edition", EDITIONS)
def test_deleting_an_unused_entry_is_like_losing_the_phone(
    reader: Reader, edition: Edition
) -> None:
    reader.open(edition, "confirm-success")
    reader.phone.get_by_role("button", name=re.compile("Amazon Web Services")).click()
    reader.press("Delete from this phone", reader.phone)
    reader.sees("No accounts yet", reader.phone)
    warning = reader.coach.get_by_text("You couldn't sign in now")
    expect(warning).to_be_in_viewport()
    reader.sees("You are still signed in: remove the device", reader.coach)
    reader.press("Undo", reader.page.get_by_role("banner"))
    expect(warning).to_have_count(0)
    reader.press("Delete from this phone", reader.phone)
    if edition == "classic":
        reader.press("Close")
    sign_out(reader)
    reader.press("Next")
    reader.press("Sign in")
    reader.console.get_by_role("button", name=LABELS[edition].troubleshoot).click()
    reader.press(LABELS[edition].alternative_factors)
    reader.press("Send verification email")
    reader.press("Home screen", reader.phone)
    reader.phone.get_by_role("button", name="Mail").click()
    reader.press("Verify your email address", reader.phone)
    reader.press("Call me now")
    reader.sees("Incoming call", reader.phone)
    reader.press("Cancel")
    expect(reader.phone.get_by_text("Incoming call")).to_have_count(0)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_reload_at_any_step_of_a_drill_changes_nothing(reader: Reader, edition: Edition) -> None:
    reader.page.clock.set_fixed_time(datetime(2026, 11, 24, 9, 0, 15, tzinfo=UTC))
    reader.open(edition, "lost-phone")
    for number in range(1, 7):
        expect(reader.coach).to_contain_text(f"Step {number} of 6")
        before = reader.console.inner_text(), reader.phone.inner_text()
        reload(reader)
        expect(reader.coach).to_contain_text(f"Step {number} of 6")
        assert (reader.console.inner_text(), reader.phone.inner_text()) == before
        reader.press("Show me", reader.coach)
    reader.sees("Rehearsal complete", reader.coach)
    reload(reader)
    reader.sees("Rehearsal complete", reader.coach)


def test_two_tabs_of_one_drill_each_keep_their_own_run(reader: Reader) -> None:
    reader.open("classic", "left-over-device")
    reader.press("Show me", reader.coach)
    reader.sees("MFA device already exists.")
    other = Reader(reader.page.context.new_page(), reader.app, reader.complaints)
    other.open("classic", "left-over-device")
    other.sees("MFA device already exists.")
    other.press("Start over", other.page.get_by_role("banner"))
    other.heads("Your Security Credentials")
    reload(reader)
    reader.sees("MFA device already exists.")
    reload(other)
    other.heads("Your Security Credentials")
