"""The list of the simulator's files is out of date after any of their sources changes."""

from pathlib import Path

import pytest
from mfa_rehearsal.publish.site import build_cache
from mfa_rehearsal.views.coach_values import PAGES


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small tree with a stored inventory."""
    (tmp_path / "simulator").mkdir()
    (tmp_path / "simulator/clock.py").write_text("PERIOD_S = 30\n")
    (tmp_path / "page.html").write_text("")
    monkeypatch.setattr(build_cache, "ROOT", tmp_path)
    made = [("practice/page.html", tmp_path / "page.html")]
    build_cache.remember(made, build_cache.marks(), tmp_path)
    return tmp_path


def test_made_files_are_remembered(root: Path) -> None:
    assert build_cache.is_current(root)
    assert build_cache.read(root) == [("practice/page.html", str(root / "page.html"))]


def test_a_tree_without_an_inventory_is_not_current(root: Path) -> None:
    (root / "inventory.json").unlink()
    assert not build_cache.is_current(root)


def test_a_changed_source_is_noticed(root: Path) -> None:
    (root / "simulator/clock.py").write_text("PERIOD_S = 60 \n")
    assert not build_cache.is_current(root)


def test_a_new_source_is_noticed(root: Path) -> None:
    (root / "simulator/errors.py").write_text("")
    assert not build_cache.is_current(root)


def test_a_deleted_source_is_noticed(root: Path) -> None:
    (root / "simulator/clock.py").unlink()
    assert not build_cache.is_current(root)


def test_a_deleted_file_is_noticed(root: Path) -> None:
    (root / "page.html").unlink()
    assert not build_cache.is_current(root)


def test_pythons_compiled_files_do_not_count_as_a_change(root: Path) -> None:
    (root / "simulator/clock.cpython-311.pyc").write_text("")
    assert build_cache.is_current(root)


@pytest.mark.parametrize("page", [*PAGES.values(), "drills.md"])
def test_every_page_whose_words_the_coach_says_is_a_source(page: str) -> None:
    assert f"docs/{page.rstrip('/')}" in build_cache.MADE_OF
