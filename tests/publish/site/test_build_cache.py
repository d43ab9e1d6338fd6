"""The list of the simulator's files is made anew when anything they are made of has changed."""

from pathlib import Path

import pytest
from mfa_rehearsal.publish.site import build_cache


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small tree whose inventory is made."""
    (tmp_path / "simulator").mkdir()
    (tmp_path / "simulator/clock.py").write_text("PERIOD_S = 30\n")
    (tmp_path / "page.html").write_text("")
    monkeypatch.setattr(build_cache, "ROOT", tmp_path)
    made = [("practice/page.html", tmp_path / "page.html")]
    build_cache.remember(made, build_cache.marks(), tmp_path)
    return tmp_path


def test_what_was_made_is_remembered(root: Path) -> None:
    assert build_cache.is_current(root)
    assert build_cache.read(root) == [("practice/page.html", str(root / "page.html"))]


def test_nothing_is_remembered_before_it_was_made(root: Path) -> None:
    (root / "inventory.json").unlink()
    assert not build_cache.is_current(root)


def test_a_change_of_a_source_is_noticed(root: Path) -> None:
    (root / "simulator/clock.py").write_text("PERIOD_S = 60 \n")
    assert not build_cache.is_current(root)


def test_a_new_source_is_noticed(root: Path) -> None:
    (root / "simulator/errors.py").write_text("")
    assert not build_cache.is_current(root)


def test_a_source_that_went_is_noticed(root: Path) -> None:
    (root / "simulator/clock.py").unlink()
    assert not build_cache.is_current(root)


def test_a_file_that_went_is_noticed(root: Path) -> None:
    (root / "page.html").unlink()
    assert not build_cache.is_current(root)


def test_what_python_compiles_is_no_change(root: Path) -> None:
    (root / "simulator/clock.cpython-311.pyc").write_text("")
    assert build_cache.is_current(root)
