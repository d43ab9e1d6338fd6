"""A page of an old version is reloaded once, and never in a loop."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.waiting import let_pass, until_ready

PAGE = "practice/app/today/"
FORMER = "0123456789ab"


@pytest.fixture
def page(chrome: Browser, address: str) -> Iterator[Page]:
    context = chrome.new_context(base_url=f"{address}/")
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def former(site: Path) -> str:
    """Return a page of the previous version, whose scripts the host no longer has."""
    return of_another_version(site, "scripts")


def of_another_version(site: Path, *parts: str) -> str:
    """Return a page that names parts of another version."""
    text = (site / PAGE / "index.html").read_text()
    for part in parts:
        text, count = re.subn(f"runtime/{part}-[^/]+/", f"runtime/{part}-{FORMER}/", text)
        assert count
    return text


def answer(page: Page, *pages: str) -> list[str]:
    """Answer with pages, one after another, then always the last; "" is the host's own page."""
    asked: list[str] = []

    def respond(route: Route) -> None:
        text = pages[min(len(asked), len(pages) - 1)]
        asked.append(route.request.resource_type)
        if text:
            route.fulfill(body=text, content_type="text/html")
        else:
            route.continue_()

    page.route(f"**/{PAGE}", respond)
    return asked


def test_a_page_of_the_previous_version_reloads_itself(page: Page, former: str) -> None:
    asked = answer(page, former, "")
    page.goto(PAGE)
    until_ready(page)
    assert FORMER not in page.content()
    assert asked.count("document") == 2


@pytest.mark.parametrize("part", ["styles", "python", "words", "pyodide"])
def test_a_page_reloads_itself_if_only_one_part_is_of_the_previous_version(
    page: Page, site: Path, part: str
) -> None:
    asked = answer(page, of_another_version(site, part), "")
    page.goto(PAGE)
    until_ready(page)
    assert FORMER not in page.content()
    assert asked.count("document") == 2


def test_a_page_that_the_host_still_has_is_not_reloaded(page: Page, former: str) -> None:
    asked = answer(page, former)
    page.goto(PAGE)
    let_pass(page, 2)
    assert set(asked) == {"document", "fetch"}
    assert asked.count("document") == 1


def test_a_host_that_alternates_between_versions_causes_no_reload_loop(
    page: Page, former: str
) -> None:
    asked = answer(page, *[former, former.replace(FORMER, "ba9876543210")] * 5)
    page.goto(PAGE)
    let_pass(page, 2)
    assert asked.count("document") <= 2


def test_a_working_page_requests_nothing_more(page: Page) -> None:
    asked = answer(page, "")
    page.goto(PAGE)
    until_ready(page)
    assert asked == ["document"]
