"""The importer for the browser: it imports modules from the archive as `zipimport` would."""

import importlib
import importlib.util
import marshal
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from mfa_rehearsal.browser.fast_import import PYC_HEADER_SIZE, Archive, let_go

SOURCES = {
    "shelf/__init__.py": "from shelf import book\nNAME = __name__",
    "shelf/book.py": "import shelf.inner.leaf as leaf\nWORDS = leaf.WORDS",
    "shelf/inner/__init__.py": "",
    "shelf/inner/leaf.py": "WORDS = 'read'",
    "leaf.py": "WORDS = 'another of that name'",
}


@pytest.fixture
def path(tmp_path: Path) -> str:
    made = tmp_path / "python.zip"
    with ZipFile(made, "w") as archive:
        for name, source in SOURCES.items():
            code = marshal.dumps(compile(source, name, "exec"))
            archive.writestr(f"{name}c", bytes(PYC_HEADER_SIZE) + code)
        archive.writestr("shelf/words.json", "[]")
    return str(made)


@pytest.fixture
def archive(path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    archive = Archive(path)
    monkeypatch.setattr(sys, "meta_path", [archive, *sys.meta_path])
    yield archive
    archive.file.close()
    for name in [name for name in sys.modules if name.partition(".")[0] in ("shelf", "leaf")]:
        del sys.modules[name]


@pytest.mark.usefixtures("archive")
def test_packages_and_their_modules_are_imported() -> None:
    shelf = importlib.import_module("shelf")
    assert (shelf.NAME, shelf.book.WORDS) == ("shelf", "read")
    assert importlib.import_module("leaf").WORDS == "another of that name"


@pytest.mark.usefixtures("archive")
def test_a_module_says_where_it_is(path: str) -> None:
    book = importlib.import_module("shelf.book")
    assert book.__file__ == f"{path}/shelf/book.pyc"
    assert book.__package__ == "shelf"
    assert list(sys.modules["shelf"].__path__) == [f"{path}/shelf"]
    assert pkgutil.get_data("shelf", "words.json") == b"[]"


def test_other_importers_handle_what_is_not_in_the_archive(archive: Archive) -> None:
    assert archive.find_spec("json") is None
    assert archive.find_spec("elsewhere.leaf", ["/elsewhere"]) is None
    assert archive.find_spec("nowhere.leaf", []) is None
    with pytest.raises(ModuleNotFoundError, match=r"shelf\.lost"):
        importlib.import_module("shelf.lost")


def test_modules_are_found_in_a_folder_that_is_not_a_package(archive: Archive, path: str) -> None:
    spec = archive.find_spec("made_up.leaf", [f"{path}/shelf/inner"])
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    archive.exec_module(module)
    assert module.WORDS == "read"


def test_later_imports_do_not_need_the_open_file(archive: Archive, path: str) -> None:
    let_go()
    assert archive not in sys.meta_path
    assert archive.file.closed
    assert archive.get_data(f"{path}/shelf/words.json") == b"[]"
