"""The lesson of every guide, from its first step to its last, in each of the browser families."""

from collections.abc import Iterator

import pytest
from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.lessons import Lesson, guide_lessons
from mfa_rehearsal.lessons.enrollment import ENROLLMENT
from playwright.sync_api import Browser

from tests.browser.engines import firefox, system, webkitgtk
from tests.browser.engines.chromium import ChromiumWindow
from tests.browser.engines.firefox import FirefoxWindow
from tests.browser.engines.walk import HOSTS, walk
from tests.browser.engines.webkitgtk import WebKitGtkWindow
from tests.browser.engines.window import Window

LESSONS = [lesson for edition in EDITIONS for lesson in guide_lessons(edition)]
EVERY_LESSON = pytest.mark.parametrize("lesson", LESSONS, ids=lambda x: f"{x.edition}-{x.slug}")


def skip_without(browser: str) -> None:
    if missing := system.missing(browser):
        pytest.skip(f"{browser} isn't installed: {', '.join(missing)}")


@pytest.fixture(scope="module")
def firefox_window() -> Iterator[FirefoxWindow]:
    skip_without("Firefox")
    with firefox.open_window() as window:
        yield window


@pytest.fixture(scope="module")
def webkitgtk_window() -> Iterator[WebKitGtkWindow]:
    skip_without("WebKitGTK")
    with webkitgtk.open_window() as window:
        yield window


def walk_lesson(window: Window, lesson: Lesson, address: str) -> None:
    """Walk through a guide's lesson to its end, and check that nothing came from another host."""
    page = "" if lesson.slug == ENROLLMENT else f"{lesson.slug}/"
    walk(window, lesson, f"{address}/practice/app/{lesson.edition}/{page}")
    assert window.read(HOSTS) == []


@EVERY_LESSON
def test_the_lesson_can_be_walked_in_chromium(
    chrome: Browser, address: str, lesson: Lesson
) -> None:
    page = chrome.new_page(viewport={"width": 1280, "height": 800})
    walk_lesson(ChromiumWindow(page), lesson, address)
    page.close()


@EVERY_LESSON
def test_the_lesson_can_be_walked_in_firefox(
    firefox_window: FirefoxWindow, address: str, lesson: Lesson
) -> None:
    walk_lesson(firefox_window, lesson, address)
    assert firefox_window.complaints() == []


@EVERY_LESSON
def test_the_lesson_can_be_walked_in_webkitgtk(
    webkitgtk_window: WebKitGtkWindow, address: str, lesson: Lesson
) -> None:
    walk_lesson(webkitgtk_window, lesson, address)
