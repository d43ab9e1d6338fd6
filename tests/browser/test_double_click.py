"""A double click sends a form once, even if the same form is still there afterward."""

from playwright.sync_api import expect

from tests.browser.reader import Reader


def test_a_double_click_sends_a_refused_form_once(reader: Reader) -> None:
    reader.open("today", "submit-at-once")
    reader.fill("MFA code 1", "000000")
    reader.fill("MFA code 2", "111111")
    reader.console.get_by_role("button", name="Add MFA").dblclick()
    expect(reader.console.get_by_role("alert")).to_be_visible()
    reader.press("Cancel")  # Python answers in order: a second form would have been answered too
    expect(reader.console.get_by_role("alert")).to_have_count(0)
    refused = reader.page.locator(".event-log__event--refusal", has_text="EnableMFADevice")
    expect(refused).to_have_count(1)
