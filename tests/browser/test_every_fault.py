"""Every runtime file with every fault: the page starts, or says which file is wrong and what to do.

Once the host works again, "Try again" starts the page, even if the browser cached the fault.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from mfa_rehearsal.publish.runtime import bundle, parts
from mfa_rehearsal.publish.site import precache
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import faulty_host
from tests.browser.faulty_host import FAULTS, PORTAL, Fault, FaultyHost
from tests.browser.waiting import (
    COUNT_FETCHES,
    READY_MS,
    run_until_started_or_failed,
    until,
    until_ready,
    until_there,
)

APP = "/practice/app/today/"
SOON_MS = 10_000
LANES = 3
"""How many pages start at the same time."""

SAYS: dict[Fault, str] = {
    "404": "A file is missing from this site: {} (status 404)",
    "html": "A web page arrived instead of a file: {}.",
    "cut": "A file was changed on its way here: {}.",
    "flipped": "A file was changed on its way here: {}.",
    "type": "This site sends a file with the wrong type, so the browser refused it: {} arrived as",
    "stalled": "A file is taking too long to arrive: {}.",
}
OPTIONAL = re.compile(
    r"^(zxing/.*|(failure|integrity|road|scanner|console_snapshot|snapshot)\.js|.*\.woff2|"
    r"pyodide/pyodide\.rest\.wasm)$"
)
"""Files that a page can start without."""

IN_THE_WORKER = re.compile(r"^(worker|pyodide/.*)\.m?js$")
"""Scripts whose hash no browser checks: one wrong byte in them may do no harm."""

CHANGES: tuple[Fault, ...] = ("404", "html", "cut", "flipped")
"""Faults of a stored file that its hash reveals, unlike a wrong type."""

KEEP_WRONG = """async ([file, fault, portal]) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const [, place = ""] = new URL(url).pathname.split("/runtime/");
      const name = place.replace(/^(?:(pyodide|zxing)|\\w+)-[^/]+/, "$1").replace(/^\\//, "");
      if (name !== file) continue;
      const kept = await cache.match(url);
      const bytes = new Uint8Array(await kept.arrayBuffer());
      const type = kept.headers.get("Content-Type");
      const middle = bytes.length >> 1;
      if (fault === "flipped") bytes[middle] ^= 1;
      const [body, status, kind] = {
        404: ["", 404, type],
        html: [portal, 200, "text/html"],
        cut: [bytes.slice(0, middle), 200, type],
        flipped: [bytes, 200, type],
        type: [bytes, 200, "application/octet-stream"],
      }[fault];
      await cache.put(url, new Response(body, { status, headers: { "Content-Type": kind } }));
      return true;
    }
  }
  return false;
}"""

LOOKS_FOR_ONE = "document.querySelector('html[data-reason]') !== null && asked - answered === 1"
"""Whether the page has given up, and of all files it has only one left to check."""

FETCHED = """async (address) => {
  const response = await fetch(address);
  const hash = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}"""


@dataclass
class Lane:
    """A host with its own browser profile, which caches no other lane's faults."""

    host: FaultyHost
    chrome: Browser
    context: BrowserContext | None = None

    def visit(self) -> Page:
        """Open the page in a fresh profile."""
        self.leave()
        self.context = self.chrome.new_context()
        page = self.context.new_page()
        page.add_init_script(COUNT_FETCHES)
        page.clock.install()
        page.goto(self.host.address + APP, wait_until="commit")
        return page

    def leave(self) -> None:
        """Delete the profile."""
        if self.context:
            self.context.close()


def files() -> list[str]:
    return sorted(bundle.places(bundle.build()))


@pytest.fixture(scope="module")
def kept_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = shutil.copytree(site, tmp_path_factory.mktemp("kept") / "site")
    precache.write(copy)
    return copy


@pytest.fixture
def lanes(chrome: Browser, site: Path) -> Iterator[list[Lane]]:
    with (
        faulty_host.serve(site) as first,
        faulty_host.serve(site) as second,
        faulty_host.serve(site) as third,
    ):
        lanes = [Lane(host, chrome) for host in (first, second, third)]
        assert len(lanes) == LANES
        yield lanes
        for lane in lanes:
            lane.leave()


def ends(page: Page, place: str, fault: Fault) -> str:
    """Wait until a page has started or has said why not, and return which it was."""
    html = page.locator("html")
    if fault == "stalled":
        expect(html).to_have_attribute("data-watched", "")
        run_until_started_or_failed(page)
        until(page, LOOKS_FOR_ONE)
        page.clock.run_for(9_000)
    if fault == "flipped" and may_do_no_harm(place, fault):
        try:
            expect(html).not_to_have_attribute("data-runtime", "starting", timeout=SOON_MS)
        except AssertionError:
            run_until_started_or_failed(page)
    until_there(page, "html:is([data-runtime=ready], [data-runtime=failed])")
    if html.get_attribute("data-runtime") == "ready":
        return "ready"
    says = SAYS[fault].format(place)
    expect(page.locator("#failed")).to_contain_text(says, timeout=READY_MS)
    expect(page.locator("#failed").get_by_role("link", name="guide")).to_be_visible()
    return "told"


def is_optional(place: str) -> bool:
    """Return whether a page starts without a file. This host sends packs: it compresses nothing."""
    return bool(OPTIONAL.match(place)) or place in parts.PACKED


def may_do_no_harm(place: str, fault: Fault) -> bool:
    """Return whether a file's fault may go unnoticed."""
    if fault == "type":
        return place.endswith(".pack")
    return fault == "flipped" and bool(IN_THE_WORKER.match(place))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_of_every_file_on_a_first_visit_is_handled(
    lanes: list[Lane], fault: Fault, capsys: pytest.CaptureFixture[str]
) -> None:
    counts: Counter[str] = Counter()
    needed = [place for place in files() if not is_optional(place)]
    for start in range(0, len(needed), LANES):
        together = list(zip(lanes, needed[start : start + LANES], strict=False))
        for lane, place in together:
            lane.host.be_faulty(fault, place)
        pages = [(lane, place, lane.visit()) for lane, place in together]
        ended = [(lane, place, page, ends(page, place, fault)) for lane, place, page in pages]
        told = [page for _, _, page, how in ended if how == "told"]
        for lane, place, _, how in ended:
            lane.host.be_well()
            counts[how] += 1
            assert how == "told" or may_do_no_harm(place, fault), place
        for page in told:
            page.get_by_role("button", name="Try again").click()
        for page in told:
            until_ready(page)
            counts["ready again"] += 1
    with capsys.disabled():
        print(f"\n  first visit, {fault}: {dict(counts)}")
    assert counts.total() == len(needed) + counts["told"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_starts_without_its_optional_files(lanes: list[Lane], fault: Fault) -> None:
    """Leave out all of them at once."""
    optional = [place for place in files() if is_optional(place)]
    lanes[0].host.be_faulty(fault, *optional)
    page = lanes[0].visit()
    until_ready(page)


@pytest.fixture
def kept(chrome: Browser, kept_site: Path) -> Iterator[Page]:
    """Return a page of the simulator that its browser has stored."""
    with faulty_host.serve(kept_site) as host:
        context = chrome.new_context(base_url=host.address)
        page = context.new_page()
        page.goto(APP)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        until_ready(page)
        yield page
        context.close()


def keep_wrong(page: Page, fault: Fault) -> Iterator[str]:
    """Break one stored file after another, and yield its name."""
    for place in files():
        if page.evaluate(KEEP_WRONG, [place, fault, PORTAL.decode()]):
            yield place


@pytest.mark.parametrize("fault", CHANGES)
def test_every_file_that_a_browser_stored_wrong_is_fetched_again(kept: Page, fault: Fault) -> None:
    places = bundle.places(bundle.build())
    broken = list(keep_wrong(kept, fault))
    assert len(broken) > len(places) / 2
    kept.reload()
    until_ready(kept)
    for place in keep_wrong(kept, fault):
        content = (bundle.build() / places[place]).read_bytes()
        assert (
            kept.evaluate(FETCHED, f"/practice/app/runtime/{places[place]}")
            == sha256(content).hexdigest()
        )


def test_every_file_that_a_browser_stored_with_a_wrong_type_is_repaired(
    kept: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    """Break one after another: a page that names the next one has had the last one repaired."""
    counts: Counter[str] = Counter()
    for place in keep_wrong(kept, "type"):
        kept.goto(APP, wait_until="commit")
        how = ends(kept, place, "type")
        counts[how] += 1
        if how == "told":
            with kept.expect_navigation(wait_until="commit"):
                kept.get_by_role("button", name="Try again").click()
        else:
            kept.evaluate("integrity.repair()")  # a harmless fault is still there
    until_ready(kept)
    with capsys.disabled():
        print(f"\n  kept with a wrong type: {dict(counts)}")
    assert counts.total() > len(files()) / 2


@pytest.mark.parametrize("fault", ["404", "stalled"])
def test_correctly_stored_files_need_no_host(
    chrome: Browser, kept_site: Path, fault: Fault
) -> None:
    with faulty_host.serve(kept_site) as host:
        context = chrome.new_context()
        page = context.new_page()
        page.goto(host.address + APP)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        until_ready(page)
        host.be_faulty(fault, "")
        page.goto(host.address + APP)
        until_ready(page)
        context.close()
