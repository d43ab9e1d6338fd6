"""The same sources build with ProperDocs and Zensical, and every link of those sites leads somewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import CACHE, ROOT

from tests.publish.site.test_site import Page, target

BUILDERS = CACHE / "builders" / "bin"
SOURCES = ("docs", "images", "hosting", "mkdocs.yml")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not BUILDERS.exists(), reason="make .cache/builders/.stamp"),
]


def built_by_properdocs(work: Path) -> Path:
    folder = work / "site"
    run(ROOT, BUILDERS / "properdocs", "build", "-q", "-f", "mkdocs.yml", "-d", folder)
    return folder


def built_by_zensical(work: Path) -> Path:
    """Build a copy of the sources, because Zensical writes beside them, and complete the site."""
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, work / name)
    run(work, BUILDERS / "zensical", "build", "--strict")
    run(ROOT, sys.executable, "-m", "mfa_rehearsal.publish.site", work / "site")
    return work / "site"


def run(folder: Path, *command: str | Path) -> None:
    env = os.environ | {"OFFLINE": "false", "PYTHONPATH": str(ROOT / "simulator")}
    parts = [str(part) for part in command]
    subprocess.run(parts, cwd=folder, env=env, check=True, timeout=300)


@pytest.fixture(scope="module", params=[built_by_properdocs, built_by_zensical])
def other(
    site: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Build a site; ours comes first, so that two builds don't share a cache at a time."""
    folder: Path = request.param(tmp_path_factory.mktemp("other"))
    return folder


def test_it_has_the_same_pages_as_ours(site: Path, other: Path) -> None:
    pages = {path.relative_to(site) for path in site.rglob("*.html")}
    assert {path.relative_to(other) for path in other.rglob("*.html")} == pages


def test_its_simulator_is_the_same_as_ours(site: Path, other: Path) -> None:
    app = sorted(path for path in (site / "practice/app").rglob("*") if path.is_file())
    for path in app:
        assert (other / path.relative_to(site)).read_bytes() == path.read_bytes(), path


def test_every_link_and_file_leads_somewhere(other: Path) -> None:
    pages = {
        path.relative_to(other).as_posix(): Page(path.read_text())
        for path in sorted(other.rglob("*.html"))
    }
    for name, page in pages.items():
        for address in (*page.links, *page.loads):
            file, fragment = target(name, address)
            assert not file or (other / file).is_file(), f"{name}: {address}"
            if fragment and file in pages and not fragment.startswith("__"):
                assert fragment in pages[file].ids, f"{name}: {address}"


def test_its_practice_page_shows_the_simulator(other: Path) -> None:
    page = Page((other / "practice/index.html").read_text())
    shown = [target("practice/index.html", load)[0] for load in page.loads]
    assert "practice/app/today/index.html" in shown
    assert "practice/app/embed.js" in shown
