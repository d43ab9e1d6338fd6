"""Figures measured earlier, so that an interrupted comparison goes on where it stopped.

Rule: they count only for the same simulator, processor and browser. Each line of the file is one
reader's visits.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from mfa_rehearsal.publish.paths import CACHE

from tests.bench import report
from tests.bench.host import Bytes
from tests.bench.visit import Figures

FILE = CACHE / "bench-figures.jsonl"

Measured = dict[tuple[str, str], list[Figures]]
"""Figures by profile and column, one entry per round."""


def key_of(site: Path) -> str:
    """Return what must be the same for earlier figures to count."""
    total = hashlib.sha256(f"{report.processor()} {report.browser()}".encode())
    for path in sorted((site / "practice" / "app").rglob("*")):
        if path.is_file() and path.suffix not in {".br", ".gz"}:
            total.update(path.relative_to(site).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def read(key: str, file: Path = FILE) -> Measured:
    """Return the figures that were measured under a key."""
    measured: Measured = defaultdict(list)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    for line in map(json.loads, lines):
        if line["key"] == key:
            sent = Bytes(**line["figures"].pop("sent"))
            measured[line["profile"], line["column"]].append(Figures(sent, **line["figures"]))
    return measured


def add(key: str, profile: str, column: str, figures: Figures, file: Path = FILE) -> None:
    """Store one reader's figures."""
    line = {"key": key, "profile": profile, "column": column, "figures": asdict(figures)}
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
