"""The folder that the browser runs: small, complete, reproducible and made once."""

import gzip
import hashlib
import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from mfa_rehearsal.publish.paths import STYLES
from mfa_rehearsal.publish.runtime import archive, bundle, in_pyodide, sources

HERE = Path(__file__).parent
MOST_ARCHIVE_BYTES = 1_250_000


@pytest.fixture(scope="module")
def folder() -> Path:
    return bundle.build()


@pytest.fixture(scope="module")
def python(folder: Path) -> ZipFile:
    return ZipFile(BytesIO((folder / "python.zip").read_bytes()))


def test_an_unchanged_folder_is_not_made_again(folder: Path) -> None:
    before = (folder / "python.zip").stat()
    assert bundle.build() == folder
    after = (folder / "python.zip").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_folder_is_named_after_its_contents(folder: Path) -> None:
    assert bundle.hash_of(folder.rglob("*")).startswith(folder.name)


def test_an_archive_made_without_stored_files_has_the_same_bytes(
    python: ZipFile, tmp_path: Path
) -> None:
    assert python.fp
    python.fp.seek(0)
    assert archive.make_archive(tmp_path) == python.fp.read()


@pytest.mark.usefixtures("folder")
def test_a_changed_sentence_does_not_start_pyodide(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = {"mfa_rehearsal/browser/guide.json": b'"other words"'}
    monkeypatch.setattr(sources, "words_file", lambda: changed)
    monkeypatch.setattr(in_pyodide, "node", lambda: tmp_path / "no Node at all")
    assert b'"other words"' in archive.make_archive()


def test_the_archive_is_small_and_its_files_are_uncompressed(folder: Path, python: ZipFile) -> None:
    assert (folder / "python.zip.pack").stat().st_size < MOST_ARCHIVE_BYTES
    assert {file.compress_type for file in python.infolist()} == {ZIP_STORED}


def test_the_archive_contains_only_compiled_modules_and_the_guides_words(python: ZipFile) -> None:
    others = {name for name in python.namelist() if not name.endswith(".pyc")}
    assert others == {"mfa_rehearsal/browser/guide.json"}
    assert b"sign-in-as-root" in python.read("mfa_rehearsal/browser/guide.json")


def test_the_archive_contains_every_module_of_our_rooms(python: ZipFile) -> None:
    rooms = {name.removesuffix(".py") for name in sources.room_sources() if name.endswith(".py")}
    contained = {name.removesuffix(".pyc") for name in python.namelist()}
    assert rooms <= contained


def test_the_archive_leaves_out_unused_modules(python: ZipFile) -> None:
    names = set(python.namelist())
    assert {"pyotp/totp.pyc", "qrcode/main.pyc", "jinja2/runtime.pyc", "typing.pyc"} <= names
    assert not names & {"qrcode/console_scripts.pyc", "unittest/__init__.pyc", "tarfile.pyc"}
    assert not names & {"ssl.pyc", "bz2.pyc", "lzma.pyc", "zipfile/__init__.pyc"}
    assert not [name for name in names if name.startswith("mfa_rehearsal/publish")]


def test_the_worker_has_the_hash_and_size_of_its_archive(folder: Path) -> None:
    worker = (folder / "worker.js").read_text()
    python = (folder / "python.zip").read_bytes()
    assert hashlib.sha256(python).hexdigest() in worker
    assert re.search(rf'"python.zip": {len(python)}\b', worker)
    assert "manifest.js" not in worker


def test_a_quick_archive_of_unchanged_sources_equals_the_published_one(python: ZipFile) -> None:
    assert python.fp
    python.fp.seek(0)
    assert archive.make_archive(quick=True) == python.fp.read()


def test_large_files_also_exist_compressed(folder: Path) -> None:
    for place in bundle.PACKED:
        packed = (folder / f"{place}.pack").read_bytes()
        assert gzip.decompress(packed) == (folder / place).read_bytes()


def test_compressed_files_do_not_name_the_system_that_made_them(folder: Path) -> None:
    for place in bundle.PACKED:
        header = (folder / f"{place}.pack").read_bytes()[:10]
        assert header == bytes.fromhex("1f8b 08 00 00000000 02 ff"), place


def test_compressed_files_do_not_depend_on_pythons_zlib(folder: Path, tmp_path: Path) -> None:
    archive.pack(folder / "python.zip", tmp_path / "again.pack")
    assert (tmp_path / "again.pack").read_bytes() == (folder / "python.zip.pack").read_bytes()


def test_every_import_in_a_script_leads_to_a_file(folder: Path) -> None:
    for script in folder.glob("*.js"):
        for place in re.findall(r'(?:from|import\() ?"(\./[^"]+)"', script.read_text()):
            assert (folder / place).is_file(), f"{script.name}: {place}"


def test_pyodides_scripts_use_each_others_published_names(folder: Path) -> None:
    scripts = [(folder / "pyodide" / name).read_text() for name in bundle.RENAMED.values()]
    assert all("pyodide.asm.js" in script for script in scripts)
    assert not [script for script in scripts if ".mjs" in script]


def test_styles_begin_with_the_tokens_and_their_files_exist(folder: Path) -> None:
    styles = (folder / "styles.css").read_text()
    assert styles.startswith((STYLES / "tokens.css").read_text())
    for address in re.findall(r'url\("([^")]+)"\)', styles):
        assert (folder / address).is_file(), address


def test_the_archive_alone_answers_every_press_on_every_screen(
    python: ZipFile, tmp_path: Path
) -> None:
    assert python.fp
    python.fp.seek(0)
    (tmp_path / "practice.zip").write_bytes(python.fp.read())
    command = [
        in_pyodide.node(),
        HERE / "play.mjs",
        tmp_path / "practice.zip",
        HERE / "every_press.py",
    ]
    played = subprocess.run(command, capture_output=True, text=True, check=False)  # type: ignore[arg-type]
    assert played.returncode == 0, played.stderr
    result = json.loads(played.stdout)
    assert result["failed"] == []
    assert result["compiled late"] == []
    assert "KeyError: 'NoSuchAction'" in result["bug"]
