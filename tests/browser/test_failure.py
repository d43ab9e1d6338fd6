"""Whatever keeps a page from starting, the panel says what happened and what to do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from mfa_rehearsal.publish import loopback
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.browser import faulty_host
from tests.browser.faulty_host import Fault, FaultyHost
from tests.browser.waiting import COUNT_FETCHES, let_pass, until, until_there

APP = "/practice/app/today/enter-two-codes/"
NO_INLINE = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


@pytest.fixture
def host(site: Path) -> Iterator[FaultyHost]:
    with faulty_host.serve(site) as host:
        yield host


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    context = chrome.new_context()
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


class WithHeaders(loopback.Handler):
    """Sends more headers than a plain host does."""

    def __init__(self, *args: object, headers: dict[str, str], directory: str) -> None:
        self.more = headers
        super().__init__(*args, change=loopback.unchanged, copies=False, directory=directory)

    def end_headers(self) -> None:
        """Add them."""
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()


@contextmanager
def serve(site: Path, **headers: str) -> Iterator[str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with loopback.run(partial(WithHeaders, directory=str(site), headers=named)) as address:
        yield address


def state(page: Page | FrameLocator, expected: str) -> None:
    until_there(page, f"html[data-runtime={expected}]")


def says(page: Page | FrameLocator, words: str) -> None:
    """Expect the panel with these words and a link to the guide, and no notice of starting."""
    state(page, "failed")
    panel = page.get_by_role("region", name=re.compile("The simulator"))
    expect(panel).to_contain_text(words)
    expect(panel.get_by_role("link", name="guide")).to_be_visible()
    expect(panel.get_by_role("button", name="Start over")).to_be_visible()
    expect(page.get_by_text("Your clicks are saved")).to_have_count(0)


def embed(page: Page, address: str, sandbox: str) -> FrameLocator:
    page.goto(f"{address}/404.html")
    page.evaluate(
        """([src, sandbox]) => {
          const frame = Object.assign(document.createElement("iframe"), { src });
          frame.setAttribute("sandbox", sandbox);
          frame.style = "position: fixed; inset: 0; width: 100%; height: 100%; z-index: 99";
          document.body.append(frame);
        }""",
        [address + APP, sandbox],
    )
    return page.frame_locator("iframe")


# -- Where the page is ---------------------------------------------------------------------------


def test_a_page_opened_from_a_folder_says_that_it_needs_a_server(page: Page, site: Path) -> None:
    page.goto((site / APP.strip("/") / "index.html").as_uri())
    says(page, "python3 -m http.server --bind 127.0.0.1 8000")


def test_a_sandbox_without_an_origin_shows_what_the_embedding_page_must_allow(
    page: Page, host: FaultyHost
) -> None:
    frame = embed(page, host.address, "allow-scripts")
    says(frame, "must add allow-same-origin to the sandbox attribute")
    link = frame.locator("#failed").get_by_role("link", name="guide")
    expect(link).to_have_attribute("target", "_self")


def test_a_sandbox_without_an_origin_is_explained_even_if_the_host_shares_its_files(
    page: Page, site: Path
) -> None:
    """The page's scripts load, but its worker's policy has no origin that 'self' could mean."""
    with serve(site, Access_Control_Allow_Origin="*") as address:
        says(embed(page, address, "allow-scripts"), "must add allow-same-origin to the sandbox")


def test_forms_work_by_button_and_by_key_in_a_sandbox_without_forms(
    page: Page, host: FaultyHost
) -> None:
    frame = embed(page, host.address, "allow-scripts allow-same-origin")
    state(frame, "ready")
    for label in ("MFA code 1", "MFA code 2"):
        frame.get_by_label(label).fill("111111")
    frame.get_by_role("button", name="Add MFA").click()
    expect(frame.get_by_role("region", name="Console").get_by_role("alert")).to_be_visible()
    frame.get_by_label("MFA code 1").fill("12")
    frame.get_by_label("MFA code 1").press("Enter")
    console = frame.get_by_role("region", name="Console")
    expect(console.get_by_text("is not six digits")).to_be_visible()


# -- Hosts that forbid, and hosts that change ----------------------------------------------------


def test_a_host_that_forbids_inline_scripts_does_no_harm(page: Page, site: Path) -> None:
    with serve(site, Content_Security_Policy=NO_INLINE) as address:
        page.goto(address + APP)
        state(page, "ready")


def test_a_failure_is_explained_even_if_the_host_forbids_inline_scripts(
    page: Page, site: Path
) -> None:
    page.context.route("**/worker.js", lambda route: route.fulfill(status=404))
    with serve(site, Content_Security_Policy=NO_INLINE) as address:
        page.goto(address + APP)
        says(page, "A file is missing from this site: worker.js")


@pytest.mark.parametrize("styles", ["styles.css", None])
def test_a_panel_appears_after_a_minute_if_no_script_runs(
    page: Page, site: Path, styles: str | None
) -> None:
    """Its styles are inline in the page, and in the style sheet for hosts that forbid that."""
    policy = "script-src 'none'" + ("; style-src 'self'" if styles else "")
    if not styles:
        page.context.route("**/styles.css", lambda route: route.abort())
    with serve(site, Content_Security_Policy=policy) as address:
        page.goto(address + APP)
        late = page.get_by_role("region", name=re.compile("The simulator hasn.t started"))
        expect(late).to_be_hidden()
        page.evaluate("for (const each of document.getAnimations()) each.currentTime = 59_000")
        expect(late).to_be_hidden()
        page.evaluate("for (const each of document.getAnimations()) each.currentTime = 61_000")
        expect(late).to_be_visible()
        expect(late.get_by_role("link", name="reload the page")).to_be_visible()


def test_a_changed_archive_is_noticed_by_a_browser_that_cannot_hash(
    chrome: Browser, host: FaultyHost
) -> None:
    host.be_faulty("cut", "python.zip.pack")
    context = chrome.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto(host.address + APP)
    says(page, "A file was changed on its way here: python.zip")
    context.close()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("404", "A file is missing from this site: guide.json.pack (status 404)"),
        ("cut", "A file was changed on its way here: guide.json.pack."),
        ("flipped", "A file was changed on its way here: guide.json.pack."),
        ("html", "A web page arrived instead of a file: guide.json.pack."),
    ],
)
def test_the_coachs_words_are_named_if_they_arrive_wrong(
    page: Page, host: FaultyHost, fault: Fault, words: str
) -> None:
    host.be_faulty(fault, "guide.json.pack")
    page.goto(host.address + APP)
    says(page, words)
    host.be_well()
    page.get_by_role("button", name="Try again").click()
    state(page, "ready")


def test_on_a_slow_network_a_file_that_waits_for_others_is_not_called_late(
    page: Page, host: FaultyHost
) -> None:
    """Let one file arrive every three seconds, the missing one after all others."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.resource_type == "fetch":
            held.append(route)
        else:
            route.continue_()

    page.add_init_script(COUNT_FETCHES)
    page.clock.install()
    host.be_faulty("404", "worker.js")
    page.route("**/runtime/**", hold)
    page.goto(host.address + APP)
    html = page.locator("html")
    expect(html).to_have_attribute("data-reason", "blocked")
    while html.get_attribute("data-reason") == "blocked":
        if not held:
            let_pass(page, 0.05)
            continue
        held.sort(key=lambda route: "worker.js" in route.request.url)
        page.clock.run_for(3_000)
        before = page.evaluate("answered")
        held.pop(0).continue_()
        until(page, f"answered > {before}")
    says(page, "A file is missing from this site: worker.js (status 404)")


# -- What is not a failure -----------------------------------------------------------------------


def test_the_page_waits_for_a_start_that_makes_progress(page: Page, host: FaultyHost) -> None:
    page.clock.install()
    host.be_faulty("stalled", "python.zip.pack")
    page.goto(host.address + APP)
    let_pass(page, 1.5)
    page.clock.run_for(40_000)
    host.be_well()
    state(page, "ready")


def test_a_computer_may_sleep_during_the_start(page: Page, host: FaultyHost) -> None:
    page.clock.install()
    host.be_faulty("stalled", "python.zip.pack")
    page.goto(host.address + APP)
    let_pass(page, 1.5)
    page.clock.fast_forward("08:00:00")
    host.be_well()
    state(page, "ready")


def test_an_error_in_an_extensions_script_does_no_harm(page: Page, host: FaultyHost) -> None:
    page.add_init_script("setTimeout(() => { throw new Error('an extension') })")
    page.goto(host.address + APP)
    state(page, "ready")
