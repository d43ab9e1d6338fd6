"""The site on nginx and Caddy: below a path with stock settings, and as our hosting page says."""

import gzip
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.commands.host_check import check
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.runtime import parts
from mfa_rehearsal.publish.site import precache
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import hosts
from tests.browser.waiting import until_ready

BELOW = "docs/mfa"
RECIPES = {"nginx": "hosting/nginx.conf", "caddy": "hosting/Caddyfile"}
TYPES = re.compile(r"^\s+[\w.+-]+/[\w.+-]+\s+([^;]+);", re.M)
NEED_NO_TYPE = {".br", ".gz", ".pack"}


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """Return a folder with the site, including its offline files, below a path."""
    copy = shutil.copytree(site, tmp_path / "served" / BELOW)
    precache.write(copy)
    for stale in copy.rglob("*.[bg][rz]"):
        stale.unlink()
    return tmp_path / "served"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    context = chrome.new_context()
    context.set_default_timeout(15_000)
    yield context
    context.close()


def kept(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/practice/app/today/enter-two-codes/")
    until_ready(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def recipe(name: str) -> str:
    """Return our settings for a host, with placeholders for folder and port."""
    text = (ROOT / RECIPES[name]).read_text(encoding="utf-8")
    text = text.replace("{", "{{").replace("}", "}}").replace("/srv/mfa-rehearsal", "{folder}")
    return text.replace("\n:8080", "\nhttp://127.0.0.1:{port}").replace("8080", "127.0.0.1:{port}")


def test_nginx_has_a_type_for_each_file_that_needs_one(site: Path) -> None:
    lines = TYPES.findall(hosts.types_of_nginx().read_text())
    known = {f".{ending}" for line in lines for ending in line.split()}
    endings = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert endings - known <= NEED_NO_TYPE


@pytest.mark.parametrize("name", hosts.PACKAGES)
def test_the_site_runs_on_a_stock_host_below_a_path_and_then_offline(
    context: BrowserContext, folder: Path, work: Path, name: str
) -> None:
    with hosts.serve(name, folder, work) as address:
        page = kept(context, f"{address}/{BELOW}")
    page.reload()
    until_ready(page)
    page.goto(f"{address}/{BELOW}/guide/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("name", hosts.PACKAGES)
def test_a_host_set_up_as_the_hosting_page_says_keeps_workers_from_other_hosts(
    context: BrowserContext, folder: Path, work: Path, tmp_path: Path, name: str
) -> None:
    files = precache.list_kept(folder / BELOW)
    (python,) = (file for file in files.files if file.endswith("/python.js"))
    for place in (*files.packed, python):
        path = folder / BELOW / place
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 6))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/file.txt").write_text("")
    sent: dict[str, dict[str, str]] = {}
    with (
        hosts.serve(name, folder / BELOW, work, recipe(name)) as address,
        loopback.serve(tmp_path / "elsewhere") as other,
    ):
        page = context.new_page()
        page.on("response", lambda answer: sent.update({answer.url: answer.headers}))
        page.goto(f"{address}/practice/app/today/")
        until_ready(page)
        leak = f"fetch('{other}/file.txt', {{ mode: 'no-cors' }}).then(() => 'sent', () => 'not')"
        assert page.workers[0].evaluate(leak) == "not"
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        assert context.service_workers[0].evaluate(leak) == "not"
        page.goto(f"{address}/guide/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        report = check(address)
    assert report.errors == ()
    assert [text for text in report.advice if "compress" not in text] == []
    for place in files.packed:
        assert sent[f"{address}/{place}"]["content-encoding"] == "gzip"
        assert "immutable" in sent[f"{address}/{place}"]["cache-control"]
    assert sent[f"{address}/practice/app/today/"]["cache-control"] == "no-cache"


def test_a_host_without_compression_sends_each_file_once(
    context: BrowserContext, folder: Path, work: Path
) -> None:
    with hosts.serve("nginx", folder, work) as address:
        kept(context, f"{address}/{BELOW}")
    lines = [line.split(" ", 3) for line in (work / "sent.log").read_text().splitlines()]
    whole = Counter(uri for _, status, method, uri in lines if (method, status) == ("GET", "200"))
    twice = {uri for uri, times in whole.items() if times > 1} - {f"/{BELOW}/sw.js"}
    files = precache.list_kept(folder / BELOW).files
    most = sum((folder / BELOW / file).stat().st_size for file in files)
    sent = sum(int(count) for count, *_ in lines)
    print(f"sent {sent:,} bytes in {len(lines)} answers")
    assert not twice, twice
    unpacked = [f"/{BELOW}/{file}" for file in files if f"{file}.pack" in files]
    assert len(unpacked) == len(parts.PACKED)
    assert not set(unpacked) & set(whole)
    assert sent < most - sum((folder / uri[1:]).stat().st_size for uri in unpacked) + 500_000
