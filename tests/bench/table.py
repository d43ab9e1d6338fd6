"""The table of medians, as Markdown.

Rule: a missing figure is a dash. The label of a row names its unit.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.profiles import Profile
from tests.bench.visit import Figures

Rounds = Mapping[tuple[str, str], Sequence[Figures]]
"""The measured figures by profile and column, one entry per round."""

NOT_THERE = "—"


@dataclass(frozen=True)
class Row:
    """A figure: its label, how to get it and how to format it."""

    words: str
    take: Callable[[Figures], float | None]
    digits: int = 0
    unit: float = 1


BYTES = (
    Row("Bytes sent, MB: uncompressed", lambda figures: figures.sent.raw, 2, 1e6),
    Row("gzip -9", lambda figures: figures.sent.gzip, 2, 1e6),
    Row("brotli 11", lambda figures: figures.sent.brotli, 2, 1e6),
)
ROWS = (
    Row("First screen, ms", lambda figures: figures.first_screen_ms),
    Row("**First answer, ms**", lambda figures: figures.first_answer_ms),
    Row("First press answered after the first screen, ms", lambda figures: figures.first_press_ms),
    Row("Fifth press answered after the first screen, ms", lambda figures: figures.fifth_press_ms),
    Row("Saved run back on the screen, ms", lambda figures: figures.kept_run_ms),
    Row("Press, p50, ms", lambda figures: figures.press_p50_ms, 1),
    Row("Press, p95, ms", lambda figures: figures.press_p95_ms, 1),
    Row("Memory, MB", lambda figures: figures.memory_bytes, 0, 1e6),
    Row("Second visit, ms", lambda figures: figures.second_answer_ms),
    Row("Second visit offline, ms", lambda figures: figures.offline_answer_ms),
)


def table(rounds: Rounds, profiles: Sequence[Profile], names: Sequence[str]) -> str:
    """Return the whole table.

    Args:
        names: the columns, from left to right.
    """
    lines = [line(["", *names]), line(["---", *["--:" for _ in names]])]
    lines += [_row(row, rounds, profiles[0], names) for row in BYTES]
    for profile in profiles:
        lines.append(line([f"**{profile.words}**", *["" for _ in names]]))
        lines += [_row(row, rounds, profile, names) for row in ROWS]
    return "\n".join(lines)


def line(cells: Sequence[str]) -> str:
    """Return one line of the table."""
    return f"| {' | '.join(cells)} |"


def median(row: Row, rounds: Sequence[Figures]) -> float | None:
    """Return the median of a figure over the rounds, or None if no round has it."""
    found = [value for value in map(row.take, rounds) if value is not None]
    return statistics.median(found) if found else None


def _row(row: Row, rounds: Rounds, profile: Profile, names: Sequence[str]) -> str:
    values = [median(row, rounds[profile.name, name]) for name in names]
    return line([row.words, *[_written(row, value) for value in values]])


def _written(row: Row, value: float | None) -> str:
    return NOT_THERE if value is None else f"{value / row.unit:,.{row.digits}f}"
