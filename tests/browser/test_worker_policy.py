"""Nothing leaves the browser: the page's policy binds its worker too, whatever the host sends."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Worker

from tests.browser.waiting import until_ready

FETCH = """(address) => fetch(address, { mode: "no-cors" })
  .then(() => "sent", (error) => String(error))"""


class OtherHost:
    """A host that the site must not reach.

    Args:
        address: without a trailing slash.
        asked: the requests it received.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def other() -> Iterator[OtherHost]:
    host = OtherHost()
    thread = threading.Thread(target=host.server.serve_forever, daemon=True)
    thread.start()
    yield host
    host.server.shutdown()
    host.server.server_close()
    thread.join()


@pytest.fixture
def page(chrome: Browser, address: str) -> Iterator[Page]:
    context = chrome.new_context(base_url=f"{address}/practice/app/")
    yield context.new_page()
    context.close()


def worker_of(page: Page) -> Worker:
    page.goto("today/")
    until_ready(page)
    (worker,) = page.workers
    return worker


def test_the_worker_can_reach_no_other_host(page: Page, other: OtherHost) -> None:
    worker = worker_of(page)
    assert worker.evaluate(FETCH, f"{other.address}/from-the-worker") != "sent"
    assert worker.evaluate(FETCH, page.url) == "sent"
    assert other.asked == []


def test_the_page_can_reach_no_other_host(page: Page, other: OtherHost) -> None:
    worker_of(page)
    assert page.evaluate(FETCH, f"{other.address}/from-the-page") != "sent"
    assert other.asked == []


def test_a_browser_that_fails_to_start_a_worker_from_a_blob_starts_it_from_its_file(
    page: Page,
) -> None:
    page.add_init_script(
        """const Bound = Worker;
        Worker = class extends Bound {
          constructor(address, how) {
            super(address.startsWith("blob:") ? "blob:refused" : address, how);
          }
        };"""
    )
    worker = worker_of(page)
    assert worker.url.endswith("/worker.js")


def test_a_browser_that_throws_for_a_worker_from_a_blob_starts_it_from_its_file(page: Page) -> None:
    page.add_init_script(
        """const Bound = Worker;
        Worker = class extends Bound {
          constructor(address, how) {
            if (address.startsWith("blob:")) throw new DOMException("no", "SecurityError");
            super(address, how);
          }
        };"""
    )
    assert worker_of(page).url.endswith("/worker.js")
