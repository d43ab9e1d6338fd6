"""The folder that the browser runs: small, whole, the same bytes each time, made once."""

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


def test_nothing_is_made_again_when_nothing_has_changed(folder: Path) -> None:
    before = (folder / "python.zip").stat()
    assert bundle.build() == folder
    after = (folder / "python.zip").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_folder_is_named_after_its_contents(folder: Path) -> None:
    assert bundle.hash_of(folder.rglob("*")).startswith(folder.name)


def test_the_archive_has_the_same_bytes_each_time_it_is_made_with_nothing_kept(
    python: ZipFile, tmp_path: Path
) -> None:
    assert python.fp
    python.fp.seek(0)
    assert archive.make_archive(tmp_path) == python.fp.read()


@pytest.mark.usefixtures("folder")
def test_a_sentence_that_changed_starts_no_pyodide(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = {"mfa_rehearsal/browser/guide.json": b'"other words"'}
    monkeypatch.setattr(sources, "words_file", lambda: changed)
    monkeypatch.setattr(in_pyodide, "node", lambda: tmp_path / "no Node at all")
    assert b'"other words"' in archive.make_archive()


def test_the_archive_is_small_and_python_has_nothing_to_inflate(
    folder: Path, python: ZipFile
) -> None:
    assert (folder / "python.zip.pack").stat().st_size < MOST_ARCHIVE_BYTES
    assert {file.compress_type for file in python.infolist()} == {ZIP_STORED}


def test_the_archive_holds_compiled_modules_and_the_guides_words_only(python: ZipFile) -> None:
    others = {name for name in python.namelist() if not name.endswith(".pyc")}
    assert others == {"mfa_rehearsal/browser/guide.json"}
    assert b"sign-in-as-root" in python.read("mfa_rehearsal/browser/guide.json")


def test_the_archive_holds_every_module_of_our_rooms(python: ZipFile) -> None:
    rooms = {name.removesuffix(".py") for name in sources.room_sources() if name.endswith(".py")}
    held = {name.removesuffix(".pyc") for name in python.namelist()}
    assert rooms <= held


def test_the_archive_leaves_out_what_nobody_uses(python: ZipFile) -> None:
    held = set(python.namelist())
    assert {"pyotp/totp.pyc", "qrcode/main.pyc", "jinja2/runtime.pyc", "typing.pyc"} <= held
    assert not held & {"qrcode/console_scripts.pyc", "unittest/__init__.pyc", "tarfile.pyc"}
    assert not held & {"ssl.pyc", "bz2.pyc", "lzma.pyc", "zipfile/__init__.pyc"}
    assert not [name for name in held if name.startswith("mfa_rehearsal/publish")]


def test_the_worker_knows_the_archive_it_must_get(folder: Path) -> None:
    worker = (folder / "worker.js").read_text()
    python = (folder / "python.zip").read_bytes()
    assert hashlib.sha256(python).hexdigest() in worker
    assert re.search(rf'"python.zip": {len(python)}\b', worker)
    assert "manifest.js" not in worker


def test_a_quick_archive_of_what_was_made_before_is_the_published_one(python: ZipFile) -> None:
    assert python.fp
    python.fp.seek(0)
    assert archive.make_archive(quick=True) == python.fp.read()


def test_what_is_large_is_there_compressed_too(folder: Path) -> None:
    for place in bundle.PACKED:
        packed = (folder / f"{place}.pack").read_bytes()
        assert gzip.decompress(packed) == (folder / place).read_bytes()


def test_what_is_compressed_says_nothing_of_the_system_that_did_it(folder: Path) -> None:
    for place in bundle.PACKED:
        header = (folder / f"{place}.pack").read_bytes()[:10]
        assert header == bytes.fromhex("1f8b 08 00 00000000 02 ff"), place


def test_what_is_compressed_is_not_by_the_zlib_of_any_python(folder: Path, tmp_path: Path) -> None:
    archive.pack(folder / "python.zip", tmp_path / "again.pack")
    assert (tmp_path / "again.pack").read_bytes() == (folder / "python.zip.pack").read_bytes()


def test_every_script_finds_what_it_imports(folder: Path) -> None:
    for script in folder.glob("*.js"):
        for place in re.findall(r'(?:from|import\() ?"(\./[^"]+)"', script.read_text()):
            assert (folder / place).is_file(), f"{script.name}: {place}"


def test_pyodides_scripts_know_each_other_by_their_published_names(folder: Path) -> None:
    scripts = [(folder / "pyodide" / name).read_text() for name in bundle.RENAMED.values()]
    assert all("pyodide.asm.js" in script for script in scripts)
    assert not [script for script in scripts if ".mjs" in script]


def test_styles_begin_with_the_tokens_that_the_others_use(folder: Path) -> None:
    styles = (folder / "styles.css").read_text()
    assert styles.startswith((STYLES / "tokens.css").read_text())
    for address in re.findall(r'url\("([^")]+)"\)', styles):
        assert (folder / address).is_file(), address


def test_from_the_archive_alone_every_press_on_every_screen_is_answered(
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
    told = json.loads(played.stdout)
    assert told["failed"] == []
    assert told["compiled late"] == []
    assert "KeyError: 'NoSuchAction'" in told["bug"]
