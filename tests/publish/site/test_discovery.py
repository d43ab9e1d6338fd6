"""What search engines, previews and home screens learn, with and without the site's address."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.site import discovery

PAGES = (("Guide", "guide/", "Thirteen steps."),)
ABOUT = discovery.About("MFA Rehearsal", "Practice first.", "https://mfa.example.org/", PAGES)
NAMES = {"sitemap.xml", "robots.txt", "llms.txt"}


def test_with_an_address_robots_names_the_sitemap() -> None:
    assert "Sitemap: https://mfa.example.org/sitemap.xml" in discovery.robots(ABOUT)


def test_llms_lists_every_page_with_a_sentence() -> None:
    text = discovery.llms(ABOUT)
    assert text.startswith("# MFA Rehearsal\n\n> Practice first.\n")
    assert "- [Guide](https://mfa.example.org/guide/): Thirteen steps." in text


def test_without_an_address_the_site_has_a_manifest_and_nothing_that_needs_one(site: Path) -> None:
    assert not NAMES & {path.name for path in site.iterdir()}
    manifest = json.loads((site / "manifest.json").read_text())
    assert (site / manifest["icons"][0]["src"]).exists()
    page = (site / "index.html").read_text()
    assert 'rel="canonical"' not in page
    assert "og:" not in page


@pytest.fixture(scope="module")
def addressed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with an address; `site` comes first so that two builds don't share a cache."""
    folder = tmp_path_factory.mktemp("addressed")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    env = os.environ | {"OFFLINE": "false", "SITE_URL": ABOUT.url}
    subprocess.run(build, cwd=ROOT, env=env, check=True)
    return folder


def test_with_an_address_every_page_has_a_canonical_link_and_a_picture(addressed: Path) -> None:
    page = (addressed / "guide/index.html").read_text()
    assert f'<link rel="canonical" href="{ABOUT.url}guide/">' in page
    (picture,) = re.findall(r'property="og:image" content="([^"]+)"', page)
    assert (addressed / picture.removeprefix(ABOUT.url)).exists()
    assert 'property="og:title" content="The app guide"' in page


def test_with_an_address_the_sitemap_and_llms_name_existing_pages(addressed: Path) -> None:
    for name in ("sitemap.xml", "llms.txt"):
        text = (addressed / name).read_text()
        found = re.findall(rf"{re.escape(ABOUT.url)}([^<)\s]*)", text)
        assert len(found) > 10
        for place in found:
            assert (addressed / place).exists(), f"{name}: {place}"
