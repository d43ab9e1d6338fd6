"""A finished site: compressed copies beside the files, and the whole site as one zip."""

import base64
import gzip
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from mfa_rehearsal.publish.runtime import bundle, in_pyodide, parts, zips
from mfa_rehearsal.publish.site import postbuild, precache, precompress
from playwright.sync_api import Browser, expect

from tests.browser.waiting import until_ready

UNPACK_BROTLI = "process.stdout.write(zlib.brotliDecompressSync(fs.readFileSync(process.argv[1])))"


@pytest.fixture
def plain_server(site: Path, tmp_path: Path) -> Iterator[str]:
    """Unpack the zip and serve it as its README says."""
    ZipFile(site / precache.SITE_ZIP).extractall(tmp_path)
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path / "mfa-rehearsal", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        assert server.stdout
        (port,) = re.findall(rb"port (\d+)", server.stdout.readline())
        yield f"http://127.0.0.1:{int(port)}"
        server.terminate()


def test_copies_contain_the_same_as_the_files(site: Path) -> None:
    for path in (site / "index.html", *site.glob("practice/app/runtime/pyodide-*/*.wasm")):
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()
        command = [in_pyodide.node(), "-e", UNPACK_BROTLI, f"{path}.br"]
        unpacked = subprocess.run(command, capture_output=True, check=True).stdout
        assert unpacked == path.read_bytes()


def test_every_text_worth_compressing_has_copies(site: Path) -> None:
    for ending in ("css", "html", "js", "json", "svg", "wasm"):
        for path in site.rglob(f"*.{ending}"):
            if path.stat().st_size >= 1024:
                assert path.with_name(f"{path.name}.br").exists(), path
                assert path.with_name(f"{path.name}.gz").exists(), path


def test_scripts_that_are_modules_by_name_have_copies_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precompress, "KEPT", tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/pyodide.asm.mjs").write_text("export const one = 1;\n" * 100)
    precompress.write(tmp_path / "site", "")
    names = {path.name for path in (tmp_path / "site").iterdir()}
    assert names == {"pyodide.asm.mjs", "pyodide.asm.mjs.br", "pyodide.asm.mjs.gz"}


def test_the_zip_has_the_same_bytes_each_time(site: Path, tmp_path: Path) -> None:
    postbuild.make_zip(site, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (site / precache.SITE_ZIP).read_bytes()


def test_a_changed_site_gets_a_new_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postbuild, "ZIPS", tmp_path / "zips")
    site = tmp_path / "site"
    site.mkdir()
    for words in ("before", "after"):
        (site / "index.html").write_text(words)
        postbuild.write_zip(site)
        with ZipFile(site / precache.SITE_ZIP) as archive:
            assert archive.read("mfa-rehearsal/index.html") == words.encode()


def test_files_are_copied_if_the_disk_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_place: Path, _kept: Path) -> None:
        raise OSError

    (tmp_path / "kept.br").write_bytes(b"small")
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    precompress.place(tmp_path / "kept.br", tmp_path / "index.html.br")
    assert (tmp_path / "index.html.br").read_bytes() == b"small"


def test_the_zip_runs_on_a_plain_server(chrome: Browser, plain_server: str) -> None:
    page = chrome.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{plain_server}/guide/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{plain_server}/practice/app/classic/")
    until_ready(page)
    page.close()
    assert complaints == []


def test_the_list_for_browsers_matches_the_files(site: Path) -> None:
    kept = precache.list_kept(site)
    for file, expected in kept.files.items():
        found = hashlib.sha256((site / file).read_bytes()).digest()
        assert len(expected) == precache.HASH_LENGTH
        assert base64.b64encode(found).decode().startswith(expected), file
    places = bundle.places(site / precache.RUNTIMES)
    assert {f"{precache.RUNTIMES}{places[name]}" for name in parts.PACKED} == set(kept.packed)
    versions = {path.name for path in (site / precache.RUNTIMES).iterdir()}
    assert set(kept.parts) == {f"{precache.RUNTIMES}{part}/" for part in versions}
    assert "index.html" in kept.files


def test_nothing_in_a_site_depends_on_when_it_was_made(site: Path) -> None:
    assert not (site / "sitemap.xml.gz").exists()
    for entry in ZipFile(site / precache.SITE_ZIP).infolist():
        assert (entry.date_time, entry.create_system) == (zips.EARLIEST, zips.UNIX)
