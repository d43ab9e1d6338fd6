"""Which functions of Pyodide's WebAssembly a play of every lesson runs.

Rule: the record is in the tree and made once for a version of Pyodide, so that a changed lesson
doesn't change the WebAssembly, which browsers keep. A function that a later lesson runs and the
record lacks works too; wasm_split.py says how.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

RECORD = Path(__file__).with_suffix(".txt")
"""The SHA-256 of the WebAssembly, then the first and last function of each range, from 0."""

RANGES_PER_LINE = 10


def recorded(wasm: bytes) -> frozenset[int] | None:
    """Return the functions that run, or None if the record is of another WebAssembly."""
    made_of, *ranges = RECORD.read_text(encoding="utf-8").split()
    if made_of != _hash(wasm):
        return None
    ends = (map(int, each.split("-")) for each in ranges)
    return frozenset(function for first, last in ends for function in range(first, last + 1))


def text(wasm: bytes, used: Iterable[int]) -> str:
    """Return the record of a WebAssembly."""
    ranges = [f"{first}-{last}" for first, last in _ranges(sorted(used))]
    starts = range(0, len(ranges), RANGES_PER_LINE)
    lines = (" ".join(ranges[at : at + RANGES_PER_LINE]) for at in starts)
    return "\n".join([_hash(wasm), *lines, ""])


def _hash(wasm: bytes) -> str:
    return hashlib.sha256(wasm).hexdigest()


def _ranges(functions: list[int]) -> Iterator[tuple[int, int]]:
    first = last = functions[0]
    for function in functions[1:]:
        if function > last + 1:
            yield first, last
            first = function
        last = function
    yield first, last
