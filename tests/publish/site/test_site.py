"""The finished site is complete, self-contained and free of requests to other hosts."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

HERE = "http://site.test/"
LOADED = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src")}
FOLLOWED = {("a", "href")}

HAVE_A_TYPE = {
    *("css", "html", "js", "json", "txt", "xml"),
    *("png", "svg", "webp", "woff2"),
    *("wasm", "zip"),
}
"""Endings that stock web servers, including nginx 1.22, send with the right type."""

NEED_NO_TYPE = {"br", "gz", "pack"}
"""Endings of files that are sent in another file's place or read as bytes."""


class Page(HTMLParser):
    """The links, the loaded files, the ids and the policies of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.policies: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if value is not None and (tag, name) in LOADED:
                self.loads.append(value)
            if value is not None and (tag, name) in FOLLOWED:
                self.links.append(value)
        found = dict(attrs)
        if (found.get("http-equiv") or "").lower() == "content-security-policy":
            self.policies.append(found["content"] or "")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    files = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): Page(path.read_text()) for path in files}


def target(page: str, link: str) -> tuple[str, str]:
    """Return the file and fragment that a link leads to; the file is "" on another host."""
    url = urlsplit(urljoin(HERE + page.removesuffix("index.html"), link))
    if url.netloc != "site.test":
        return "", ""
    path = unquote(url.path).lstrip("/")
    return (path + "index.html" if path.endswith("/") or not path else path), url.fragment


def test_every_link_leads_to_an_existing_page_and_id(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for link in page.links:
            file, fragment = target(name, link)
            assert not file or (site / file).is_file(), f"{name}: {link}"
            if fragment and file in pages:
                known = fragment in pages[file].ids or fragment.startswith("__")
                assert known, f"{name}: {link}"


NEXT = re.compile(r'<a href="([^"]+)" class="md-footer__link md-footer__link--next"')
READERS = [
    *("index.html", "practice/index.html"),
    *("passkey/index.html", "guide/index.html", "checklist/index.html"),
    *("drills/index.html", "trouble/index.html", "why/index.html", "glossary/index.html"),
    *("cli/index.html", "classic/index.html"),
]


def test_next_links_lead_through_practice_before_the_real_account(site: Path) -> None:
    page, visited = "index.html", ["index.html"]
    while following := NEXT.search((site / page).read_text()):
        page, _ = target(page, following[1])
        visited.append(page)
    assert visited[: len(READERS)] == READERS
    assert visited[len(READERS)] == "install/index.html"


def test_the_readers_pages_link_every_entry_of_the_glossary(pages: dict[str, Page]) -> None:
    linked = {target(name, link) for name in READERS for link in pages[name].links}
    entries = {"root-user", "mfa-device", "authenticator-app", "secret-key", "code"}
    entries |= {"in-sync", "resync", "alternative-factors"}
    assert {fragment for file, fragment in linked if file == "glossary/index.html"} >= entries
    assert pages["glossary/index.html"].ids >= entries


def test_no_page_loads_anything_from_another_host(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for load in page.loads:
            file, _ = target(name, load)
            assert file, f"{name} loads {load}"
            assert (site / file).is_file(), f"{name} loads {load}"


def test_no_style_sheet_loads_anything_from_another_host(site: Path) -> None:
    for path in site.rglob("*.css"):
        addresses = re.findall(r"url\([\"']?(?!data:|#)([^\"')]+)|@import", path.read_text())
        assert not [address for address in addresses if "//" in address], path


def test_every_page_has_one_policy_and_it_names_no_other_host(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.policies) == 1, name
        assert "//" not in page.policies[0], name


def test_the_simulators_pages_allow_nothing_inline(pages: dict[str, Page]) -> None:
    simulator = {name for name in pages if name.startswith("practice/app/")}
    assert simulator
    for name in simulator:
        assert "unsafe-inline" not in pages[name].policies[0], name


def test_stock_web_servers_know_the_ending_of_every_file(site: Path) -> None:
    endings = {path.suffix.removeprefix(".") for path in site.rglob("*") if path.is_file()}
    assert endings <= HAVE_A_TYPE | NEED_NO_TYPE


def test_the_site_contains_no_files_that_no_page_requests(site: Path) -> None:
    assert not list(site.rglob("*.map"))
    assert not (site / "assets/javascripts/lunr").exists()
    assert not (site / "overrides").exists()
