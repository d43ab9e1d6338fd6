"""A page that arrives in two parts: what a reader sees before the second one is there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from mfa_rehearsal.publish import loopback
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import let_pass, until, until_ready

PAGE = "practice/app/today/"
IS_KEPT = """Object.keys(localStorage).some((place) => place.endsWith("#picture"))"""
PAINTED = "performance.getEntriesByType('paint').length > 0"


class Host:
    """A host that sends the page in two parts, and the second one when it may."""

    def __init__(self) -> None:
        self.may_send = threading.Event()
        self.may_send.set()
        self.address = ""


class Handler(loopback.Handler):
    """Sends files, and the page as its host says."""

    def __init__(self, *args: object, host: Host, directory: str) -> None:
        self.host = host
        super().__init__(*args, change=loopback.unchanged, copies=False, directory=directory)

    def do_GET(self) -> None:  # noqa: N802  (http.server requires this name)
        if self.path != f"/{PAGE}":
            return super().do_GET()
        content = (Path(self.directory) / PAGE / "index.html").read_bytes()
        middle = content.rindex(b"<script>")  # restore.js, after the page's own screen
        self._begin(Path("index.html"), "")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:middle])
        self.wfile.flush()
        self.host.may_send.wait(30)
        self.wfile.write(content[middle:])


@contextmanager
def serve(site: Path) -> Iterator[Host]:
    host = Host()
    with loopback.run(partial(Handler, host=host, directory=str(site))) as host.address:
        try:
            yield host
        finally:
            host.may_send.set()


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with serve(site) as host:
        yield host


@pytest.fixture
def page(chrome: Browser, host: Host) -> Iterator[Page]:
    context = chrome.new_context(base_url=f"{host.address}/")
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


def test_the_screen_of_a_first_visit_is_there_before_the_second_part(
    page: Page, host: Host
) -> None:
    host.may_send.clear()
    page.goto(PAGE, wait_until="commit")
    expect(page.get_by_role("heading", name="Sign in").first).to_be_visible()
    host.may_send.set()
    until_ready(page)


def test_a_saved_run_never_shows_the_beginning_of_its_lesson(page: Page, host: Host) -> None:
    page.goto(PAGE)
    until_ready(page)
    page.get_by_role("button", name="Next", exact=True).click()
    until(page, IS_KEPT)
    host.may_send.clear()
    page.reload(wait_until="commit")
    until(page, PAINTED)
    let_pass(page, 0.3)
    expect(page.get_by_role("banner").get_by_text("not AWS")).to_be_visible()
    expect(page.get_by_role("heading", name="Sign in").first).to_be_hidden()
    host.may_send.set()
    expect(page.get_by_role("heading", name="Root user sign in").first).to_be_visible()
    expect(page.locator("html[data-restoring]")).to_have_count(0)
