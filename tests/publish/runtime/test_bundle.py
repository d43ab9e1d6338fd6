"""The files that the browser runs: small, complete, reproducible, made once and sent once."""

import gzip
import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.paths import ROOT, STYLES
from mfa_rehearsal.publish.runtime import archive, bundle, in_pyodide, parts, sources
from mfa_rehearsal.views import Guide

HERE = Path(__file__).parent
MOST_ARCHIVE_BYTES = 1_365_000


@pytest.fixture(scope="module")
def folder() -> Path:
    return bundle.build()


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, Path]:
    """Return the files by name."""
    return {name: folder / place for name, place in bundle.places(folder).items()}


@pytest.fixture(scope="module")
def python(files: dict[str, Path]) -> ZipFile:
    return ZipFile(BytesIO(files["python.zip"].read_bytes()))


def test_unchanged_files_are_not_made_again(folder: Path, files: dict[str, Path]) -> None:
    before = files["python.zip"].stat()
    assert bundle.build() == folder
    after = files["python.zip"].stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_every_part_is_named_after_its_version_or_contents(folder: Path) -> None:
    found = dict(part.name.split("-", 1) for part in folder.iterdir())
    assert set(found) == {"inter", "pyodide", "python", "scripts", "styles", "words", "zxing"}
    known = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert found["zxing"] == known["node_modules/zxing-wasm"]["version"]
    version, _, content = found["pyodide"].partition("-")
    assert version == known["node_modules/pyodide"]["version"]
    for each in (
        content,
        *(found[name] for name in ("inter", "python", "scripts", "styles", "words")),
    ):
        assert re.fullmatch("[0-9a-f]{12}", each)


def test_a_files_name_contains_no_version(files: dict[str, Path]) -> None:
    assert {"app.js", "styles.css", "python.zip", "guide.json.pack"} <= set(files)
    assert {"pyodide/pyodide.js", "zxing/reader/index.js", *parts.PACKED} <= set(files)
    assert not [name for name in files if re.search(r"-|\d\.", name)]


def test_an_archive_made_without_stored_files_has_the_same_bytes(
    python: ZipFile, tmp_path: Path
) -> None:
    assert python.fp
    python.fp.seek(0)
    assert archive.make_archive(tmp_path) == python.fp.read()


def test_a_changed_sentence_starts_no_pyodide_and_leaves_the_archive_as_it_is(
    python: ZipFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert python.fp
    python.fp.seek(0)
    monkeypatch.setattr(sources, "words", lambda: '"other words"')
    monkeypatch.setattr(in_pyodide, "node", lambda: tmp_path / "no Node at all")
    assert archive.make_archive() == python.fp.read()


def test_the_archive_is_small_and_its_files_are_uncompressed(
    files: dict[str, Path], python: ZipFile
) -> None:
    assert files["python.zip.pack"].stat().st_size < MOST_ARCHIVE_BYTES
    assert {file.compress_type for file in python.infolist()} == {ZIP_STORED}


def test_the_archive_contains_only_compiled_modules(python: ZipFile) -> None:
    assert [name for name in python.namelist() if not name.endswith(".pyc")] == []


def test_the_words_of_every_step_are_a_file_of_their_own(files: dict[str, Path]) -> None:
    words = json.loads(gzip.decompress(files["guide.json.pack"].read_bytes()))
    assert Guide.from_data(words) == read_guide()


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


def test_the_worker_contains_what_it_needs_to_know_of_pyodide(files: dict[str, Path]) -> None:
    worker = files["worker.js"].read_text()
    assert "manifest.js" not in worker
    assert 'const LOCK = {"info": {' in worker


def test_a_quick_archive_of_unchanged_sources_equals_the_published_one(python: ZipFile) -> None:
    assert python.fp
    python.fp.seek(0)
    assert archive.make_archive(quick=True) == python.fp.read()


def test_large_files_also_exist_compressed(files: dict[str, Path]) -> None:
    for name in parts.PACKED:
        assert gzip.decompress(files[f"{name}.pack"].read_bytes()) == files[name].read_bytes()


def test_compressed_files_do_not_name_the_system_that_made_them(files: dict[str, Path]) -> None:
    for name in (name for name in files if name.endswith(".pack")):
        header = files[name].read_bytes()[:10]
        assert header == bytes.fromhex("1f8b 08 00 00000000 02 ff"), name


def test_compressed_files_do_not_depend_on_pythons_zlib(files: dict[str, Path]) -> None:
    again = archive.packed("python.zip", files["python.zip"].read_bytes())
    assert again == files["python.zip.pack"].read_bytes()


def test_every_import_in_a_script_leads_to_a_file(folder: Path) -> None:
    scripts = list(folder.glob("scripts-*/*.js"))
    assert scripts
    for script in scripts:
        for place in re.findall(r'(?:from|import\() ?"(\./[^"]+)"', script.read_text()):
            assert (script.parent / place).is_file(), f"{script.name}: {place}"


def test_pyodides_scripts_use_each_others_published_names(files: dict[str, Path]) -> None:
    scripts = [files[f"pyodide/{name}"].read_text() for name in parts.RENAMED.values()]
    assert all("pyodide.asm.js" in script for script in scripts)
    assert not [script for script in scripts if ".mjs" in script]


def test_styles_begin_with_the_tokens_and_their_files_exist(files: dict[str, Path]) -> None:
    styles = files["styles.css"].read_text()
    tokens = (STYLES / "tokens.css").read_text()
    assert styles.startswith(tokens.partition("url(")[0])
    addresses = re.findall(r'url\("([^")]+)"\)', styles)
    assert addresses
    for address in addresses:
        assert (files["styles.css"].parent / address).is_file(), address


def test_the_archive_alone_answers_every_press_on_every_screen(
    files: dict[str, Path], python: ZipFile, tmp_path: Path
) -> None:
    assert python.fp
    python.fp.seek(0)
    (tmp_path / "practice.zip").write_bytes(python.fp.read())
    command = [
        in_pyodide.node(),
        HERE / "play.mjs",
        tmp_path / "practice.zip",
        HERE / "every_press.py",
        files["guide.json.pack"],
    ]
    played = subprocess.run(command, capture_output=True, text=True, check=False)  # type: ignore[arg-type]
    assert played.returncode == 0, played.stderr
    result = json.loads(played.stdout)
    assert result["failed"] == []
    assert result["compiled late"] == []
    assert "KeyError: 'NoSuchAction'" in result["bug"]
