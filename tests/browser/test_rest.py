"""Functions of Pyodide that no play has run are sent only if they are called, and then they run."""

import base64
import gzip
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.lessons import guide_lessons
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.runtime import parts
from mfa_rehearsal.publish.runtime.startup import used_functions, wasm_split
from mfa_rehearsal.publish.site import precache
from playwright.sync_api import Browser, BrowserContext, Request, expect

from tests.browser.engines import firefox, system, webkitgtk
from tests.browser.engines.walk import walk
from tests.browser.engines.window import Window
from tests.browser.waiting import show_all, until_ready, until_there
from tests.built_once import built_once

REST = Path(parts.REST).name
GUIDES = ("today/", "today/passkey/", "classic/")


def with_half_of_the_functions(site: Path, copy: Path) -> None:
    """Copy the simulator, with every other recorded function moved to the rest."""
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    whole = parts.whole_wasm()
    main, rest = wasm_split.split(whole, sorted(used_functions.recorded(whole) or ())[::2])
    (place,) = copy.rglob(Path(parts.WASM).name)
    files = {place.name: main, f"{place.name}.pack": gzip.compress(main, 1), REST: rest}
    hashes = {}
    for name, content in files.items():
        file = place.with_name(name)
        hashes[hash_of(file.read_bytes())] = hash_of(content)
        file.write_bytes(content)
    for page in copy.glob("practice/app/*/**/index.html"):
        text = page.read_text()
        for old, new in hashes.items():
            text = text.replace(old, new)
        page.write_text(text)
    precache.write(copy)


def hash_of(content: bytes) -> str:
    """Return the SHA-256 that pages give for a file."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


@pytest.fixture(scope="module")
def halved(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site where the rest is needed at once."""
    folder = built_once(
        tmp_path_factory, "halved", lambda copy: with_half_of_the_functions(site, copy)
    )
    with loopback.serve(folder) as address:
        yield f"{address}/practice/app"


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    context = chrome.new_context()
    yield context
    context.close()


def rests(context: BrowserContext) -> list[Request]:
    """Return a list that will contain the requests for the rest."""
    found: list[Request] = []

    def hear(sent: Request) -> None:
        if sent.url.endswith(REST):
            found.append(sent)

    context.on("request", hear)
    return found


def test_no_guide_needs_the_rest(context: BrowserContext, address: str) -> None:
    asked = rests(context)
    page = context.new_page()
    for place in GUIDES:
        page.goto(f"{address}/practice/app/{place}")
        until_ready(page)
        show_all(page)
    assert asked == []


def walk_today(window: Window, address: str) -> None:
    walk(window, guide_lessons("today")[0], f"{address}/today/")


def test_a_function_that_nobody_expected_runs(context: BrowserContext, halved: str) -> None:
    asked = rests(context)
    page = context.new_page()
    page.goto(f"{halved}/today/")
    until_ready(page)
    assert len(asked) == 1
    show_all(page)
    assert len(asked) == 1


def test_it_runs_without_a_network_too(context: BrowserContext, halved: str) -> None:
    page = context.new_page()
    page.goto(f"{halved}/today/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.goto(f"{halved}/classic/")
    until_ready(page)
    show_all(page)


def test_it_runs_in_firefox(halved: str) -> None:
    if missing := system.missing("Firefox"):
        pytest.skip(f"Firefox isn't installed: {', '.join(missing)}")
    with firefox.open_window() as window:
        walk_today(window, halved)


def test_it_runs_in_webkitgtk(halved: str) -> None:
    if missing := system.missing("WebKitGTK"):
        pytest.skip(f"WebKitGTK isn't installed: {', '.join(missing)}")
    with webkitgtk.open_window() as window:
        walk_today(window, halved)


def test_a_rest_that_does_not_arrive_is_named(context: BrowserContext, halved: str) -> None:
    context.route(f"**/{REST}", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{halved}/today/")
    until_there(page, "html[data-runtime=failed]")
    expect(page.locator("#failed")).to_contain_text(f"t arrive: {parts.REST}.")
