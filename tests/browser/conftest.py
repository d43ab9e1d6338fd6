"""A reader with a fresh page, in which the browser must report no errors or warnings."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

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
