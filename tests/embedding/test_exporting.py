"""The simulator as a folder: complete, in itself, and with links where its owner says."""

import gzip
import json
import re
from pathlib import Path

import pytest
from mfa_rehearsal.commands import host_check
from mfa_rehearsal.embedding import exporting
from mfa_rehearsal.publish.site.precache import SITE_ZIP

GUIDE = "https://guide.example.org/mfa/"
OUTWARD = re.compile(r'(?:href|src)="(?!https?:)([^"#?]+)')


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    exporting.write(tmp_path / "app", GUIDE, site / SITE_ZIP)
    return tmp_path / "app"


def test_every_address_in_its_pages_is_a_file_of_the_folder(folder: Path) -> None:
    pages = sorted(folder.rglob("index.html"))
    assert len(pages) > 50
    for page in pages:
        for address in OUTWARD.findall(page.read_text()):
            found = (page.parent / address).resolve()
            assert found.is_relative_to(folder), f"{page} leads to {address}"
            assert found.exists(), f"{page} leads to {address}"


def test_every_road_is_there_and_leads_to_the_chosen_guide(folder: Path) -> None:
    links = set()
    for page in folder.rglob("index.html"):
        if road := re.search(r'data-road="([^"]+)"', page.read_text()):
            drawn = json.loads(gzip.decompress((page.parent / road[1]).read_bytes()))
            links |= set(re.findall(r'href="([^"]*)"', "".join(drawn["parts"])))
    assert f"{GUIDE}drills/" in {link.partition("#")[0] for link in links}
    assert not [link for link in links if link.startswith("../../../")]


def test_its_pages_tell_the_simulator_where_the_guide_is(folder: Path) -> None:
    assert f'data-guide="{GUIDE}"' in (folder / "today/index.html").read_text()


def test_a_folder_without_a_guide_leads_nowhere_else(site: Path, tmp_path: Path) -> None:
    exporting.write(tmp_path / "app", "", site / SITE_ZIP)
    html = (tmp_path / "app/today/lost-phone/index.html").read_text()
    assert "_top" not in html
    assert "works without it" not in html


def test_check_finds_it_complete(folder: Path) -> None:
    report = host_check.check(str(folder))
    assert report.errors == ()
    assert report.files > 20


def test_the_folder_is_the_same_each_time(folder: Path, site: Path) -> None:
    again = dict(exporting.files(GUIDE, site / SITE_ZIP))
    assert {name: (folder / name).read_bytes() for name in again} == again
