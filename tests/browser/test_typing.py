"""What a reader types and pastes: read in full, answered at the wrong field, not kept for long."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader
from tests.browser.waiting import let_pass

REAL_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TWELVE_HOURS_AGO = """() => {
  for (const storage of [sessionStorage, localStorage])
    for (const place of Object.keys(storage)) {
      const kept = storage.getItem(place);
      const text = kept.slice(kept.indexOf(" "));
      storage.setItem(place, `${Date.now() - 12 * 60 * 60 * 1000}${text}`);
    }
}"""
LABEL_AND_HELP = 100
"""At most this many pixels for a field's label and help text, between message and field."""
STORED = "JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage })"


def paste(reader: Reader, field: Locator, text: str) -> None:
    """Paste a text from the clipboard into a field, replacing its content."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    field.focus()
    reader.page.keyboard.press("Control+A")
    reader.page.keyboard.press("Control+V")


def open_by_hand(reader: Reader) -> None:
    reader.open("today", "type-the-secret-key")
    adding = reader.phone.get_by_role("button", name="Add account", exact=True)
    if adding.count():
        adding.click()
    reader.phone.get_by_role("button", name=re.compile("key", re.IGNORECASE)).first.click()
    expect(reader.phone.get_by_label("Secret key")).to_be_visible()


def add_by_hand(reader: Reader, name: str, key: str) -> None:
    reader.fill("Account name", name, reader.phone)
    paste(reader, reader.phone.get_by_label("Secret key"), key)
    reader.press("Add", reader.phone)


def is_marked_alone(reader: Reader, field: Locator, alert: Locator) -> None:
    """Expect one field to be invalid, described by the alert right above it, and focused."""
    expect(reader.page.locator("[aria-invalid=true]")).to_have_count(1)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-describedby", re.compile("refusal"))
    expect(alert).to_be_in_viewport()
    above, below = alert.bounding_box(), field.bounding_box()
    assert above
    assert below
    assert 0 <= below["y"] - above["y"] - above["height"] < LABEL_AND_HELP
    has_focus = "(field) => field.contains(document.activeElement)"
    assert field.evaluate(has_focus)


# -- Pastes ---------------------------------------------------------------------------------------


def test_a_pasted_code_may_have_any_whitespace_between_its_digits(reader: Reader) -> None:
    """A space, no-break spaces, a zero-width space, a byte-order mark, a soft hyphen and a tab."""
    reader.open("today", "submit-at-once")
    for blank in (" ", "\u00a0", "\u202f", "\u200b", "\ufeff", "\u00ad", "\t"):
        for label in ("MFA code 1", "MFA code 2"):
            field = reader.console.get_by_label(label)
            paste(reader, field, f"{blank}{blank.join(field.input_value())}{blank}")
        reader.press("Add MFA")
        reader.sees("MFA device assigned")
        reader.start_over()


PASTED = {
    "123456123456": "has 12 digits",
    "1 2 3 4 5": "has 5 digits",
    "12345O": "character 6 is the letter O, not the digit 0",
    "123\u2013456": "character 4 is a dash (\u2013)",
    "\u0661\u0662\u0663456": "a digit from another script, not the digit 1",
}
"""Pasted codes, each with words of the coach's explanation."""


def test_pasted_text_is_not_cut_off(reader: Reader) -> None:
    reader.open("today", "submit-at-once")
    for pasted, why in PASTED.items():
        field = reader.console.get_by_label("MFA code 2")
        paste(reader, field, pasted)
        reader.press("Add MFA")
        expect(reader.coach.locator(".explanation")).to_contain_text(why)
        expect(field).to_have_value(pasted)
        alert = reader.console.locator("#console-refusal")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(reader.page.locator("[aria-invalid=true]")).to_have_count(1)
        expect(field).to_be_focused()
        expect(alert).to_be_in_viewport()
        reader.start_over()


def test_a_pasted_key_may_be_in_groups(reader: Reader) -> None:
    open_by_hand(reader)
    groups = [REAL_KEY[place : place + 4].lower() for place in range(0, 32, 4)]
    add_by_hand(reader, "root", "\u00a0".join(groups))
    expect(reader.phone.locator("output[data-code]").last).to_be_visible()


# -- Wrong fields ---------------------------------------------------------------------------------


WRONG_ENTRIES = [
    ("", REAL_KEY, "Account name", "The account name is missing."),
    ("", "", "Account name", "The account name is missing."),
    ("root", "", "Secret key", "The secret key is missing."),
    ("root", f"{REAL_KEY[:11]}0", "Secret key", "Character 12 is the digit 0, not the letter"),
    ("root", f"{2 * REAL_KEY}0", "Secret key", "Character 65 is the digit 0, not the letter O."),
    ("root", "AB\u0421D", "Secret key", "Character 3 is the Cyrillic letter"),
    (
        "root",
        f"otpauth://totp/AWS:a?secret={REAL_KEY}",
        "Secret key",
        "This is the whole text of a QR code. Paste only the part after secret=.",
    ),
]
"""An account name and a key, the field that is wrong, and what the phone says."""


def test_a_wrong_entry_marks_its_field(reader: Reader) -> None:
    open_by_hand(reader)
    for name, key, wrong, words in WRONG_ENTRIES:
        add_by_hand(reader, name, key)
        alert = reader.phone.get_by_role("alert")
        expect(alert).to_contain_text(words)
        is_marked_alone(reader, reader.phone.get_by_label(wrong), alert)


def test_a_wrong_device_name_is_marked_each_time(reader: Reader) -> None:
    reader.open("today", "choose-authenticator-app")
    alert = reader.console.get_by_role("alert")
    for _ in range(2):
        reader.fill("Device name", "my phone")
        reader.console.get_by_label("Authenticator app", exact=True).check()
        reader.press("Next")
        expect(reader.coach.locator(".explanation")).to_contain_text("Character 3 is a space")
        expect(reader.console.get_by_label("Device name")).to_be_focused()
        is_marked_alone(reader, reader.console.get_by_label("Device name"), alert)


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_the_kinds_are_marked_if_none_is_chosen(reader: Reader, edition: str) -> None:
    reader.open(edition, "choose-authenticator-app")
    if edition == "today":
        reader.fill("Device name", "my-phone")
    reader.console.get_by_role("button", name=re.compile("^(Next|Continue)$")).click()
    alert = reader.console.get_by_role("alert")
    expect(alert).to_contain_text("Choose a kind")
    expect(reader.console.get_by_role("radio").first).to_be_focused()
    is_marked_alone(reader, reader.console.get_by_role("radiogroup"), alert)


# -- Real keys ------------------------------------------------------------------------------------


def test_a_foreign_key_is_pointed_out_until_it_is_deleted(
    reader: Reader,
) -> None:
    open_by_hand(reader)
    add_by_hand(reader, "me@work", REAL_KEY)
    notice = reader.phone.get_by_text("Is this a real key?")
    expect(notice).to_be_in_viewport()
    reader.phone.get_by_role("button", name="me@work").click()
    reader.press("Delete from this phone", reader.phone)
    expect(notice).to_have_count(0)


def test_a_typed_key_is_not_stored_for_longer_than_twelve_hours(reader: Reader) -> None:
    open_by_hand(reader)
    add_by_hand(reader, "me@work", REAL_KEY)
    expect(reader.phone.get_by_text("Is this a real key?")).to_be_visible()
    assert REAL_KEY in reader.page.evaluate(STORED)
    reader.page.evaluate(TWELVE_HOURS_AGO)
    reader.open("classic")
    stored = reader.page.evaluate(STORED)
    assert REAL_KEY not in stored
    assert "me@work" not in stored


# -- Start over -----------------------------------------------------------------------------------


def test_a_double_click_on_start_over_or_restore_does_no_harm(reader: Reader) -> None:
    reader.open("today")
    reader.press("Next")
    reader.heads("Root user sign in")
    bar = reader.page.get_by_role("banner")
    bar.get_by_role("button", name="Start over", exact=True).dblclick()
    let_pass(reader.page, 0.3)
    bar.get_by_role("button", name="Restore my run", exact=True).dblclick()
    reader.heads("Root user sign in")
    let_pass(reader.page, 0.3)
    expect(reader.page.locator("html")).to_have_attribute("data-runtime", "ready")
    reader.page.go_back()
    expect(reader.console.get_by_role("heading", name="Root user sign in")).to_have_count(0)
