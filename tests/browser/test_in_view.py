"""What matters most is inside the window: the cause of a refusal, and the end of a lesson."""

import re
from collections.abc import Iterator

import pytest
from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.lessons import Lesson, guide_lessons
from mfa_rehearsal.lessons.drills import drills
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.reader import Reader
from tests.browser.waiting import next_frame, until_answered, until_ready

LESSONS = [each for e in EDITIONS for each in (*guide_lessons(e), *drills(e)) if not each.real_time]
SIZES = [(1280, 720), (1366, 768), (1440, 900), (390, 844)]
LOW = [(640, 400), (844, 390), (320, 256)]

INSIDE = """(heading) => {
  const { top, bottom } = heading.getBoundingClientRect();
  const box = heading.closest(".coach__body").getBoundingClientRect();
  return top >= Math.max(0, box.top) - 1 && bottom <= Math.min(innerHeight, box.bottom) + 1;
}"""
"""Whether a heading is inside the coach's scroll box and the window."""


def named(lesson: Lesson) -> str:
    return f"{lesson.edition}-{lesson.slug}"


def sized(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.fixture
def sized_reader(request: pytest.FixtureRequest, chrome: Browser, address: str) -> Iterator[Reader]:
    width, height = request.param
    context = chrome.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    context.set_default_timeout(5_000)
    reader = Reader(context.new_page(), f"{address}/practice/app")
    yield reader
    context.close()
    assert reader.complaints == []


def at_sizes(sizes: list[tuple[int, int]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sized_reader", sizes, indirect=True, ids=sized)


def show_me(reader: Reader) -> None:
    """Press Show me, opening the coach first on a narrow page, and wait for the answer."""
    handle = reader.coach.get_by_role("button", name=re.compile("^(Step|Done)"))
    if handle.is_visible() and handle.get_attribute("aria-expanded") == "false":
        handle.click()
    button = reader.coach.get_by_role("button", name="Show me", exact=True)
    button.scroll_into_view_if_needed()
    button.click()
    until_answered(reader.page)


def heading_of(reader: Reader) -> Locator | None:
    """Return the heading of the cause or of the end, or None if there is only the current step."""
    for mark in ("[data-cause]", "[data-finished]"):
        found = reader.coach.locator(mark)
        if found.count():
            return found.get_by_role("heading").first
    return None


@pytest.mark.parametrize("lesson", LESSONS, ids=named)
def test_a_cause_and_the_end_of_a_lesson_are_inside_the_window(
    reader: Reader, lesson: Lesson
) -> None:
    """Play it at each size, and start over in between: Python starts once."""
    reader.open(lesson.edition, lesson.slug if lesson.slug != "enrolment" else "")
    for width, height in SIZES:
        reader.page.set_viewport_size({"width": width, "height": height})
        play_to_the_end(reader)
        reader.start_over()


def play_to_the_end(reader: Reader) -> None:
    """Press Show me up to the lesson's end, and check each heading that matters on the way."""
    while not reader.coach.locator("[data-finished]").count():
        show_me(reader)
        if heading := heading_of(reader):
            expect(heading).to_be_visible()
            assert heading.evaluate(INSIDE), reader.page.title()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_cause_of_a_refusal_is_inside_a_short_window(reader: Reader, edition: str) -> None:
    reader.open(edition, "submit-at-once")
    for width, height in LOW:
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.fill("MFA code 2", reader.console.get_by_label("MFA code 1").input_value())
        reader.press("Add MFA" if edition == "today" else "Assign MFA")
        heading = reader.coach.locator("[data-cause]").get_by_role("heading")
        expect(heading).to_be_in_viewport(ratio=0.97)
        reader.start_over()


@at_sizes(LOW)
def test_everything_can_be_scrolled_to_in_a_short_window(sized_reader: Reader) -> None:
    reader = sized_reader
    reader.open("today", "scan-the-qr-code")
    for label in ("MFA code 1", "MFA code 2"):
        field = reader.console.get_by_label(label)
        field.scroll_into_view_if_needed()
        expect(field).to_be_in_viewport(ratio=0.97)
    code = reader.console.locator("svg[data-qr]")
    code.scroll_into_view_if_needed()
    expect(code).to_be_in_viewport(ratio=0.97)
    look_at_phone(reader)
    reader.press("Scan a QR code", reader.phone)
    button = reader.phone.get_by_role("button", name="Line it up")
    expect(button).to_be_in_viewport(ratio=0.97)
    expect(reader.phone.locator("[data-scan-status]")).to_be_in_viewport(ratio=0.97)
    expect(reader.phone.locator("[data-viewfinder]")).to_be_in_viewport(ratio=0.9)
    button.click()
    expect(reader.phone.locator("output")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 256), (390, 844), (759, 479)])
def test_a_narrow_console_begins_right_below_the_phones_codes(
    reader: Reader, width: int, height: int
) -> None:
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.open("today", "submit-at-once")
    codes, console = reader.phone.locator(".entries").bounding_box(), reader.console.bounding_box()
    assert codes
    assert console
    assert 0 <= console["y"] - codes["y"] - codes["height"] <= 2


def look_at_phone(reader: Reader) -> None:
    label = reader.page.locator("label[for=show-phone]")
    if label.is_visible():
        label.click()


def test_a_short_window_always_says_that_it_is_practice(reader: Reader) -> None:
    reader.open("today", "submit-at-once")
    claim = reader.page.locator(".claim")
    for width, height in LOW:
        reader.page.set_viewport_size({"width": width, "height": height})
        for y in (0, 200, 600, 5000):
            reader.page.evaluate("(y) => scrollTo(0, y)", y)
            expect(claim).to_be_in_viewport(ratio=1)
            expect(claim).to_have_text("Practice — not AWS")


@pytest.mark.parametrize("width", [700, 1280])
def test_a_printed_run_has_no_phone_and_no_console(reader: Reader, width: int) -> None:
    reader.open("today", "confirm-success")
    reader.press("Show me", reader.coach)
    expect(reader.coach.locator("[data-finished]")).to_be_visible()
    reader.page.set_viewport_size({"width": width, "height": 900})
    reader.page.emulate_media(media="print")
    for part in (reader.phone, reader.console, reader.page.get_by_text("Show", exact=True)):
        expect(part).to_be_hidden()
    expect(reader.coach.locator("[data-finished]").get_by_role("heading")).to_be_visible()


def test_the_phone_keeps_its_frame_and_its_button_in_forced_colors(
    reader: Reader,
) -> None:
    reader.page.emulate_media(forced_colors="active")
    reader.open("today", "see-the-codes")
    frame = reader.phone.locator(".phone__body")
    expect(frame).to_have_css("border-top-width", "2px")
    bar = "(button) => getComputedStyle(button, '::before').backgroundColor"
    home = reader.phone.get_by_role("button", name="Home screen")
    assert home.evaluate(bar) != frame.evaluate("(it) => getComputedStyle(it).backgroundColor")


def test_codes_are_not_announced_every_half_minute(reader: Reader) -> None:
    reader.open("today", "see-the-codes")
    expect(reader.phone.locator("output[data-code]")).to_have_attribute("aria-live", "off")


def test_the_end_gets_the_focus_and_is_announced_once(reader: Reader) -> None:
    reader.open("today", "confirm-success")
    listen(reader.page)
    reader.press("Show me", reader.coach)
    expect(reader.coach.get_by_role("heading", name="Rehearsal complete")).to_be_focused()
    assert said(reader.page) == ["Done: Rehearsal complete."]


def test_a_refusal_is_announced_once_and_the_wrong_field_gets_the_focus(reader: Reader) -> None:
    reader.open("today", "submit-at-once")
    listen(reader.page)
    reader.fill("MFA code 2", "000000")
    reader.press("Add MFA")
    expect(reader.console.get_by_role("alert")).to_contain_text("is not valid")
    expect(reader.coach.locator("[data-cause]")).to_be_visible()
    words = said(reader.page)
    assert not any("is not valid" in each for each in words)
    assert words.count(words[-1]) == 1
    assert words[-1] in reader.coach.locator("[data-cause]").inner_text()
    assert reader.page.evaluate("document.activeElement.matches('[aria-invalid=true]')")


@at_sizes([(390, 844), (640, 400)])
def test_the_focus_goes_to_the_cause_and_then_to_the_field_on_a_narrow_page(
    sized_reader: Reader,
) -> None:
    reader = sized_reader
    reader.open("today", "submit-at-once")
    reader.fill("MFA code 2", "000000")
    reader.press("Add MFA")
    expect(reader.coach.get_by_role("heading", name="What went wrong")).to_be_focused()
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Enter")
    expect(reader.console.locator("input[aria-invalid=true]").first).to_be_focused()


def test_out_of_sync_is_announced_and_shown(reader: Reader) -> None:
    reader.open("today", "late-at-the-door")
    reader.press("Walk away for 10 minutes", reader.coach)
    reader.is_at("Send them late")
    listen(reader.page)
    reader.press("Add MFA")
    expect(reader.coach.get_by_text("Associated, but out of sync")).to_be_in_viewport()
    assert said(reader.page)[-1].endswith("Associated, but out of sync.")


def test_the_next_step_is_one_line_until_the_cause_has_been_seen(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 1280, "height": 500})
    reader.open("today", "submit-at-once")
    reader.fill("MFA code 2", "000000")
    reader.press("Add MFA")
    step = reader.coach.locator("[aria-current=step]")
    show = reader.coach.get_by_role("button", name="Show me")
    expect(reader.coach.locator("[data-cause]")).to_be_visible()
    if not reader.coach.get_by_role("link", name="More on this").evaluate(INSIDE):
        expect(show).to_be_hidden()
        assert (step.bounding_box() or {"height": 99})["height"] < 60
    reader.coach.get_by_role("link", name="More on this").scroll_into_view_if_needed()
    expect(show).to_be_visible()


def test_changing_codes_do_not_scroll_the_coach(reader: Reader) -> None:
    reader.open("today", "submit-at-once")
    reader.fill("MFA code 2", "000000")
    reader.press("Add MFA")
    expect(reader.coach.locator("[data-cause][data-seen]")).to_be_visible()
    body = reader.coach.locator(".coach__body")
    body.evaluate("(body) => body.scrollTo(0, body.scrollHeight)")
    before = body.evaluate("(body) => body.scrollTop")
    reader.console.get_by_label("MFA code 1").press_sequentially("1")
    until_answered(reader.page)
    assert body.evaluate("(body) => body.scrollTop") == before


def test_the_practice_page_shows_everything_needed_to_start_a_run(
    chrome: Browser, address: str
) -> None:
    context = chrome.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(f"{address}/practice/")
    frame = page.frame_locator("iframe.mfa-rehearsal")
    until_ready(frame)
    for each in (
        frame.get_by_role("button", name="Next", exact=True),
        frame.get_by_role("button", name="Show me"),
        frame.locator(".phone__body"),
        frame.locator(".bar__claim"),
    ):
        expect(each).to_be_in_viewport(ratio=0.97)
        box = each.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 720
    page.mouse.move(640, 400)
    page.evaluate("scrollTo(0, 400)")
    page.evaluate("scrollTo(0, 300)")
    expect(page.get_by_role("button", name="Back to top")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_notice_covers_and_moves_nothing_and_can_be_dismissed(reader: Reader, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 800})
    reader.open("today", "enter-two-codes")
    before = reader.console.bounding_box()
    reader.skip()
    note = reader.page.get_by_text("Skipped ahead")
    expect(note).to_be_visible()
    assert reader.console.bounding_box() == before
    strip, rooms = note.bounding_box(), reader.console.bounding_box()
    assert strip
    assert rooms
    assert strip["y"] + strip["height"] <= rooms["y"]
    reader.page.get_by_role("button", name="Dismiss this notice").press("Enter")
    expect(note).to_be_hidden()
    assert reader.console.bounding_box() == before
    reader.skip()
    expect(note).to_be_visible()


def test_the_coachs_head_is_not_a_button_on_a_wide_screen(reader: Reader) -> None:
    reader.open("today")
    expect(reader.coach.get_by_role("button", name="Step 1 of 13")).to_have_count(0)
    expect(reader.coach.get_by_text("Step 1 of 13").first).to_be_visible()


def test_a_dialog_of_the_2020_console_takes_the_focus(reader: Reader) -> None:
    reader.open("classic", "open-security-credentials")
    reader.press("practice-account")
    reader.press("My Security Credentials")
    expect(reader.console.get_by_role("dialog")).to_be_visible()
    assert reader.page.evaluate("document.activeElement.closest('[role=dialog]') !== null")


def listen(page: Page) -> None:
    """Record what the status region says from now on."""
    page.evaluate(
        """() => {
          window.heard = [];
          const spoken = document.getElementById("spoken");
          new MutationObserver(() => window.heard.push(spoken.textContent))
            .observe(spoken, { childList: true, characterData: true, subtree: true });
        }"""
    )


def said(page: Page) -> list[str]:
    next_frame(page)  # the announcement comes one frame after the drawing
    heard: list[str] = page.evaluate("window.heard")
    return [words for words in heard if words]
