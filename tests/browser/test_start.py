"""When Python starts, and how the host sends it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.runtime import parts
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.waiting import let_pass, until_ready

SAVES_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
EMBED = """(margin) => {
    const frame = document.createElement("iframe");
    frame.src = "practice/app/today/";
    frame.style = `display: block; width: 100%; height: 600px; margin-block: ${margin} 3000px`;
    document.body.append(frame);
}"""


@pytest.fixture
def context(chrome: Browser, address: str) -> Iterator[BrowserContext]:
    context = chrome.new_context(base_url=f"{address}/")
    context.set_default_timeout(5_000)
    yield context
    context.close()


@pytest.mark.parametrize("copies", [True, False])
def test_little_is_sent_whatever_the_host_can_do(chrome: Browser, site: Path, copies: bool) -> None:
    with loopback.serve(site, copies=copies) as address:
        page = chrome.new_page()
        sent: dict[str, str | None] = {}
        page.on("response", lambda answer: sent.update({answer.url: encoding(answer)}))
        page.goto(f"{address}/practice/app/today/")
        until_ready(page)
        page.close()
    for place in parts.PACKED:
        found = {url: how for url, how in sent.items() if f"/{place.split('/')[-1]}" in url}
        ((url, how),) = found.items()
        assert (url.endswith(".pack"), how) == ((False, "br") if copies else (True, None))


def encoding(answer: object) -> str | None:
    headers: dict[str, str] = getattr(answer, "headers", {})
    return headers.get("content-encoding")


def test_python_starts_at_the_first_press_if_the_browser_saves_data(
    context: BrowserContext,
) -> None:
    context.add_init_script(SAVES_DATA)
    page = context.new_page()
    page.goto("practice/app/today/")
    expect(page.get_by_text("Python starts on your first click.")).to_be_visible()
    page.mouse.move(200, 200)
    let_pass(page, 0.3)
    assert page.workers == []
    page.get_by_role("banner").get_by_role("button", name="Skip to the next code").click()
    expect(page.locator("#starting").get_by_text("Starting Python.")).to_be_visible()
    until_ready(page)
    expect(page.locator("body")).to_contain_text("Skipped ahead")


def test_python_starts_when_an_embedded_page_comes_into_view(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("404.html")
    page.evaluate(EMBED, "3000px")
    frame = page.frame_locator("iframe")
    html = frame.locator("html")
    expect(html).to_have_attribute("data-runtime", "starting")
    let_pass(page, 0.3)
    expect(html).not_to_have_attribute("data-wanted", "")
    page.locator("iframe").scroll_into_view_if_needed()
    until_ready(frame)
