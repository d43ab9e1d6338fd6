"""What changes together is sent together: what a returning reader is sent after a small change."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from mfa_rehearsal.publish.site import postbuild, precache
from playwright.sync_api import Browser, BrowserContext

from tests.bench import host
from tests.bench.host import Host, weigh
from tests.browser.changed_site import Change, build
from tests.browser.waiting import until_ready
from tests.built_once import built_once

SENTENCE = Change(
    "docs/guide/index.md",
    "Press your account name, at the right of the bar.",
    "Press the name of your account, on the right of the bar.",
)
STYLE = Change("simulator/mfa_rehearsal/views/styles/console.css", "{", "{\n  accent-color: auto;")
LESSON = Change("simulator/mfa_rehearsal/lessons/offers.py", "Skip to the next", "Go to the next")
"""A sentence that the coach repeats, a style of the simulator, and our Python."""

CHANGED = {"sentence": SENTENCE, "style": STYLE, "lesson": LESSON}
PARTS = {"sentence": "words", "style": "styles", "lesson": "python"}
MOST_BYTES = {"sentence": 50_000, "style": 30_000, "lesson": 180_000}
"""What may be sent besides our Python, compressed by Brotli."""

PAGE = "practice/app/today/open-security-credentials/"
"""The page of the step that says the changed sentence."""

Version = Callable[[str], Path]


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Return a function that builds the site with a change, once."""

    def changed(name: str) -> Path:
        folder = built_once(tmp_path_factory, name, partial(build, CHANGED[name]))
        return folder / "site"

    return changed


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    context = chrome.new_context()
    context.set_default_timeout(20_000)
    yield context
    context.close()


def kept(site: Path, folder: Path) -> Path:
    """Return a copy of a site that browsers store for offline use, with compressed copies."""
    copy = shutil.copytree(site, folder)
    for stale in copy.glob("sw.js.*"):
        stale.unlink()
    precache.write(copy)
    postbuild.write_copies(copy)
    return copy


def sent(server: Host) -> int:
    """Return the compressed bytes of what was sent since the mark, besides our Python."""
    paths = server.sent_since_mark()
    python = weigh([path for path in paths if path.parent.name.startswith("python-")]).brotli
    total = weigh(paths).brotli
    print(f"\n  {total:,} bytes, of which Python {python:,}")
    return total - python


def parts(server: Host) -> set[str]:
    """Return the parts of the runtime that were sent since the mark."""
    paths = (path.relative_to(server.folder).as_posix() for path in server.sent_since_mark())
    return {
        path.split("/")[3].split("-")[0] for path in paths if path.startswith(precache.RUNTIMES)
    }


@pytest.mark.parametrize("name", CHANGED)
def test_a_readers_http_cache_has_all_but_the_changed_part(
    context: BrowserContext, site: Path, version: Version, name: str
) -> None:
    with host.serve(site) as server:
        page = context.new_page()
        page.goto(f"{server.address}/{PAGE}")
        until_ready(page)
        server.folder = version(name)
        server.mark()
        page.goto(f"{server.address}/{PAGE}")
        until_ready(page)
        assert parts(server) == {PARTS[name]}
        assert sent(server) < MOST_BYTES[name]


@pytest.mark.parametrize("name", CHANGED)
def test_a_stored_site_is_sent_only_what_changed(
    context: BrowserContext, site: Path, version: Version, tmp_path: Path, name: str
) -> None:
    with host.serve(kept(site, tmp_path / "before")) as server:
        page = context.new_page()
        page.goto(f"{server.address}/{PAGE}")
        until_ready(page)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(f"{server.address}/{PAGE}")
        until_ready(page)
        old = page.content()
        server.folder = kept(version(name), tmp_path / "after")
        server.mark()
        page.reload()
        load = page.get_by_role("status").get_by_role("button", name="Load it")
        load.wait_for()
        with page.expect_navigation():
            load.click()
        until_ready(page)
        part = next((server.folder / precache.RUNTIMES).glob(f"{PARTS[name]}-*")).name
        assert part not in old
        assert part in page.content()
        assert parts(server) == {PARTS[name]}
        assert sent(server) < MOST_BYTES[name]
        pages = [path for path in server.sent_since_mark() if path.name == "index.html"]
        assert len(pages) < 20
