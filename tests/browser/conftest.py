"""A reader, or a page, in a context of its own, in which the browser must report no errors."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.late_python import Line
from tests.browser.reader import Reader


@pytest.fixture
def reader(chrome: Browser, address: str) -> Iterator[Reader]:
    """Return a reader with a wide screen; the test fails if the browser complained."""
    context = chrome.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(5_000)
    reader = Reader(context.new_page(), f"{address}/practice/app")
    yield reader
    context.close()
    assert reader.complaints == []


@pytest.fixture
def line(reader: Reader) -> Line:
    """Return the reader's network, which holds Python back."""
    return Line(reader)


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    """Return a page for another site's document; the test fails if the browser reported an error.

    That site's missing icon is not ours.
    """
    context = chrome.new_context(viewport={"width": 1300, "height": 780}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if _is_fault(said) else None)
    yield page
    context.close()
    assert errors == []


def _is_fault(said: ConsoleMessage) -> bool:
    return said.type == "error" and not said.location["url"].endswith("/favicon.ico")
