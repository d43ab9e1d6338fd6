"""Web pages of another origin, in a real browser: nothing that they send changes the account."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import pytest
from mfa_rehearsal import iam
from playwright.sync_api import Browser, Response

from tests.endpoint.conftest import Endpoint

SIGNATURE = {
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "any/20260101/us-east-1/iam/aws4_request",
    "X-Amz-Date": "20260101T000000Z",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": "any",
}
METHODS = {"image", "frame", "form", "get", "post", "beacon"}
PAGE = """<!doctype html>
<img src="{0}image"><iframe src="{0}frame"></iframe><iframe name="inside"></iframe>
<form id="form" target="inside" method="post" action="{0}form"></form>
<script>
  form.submit()
  fetch("{0}get", {{mode: "no-cors"}})
  fetch("{0}post", {{mode: "no-cors", method: "POST"}})
  navigator.sendBeacon("{0}beacon")
</script>
"""
FORM = """<!doctype html>
<form id="form" method="post" action="{0}sandboxed"></form>
<script>form.submit()</script>
"""
SANDBOX = {"Content-Security-Policy": "sandbox allow-scripts allow-forms"}


def url(endpoint: Endpoint) -> str:
    """Return a URL that creates a user when the user's name is appended."""
    query = {"Action": "CreateUser", "Version": "2010-05-08", **SIGNATURE, "UserName": ""}
    return f"http://127.0.0.1:{endpoint.port}/?{urlencode(query)}"


@contextmanager
def serving(page: str, headers: Mapping[str, str] | None = None) -> Iterator[int]:
    """Serve a page on its own port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in {"Content-Type": "text/html", **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_another_origin_creates_no_user(
    endpoint: Endpoint, chrome: Browser, host: str
) -> None:
    statuses: dict[str, int] = {}

    def note(response: Response) -> None:
        if f":{endpoint.port}/" in response.url:
            statuses[response.url.rpartition("=")[2]] = response.status

    tab = chrome.new_page()
    tab.on("response", note)
    with serving(PAGE.format(url(endpoint))) as port:
        for _ in range(10):  # a busy browser may drop a frame's first submission
            tab.goto(f"http://{host}:{port}/")
            tab.wait_for_load_state("networkidle")
            if set(statuses) == METHODS:
                break
        tab.close()
    assert set(statuses) == METHODS
    assert set(statuses.values()) == {403}
    assert not [name for name in METHODS if iam.find_user(endpoint.backend.account, name)]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_sandboxed_page_creates_no_user(endpoint: Endpoint, chrome: Browser, host: str) -> None:
    """Its origin is "null", which does not identify the page."""
    tab = chrome.new_page()
    with (
        serving(FORM.format(url(endpoint)), SANDBOX) as port,
        tab.expect_response(lambda response: f":{endpoint.port}/" in response.url) as sent,
    ):
        tab.goto(f"http://{host}:{port}/", wait_until="commit")
    origin = sent.value.request.all_headers()["origin"]
    tab.close()
    assert (origin, sent.value.status) == ("null", 403)
    assert iam.find_user(endpoint.backend.account, "sandboxed") is None


def test_a_url_that_a_person_opens_is_allowed(endpoint: Endpoint, chrome: Browser) -> None:
    tab = chrome.new_page()
    response = tab.goto(url(endpoint) + "typed")
    tab.close()
    assert response is not None
    assert response.status == 200
    assert iam.find_user(endpoint.backend.account, "typed")
