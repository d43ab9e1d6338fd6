"""The guide's pages are small and stable, on a phone and on a desktop."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.publish import loopback
from playwright.sync_api import Browser, Page

from tests.bench import host
from tests.browser.waiting import let_pass

STEP_PAGES = ["guide/", "passkey/", "classic/"]
PAGES = ["", *STEP_PAGES, "practice/", "drills/", "trouble/", "why/"]
FIRST_VISIT_BYTES = 300_000
LATE_S = 0.3

COUNT_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
}).observe({ type: "layout-shift", buffered: true });
"""
READ_ON = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 30));
  }
}"""


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, chrome: Browser) -> Iterator[Page]:
    size = {"width": request.param, "height": 800}
    context = chrome.new_context(
        viewport=size,  # type: ignore[arg-type]
        device_scale_factor=2,
        service_workers="block",
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def late_address(site: Path) -> Iterator[str]:
    """Return the address of a site whose scripts, typeface and pictures load late."""
    with loopback.serve(site, come_late) as address:
        yield address


def come_late(name: str, content: bytes) -> bytes:
    """Send such a file later than the page."""
    if name.endswith((".js", ".woff2", ".svg", ".webp")):
        time.sleep(LATE_S)
    return content


@pytest.mark.parametrize("path", STEP_PAGES)
def test_a_guide_page_weighs_at_most_300_kb_on_the_first_visit(
    page: Page, site: Path, path: str
) -> None:
    with host.serve(site) as server:
        page.goto(f"{server.address}/{path}", wait_until="networkidle")
        sent = server.sent_since_mark()
    assert not [file for file in sent if file.suffix == ".png"]
    assert host.weigh(sent).gzip <= FIRST_VISIT_BYTES, [file.name for file in sent]


def test_the_preloaded_typeface_is_the_one_used(page: Page, site: Path) -> None:
    with host.serve(site) as server:
        page.goto(f"{server.address}/guide/", wait_until="networkidle")
        sent = server.sent_since_mark()
    assert [file.suffix for file in sent].count(".woff2") == 1
    assert page.evaluate("document.fonts.check('16px \"Inter in Time\"')")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_when_parts_of_a_page_load_late(
    page: Page, late_address: str, path: str
) -> None:
    page.add_init_script(COUNT_SHIFTS)
    page.goto(f"{late_address}/{path}")
    page.evaluate(READ_ON)
    let_pass(page, LATE_S)
    assert page.evaluate("shifts") == []
