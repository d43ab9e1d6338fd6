"""Only changed modules are compiled again, and none while the site is edited."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from mfa_rehearsal.publish.runtime import in_pyodide, sources
from mfa_rehearsal.publish.runtime.compiling import compiled
from mfa_rehearsal.publish.runtime.kept import Kept
from mfa_rehearsal.publish.runtime.sources import Sources

ROOMS = {"clock.py": b"PERIOD_S = 30", "errors.py": b"", "words.json": b"{}"}
LEVELS = {0: ROOMS, 2: {"typing.py": b"Any = object"}}


class Compiler:
    """Replaces Pyodide's compiler and records what it gets."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, levels: Mapping[int, Sources]) -> Mapping[int, Sources]:
        self.given += [name for files in levels.values() for name in sorted(files)]
        return {
            level: {name: f"compiled at {level} of ".encode() + files[name] for name in files}
            for level, files in levels.items()
        }


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Return a folder after everything was compiled once."""
    kept = Kept(tmp_path)
    compiled(LEVELS, "tools", kept, Compiler(), quick=False)
    return kept


def changed(text: bytes) -> Mapping[int, Sources]:
    return {**LEVELS, 0: {**ROOMS, "clock.py": text}}


def test_every_module_is_compiled_once_at_its_level(tmp_path: Path) -> None:
    compiler = Compiler()
    files = compiled(LEVELS, "tools", Kept(tmp_path), compiler, quick=False)
    assert compiler.given == ["clock.py", "errors.py", "typing.py"]
    assert files["typing.pyc"] == b"compiled at 2 of Any = object"
    assert sorted(files) == ["clock.pyc", "errors.pyc", "typing.pyc", "words.json"]


def test_only_a_changed_module_is_compiled_again(kept: Kept) -> None:
    compiler = Compiler()
    files = compiled(changed(b"PERIOD_S = 60"), "tools", kept, compiler, quick=False)
    assert compiler.given == ["clock.py"]
    assert files["clock.pyc"] == b"compiled at 0 of PERIOD_S = 60"
    assert files["typing.pyc"] == b"compiled at 2 of Any = object"


def test_other_tools_compile_everything_again(kept: Kept) -> None:
    compiler = Compiler()
    compiled(LEVELS, "newer tools", kept, compiler, quick=False)
    assert len(compiler.given) == 3


def test_a_quick_archive_contains_the_changed_module_as_source(kept: Kept) -> None:
    compiler = Compiler()
    files = compiled(changed(b"PERIOD_S = 60"), "tools", kept, compiler, quick=True)
    assert compiler.given == []
    assert files["clock.py"] == b"PERIOD_S = 60"
    assert "clock.pyc" not in files
    assert "errors.pyc" in files


def test_former_versions_are_deleted(kept: Kept) -> None:
    compiled(changed(b"PERIOD_S = 60"), "tools", kept, Compiler(), quick=False)
    assert len(list(kept.folder.iterdir())) == 3


def test_a_module_compiles_to_the_same_bytes_alone_and_among_others() -> None:
    rooms = {name: text for name, text in sources.room_sources().items() if name[-3:] == ".py"}
    name = "mfa_rehearsal/views/draw.py"
    alone = in_pyodide.compile_all({0: {name: rooms[name]}})
    assert in_pyodide.compile_all({0: rooms})[0][name] == alone[0][name]
