"""The processes of a browser that was started here, and their memory.

Rule: read from /proc, so Linux only. A browser is identified by the folder of its profile.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def renderers(profile: Path) -> list[int]:
    """Return the processes that render pages."""
    return [pid for pid in family(profile) if b"--type=renderer" in _command(pid)]


def family(profile: Path) -> set[int]:
    """Return all processes of a browser: the one with the profile and its descendants."""
    parents = dict(_parents())
    heads = {pid for pid in parents if f"--user-data-dir={profile}".encode() in _command(pid)}
    found: set[int] = set()
    while heads:
        found |= heads
        heads = {pid for pid, parent in parents.items() if parent in found} - found
    return found


def memory_bytes(profile: Path) -> int:
    """Return the page's memory: the largest renderer's proportional set size.

    It includes JavaScript, WebAssembly's memory, compiled code and graphics.
    """
    return max(map(_proportional_set_bytes, renderers(profile)))


def end(profile: Path) -> None:
    """Kill a browser that no longer responds."""
    for pid in family(profile):
        send(pid, signal.SIGKILL)


def send(pid: int, signal_number: signal.Signals) -> None:
    """Send a signal, unless the process is gone."""
    try:
        os.kill(pid, signal_number)
    except ProcessLookupError:
        return


def _parents() -> Iterator[tuple[int, int]]:
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_bytes()
            except OSError:
                continue
            yield int(entry.name), int(stat.rpartition(b")")[2].split()[1])


def _command(pid: int) -> bytes:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def _proportional_set_bytes(pid: int) -> int:
    """Source: proc_pid_smaps(5): Pss counts a page that n processes share as a n-th."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
