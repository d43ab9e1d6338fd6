"""The whole lesson in both editions, in each of the three browser families."""

from collections.abc import Iterator

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.lessons import guide_lesson
from playwright.sync_api import Browser

from tests.browser.engines import firefox, system, webkitgtk
from tests.browser.engines.chromium import ChromiumWindow
from tests.browser.engines.firefox import FirefoxWindow
from tests.browser.engines.walk import HOSTS, walk
from tests.browser.engines.webkitgtk import WebKitGtkWindow
from tests.browser.engines.window import Window


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


def walk_lesson(window: Window, edition: Edition, address: str) -> None:
    """Walk through the main lesson to its end, and check that nothing came from another host."""
    walk(window, guide_lesson(edition), f"{address}/practice/app/{edition}/")
    assert window.read(HOSTS) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_lesson_can_be_walked_in_chromium(
    chrome: Browser, address: str, edition: Edition
) -> None:
    page = chrome.new_page(viewport={"width": 1280, "height": 800})
    walk_lesson(ChromiumWindow(page), edition, address)
    page.close()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_lesson_can_be_walked_in_firefox(
    firefox_window: FirefoxWindow, address: str, edition: Edition
) -> None:
    walk_lesson(firefox_window, edition, address)
    assert firefox_window.complaints() == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_lesson_can_be_walked_in_webkitgtk(
    webkitgtk_window: WebKitGtkWindow, address: str, edition: Edition
) -> None:
    walk_lesson(webkitgtk_window, edition, address)
