"""The table of `make bench`, and the page that it is written into."""

from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import SCRIPTS

from tests.bench import report, visit
from tests.bench.host import Bytes, weigh
from tests.bench.profiles import named
from tests.bench.table import table
from tests.bench.visit import Figures, percentiles

SENT = Bytes(raw=15_000_000, gzip=6_000_000, brotli=4_300_000)
AS_IS = named("as-is")


def rounds(*answers_ms: float) -> list[Figures]:
    return [Figures(SENT, answer_ms) for answer_ms in answers_ms]


def test_a_cell_is_the_median_of_the_rounds() -> None:
    made = table({("as-is", "Ours"): rounds(900, 5000, 1100)}, AS_IS, ["Ours"])
    assert "| **First answer, ms** | 1,100 |" in made


def test_a_missing_figure_is_a_dash() -> None:
    made = table({("as-is", "Floor"): rounds(300)}, AS_IS, ["Floor"])
    assert "| Second visit offline, ms | — |" in made


def test_every_line_has_a_cell_for_every_column() -> None:
    measured = {("as-is", name): rounds(1) for name in ("Ours", "Stock", "Floor")}
    made = table(measured, AS_IS, ["Ours", "Stock", "Floor"])
    assert {line.count("|") for line in made.splitlines()} == {5}


def test_the_table_replaces_the_text_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"Before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.write("| new |", "Measured today.", page)
    report.write("| newer |", "Measured today.", page)
    assert page.read_text(encoding="utf-8") == (
        f"Before\n{report.BEGIN}\n\nMeasured today.\n\n| newer |\n\n{report.END}\nafter\n"
    )


def test_a_file_without_a_compressed_copy_counts_at_its_own_size(tmp_path: Path) -> None:
    for name, size in {"a.js": 100, "a.js.gz": 30, "a.js.br": 20, "b.whl": 7}.items():
        (tmp_path / name).write_bytes(bytes(size))
    assert weigh([tmp_path / "a.js", tmp_path / "b.whl"]) == Bytes(107, 37, 27)


def test_percentiles_are_within_the_measured_range() -> None:
    assert percentiles([float(n) for n in range(1, 102)]) == (51, 96)


def test_an_unknown_profile_is_reported_with_the_known_ones() -> None:
    with pytest.raises(SystemExit, match=r"Unknown profile: fast\. Known profiles: as-is, slow"):
        named("as-is fast")


def test_the_visit_waits_for_the_memory_that_the_simulator_stores() -> None:
    assert f"`{visit.MEMORY}${{" in (SCRIPTS / "snapshot.js").read_text(encoding="utf-8")
