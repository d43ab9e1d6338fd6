"""A page's head: every file has its hash, and the policy allows each inline part by its hash."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.runtime import bundle, parts
from mfa_rehearsal.publish.site.head import make_head, read_runtime
from mfa_rehearsal.publish.site.page_list import way_up
from mfa_rehearsal.publish.site.prerender import draw_page

INLINE = re.compile(
    r"<(?P<kind>script|style)(?: type=\"importmap\"[^>]*)?>(?P<text>.*?)</(?P=kind)>", re.S
)


def sha256(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


@pytest.fixture(scope="module")
def runtime() -> Path:
    return bundle.build()


@pytest.fixture(scope="module")
def page(runtime: Path) -> str:
    slug = "enter-two-codes"
    return draw_page("today", slug, read_guide(), make_head(read_runtime(runtime), way_up(slug)))


def test_the_policy_allows_only_the_inline_parts_by_their_hashes(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    allowed = set(re.findall(r"sha256-[\w+/=]+", policy[1].replace("&#39;", "'")))
    inline = {sha256(found["text"].encode()) for found in INLINE.finditer(page)}
    assert len(inline) == 4
    assert allowed == inline
    assert "unsafe-inline" not in policy[1]


def test_the_import_map_contains_the_hash_of_every_runtime_file(page: str, runtime: Path) -> None:
    found = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page)
    assert found
    hashes: dict[str, str] = json.loads(found[1])["integrity"]
    listed = {place.removeprefix("../../runtime/"): value for place, value in hashes.items()}
    files = {place: runtime / place for place in bundle.places(runtime).values()}
    assert listed == {n: sha256(p.read_bytes()) for n, p in files.items() if p.suffix != ".woff2"}


def test_the_browser_checks_the_scripts_and_styles_that_a_page_names(
    page: str, runtime: Path
) -> None:
    for name in ("styles.css", "python.js", "app.js"):
        (tag,) = re.findall(rf'<(?:link|script)[^>]*/{name}"[^>]*>', page)
        (path,) = runtime.glob(f"*/{name}")
        assert f"../../runtime/{path.parent.name}/{name}" in tag
        assert f'integrity="{sha256(path.read_bytes())}"' in tag


def test_a_page_knows_the_size_of_each_form_of_the_large_files(page: str, runtime: Path) -> None:
    found = re.search(r"data-sizes='([^']+)'", page)
    assert found
    places = bundle.places(runtime)
    sizes: dict[str, int] = json.loads(found[1])
    assert set(sizes) == {form for name in parts.PACKED for form in (name, f"{name}.pack")}
    for name, size in sizes.items():
        assert size == (runtime / places[name]).stat().st_size


def test_the_failure_panel_comes_before_every_file_that_can_fail(page: str) -> None:
    assert page.index("globalThis.failure =") < page.index('<link rel="stylesheet"')
