"""A comparison that was interrupted goes on where it stopped, unless something has changed."""

from pathlib import Path

import pytest

from tests.bench import earlier, report
from tests.bench.host import Bytes
from tests.bench.visit import Figures

FIGURES = Figures(Bytes(3, 2, 1), 1048.5, first_screen_ms=180, memory_bytes=2e8)


def test_figures_are_read_as_they_were_measured(tmp_path: Path) -> None:
    file = tmp_path / "figures.jsonl"
    earlier.add("this site", "as-is", "Ours", FIGURES, file)
    earlier.add("this site", "as-is", "Ours", FIGURES, file)
    earlier.add("another site", "as-is", "Ours", FIGURES, file)
    assert earlier.read("this site", file) == {("as-is", "Ours"): [FIGURES, FIGURES]}


def test_nothing_was_measured_before_the_first_time(tmp_path: Path) -> None:
    assert not earlier.read("this site", tmp_path / "figures.jsonl")


def test_a_changed_simulator_is_measured_from_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "browser", lambda: "Chromium 156")
    page = tmp_path / "practice" / "app" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("before")
    before = earlier.key_of(tmp_path)
    assert earlier.key_of(tmp_path) == before
    page.write_text("after")
    assert earlier.key_of(tmp_path) != before
