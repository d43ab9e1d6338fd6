"""Write the table between two marks in docs/performance.md, with the date and the machine."""

import os
import subprocess
from datetime import date
from pathlib import Path

from mfa_rehearsal.publish import chromium
from mfa_rehearsal.publish.paths import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


def write(table: str, caption: str, page: Path = PAGE) -> None:
    """Replace the text between the marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    middle = f"{BEGIN}\n\n{caption}\n\n{table}\n\n{END}"
    page.write_text(f"{before}{middle}{after}", encoding="utf-8")


def circumstances(rounds: int) -> str:
    """Return the rounds, the date, the machine and the browser."""
    measured = "One round" if rounds == 1 else f"Median of {rounds} rounds"
    day = date.today().isoformat()
    return f"{measured}, {day}, {os.cpu_count()} cores, {processor()}, {browser()}."


def processor() -> str:
    """Return the processor's name from Linux."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown processor"


def browser() -> str:
    """Return the browser's name and version."""
    command = [str(chromium.ensure()), "--version"]
    version = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(version.split()[:2])
