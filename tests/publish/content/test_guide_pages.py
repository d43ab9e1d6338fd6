"""The guide in a real browser: accessible, in light and dark, wide and narrow, and on paper."""

import re
from collections.abc import Iterator

import pytest
from mfa_rehearsal.publish.paths import ROOT
from playwright.sync_api import Browser, Page, expect

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
PAGES = ["", "guide/", "passkey/", "checklist/", "trouble/", "why/", "licenses/", "404.html"]
MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "2cm")


@pytest.fixture(params=["light 1280", "dark 1280", "light 390"])
def page(request: pytest.FixtureRequest, chrome: Browser) -> Iterator[Page]:
    scheme, width = request.param.split()
    size = {"width": int(width), "height": 800}
    context = chrome.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def complaints(page: Page, address: str) -> list[str]:
    """Collect the browser's complaints about a page: messages, errors, requests to other hosts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(address) else said.append(r.url))
    return said


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_the_browser_has_no_complaints(
    page: Page, address: str, complaints: list[str], path: str
) -> None:
    page.goto(f"{address}/{path}")
    page.evaluate(AXE)
    found = page.evaluate("axe.run({iframes: false})")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
    assert complaints == []


def test_search_finds_a_step(page: Page, address: str, complaints: list[str]) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("credentials")
    found = page.get_by_role("heading", name="Open your security credentials")
    expect(found.first).to_be_visible()
    assert complaints == []


def test_nothing_scrolls_sideways(page: Page, address: str) -> None:
    for path in PAGES:
        page.goto(f"{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_checklist_prints_on_one_page(chrome: Browser, address: str, paper: str) -> None:
    page = chrome.new_page()
    page.goto(f"{address}/checklist/")
    pdf = page.pdf(format=paper, margin=MARGINS)  # type: ignore[arg-type]
    page.close()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
