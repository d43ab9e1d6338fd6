"""A reader with a page of their own, whom the browser must have nothing to tell."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader


@pytest.fixture
def reader(chrome: Browser, address: str) -> Iterator[Reader]:
    """Return a reader at a wide screen. The browser complained of nothing when the test ends."""
    context = chrome.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(5_000)
    reader = Reader(context.new_page(), f"{address}/practice/app")
    yield reader
    context.close()
    assert reader.complaints == []
