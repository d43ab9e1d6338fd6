"""The drills about passkeys and AWS's demand for MFA, walked by the controls' labels."""

from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.test_passkeys import answer_on_phone, dialog, sign_out_and_in


def test_a_passkey_is_not_reached_from_a_virtual_machine_but_a_code_is(reader: Reader) -> None:
    reader.open("today", "passkey-not-here")
    reader.press("Open a browser in a virtual machine", reader.coach)
    reader.is_at("Find no passkey")
    reader.press("Next")
    reader.press("Sign in")
    reader.press("Passkey or Security Key")
    found = dialog(reader, "No passkey can be reached from here")
    expect(found).to_contain_text("This browser runs in a virtual machine.")
    reader.audit()
    reader.press("Cancel", found)
    reader.press("Try another MFA method")
    reader.press("Authenticator app")
    reader.fill("MFA code", reader.code())
    reader.press("Submit")
    reader.is_at("Go back to your computer")
    reader.press("Go back to your own computer", reader.coach)
    reader.press("Next")
    reader.press("Sign in")
    reader.press("Passkey or Security Key")
    reader.press("This device")
    reader.press("Use fingerprint")
    expect(reader.coach.locator("[data-finished]")).to_be_visible()
    assert reader.complaints == []


def test_a_lost_phone_takes_the_entry_and_leaves_the_synced_passkey(reader: Reader) -> None:
    reader.open("today", "synced-passkey")
    reader.press("Lose the phone", reader.coach)
    reader.is_at("Get in with the passkey")
    sign_out_and_in(reader)
    reader.press("Passkey or Security Key")
    answer_on_phone(reader)
    reader.is_at("Remove what is gone")
    reader.audit()
    assert reader.complaints == []


def test_on_the_35th_day_only_a_device_leads_in(reader: Reader) -> None:
    reader.open("today", "thirty-fifth-day")
    reader.press("Skip to the 35th day", reader.coach)
    reader.press("Next")
    reader.press("Sign in")
    reader.sees("The 35 days are over")
    expect(reader.console.get_by_role("button", name="Skip for now")).to_have_count(0)
    reader.audit()
    reader.fill("Device name", "my-passkey")
    reader.console.get_by_label("Passkey or Security Key", exact=True).check()
    reader.press("Next")
    reader.press("This device")
    reader.press("Use fingerprint")
    expect(reader.coach.locator("[data-finished]")).to_be_visible()
    assert reader.complaints == []
