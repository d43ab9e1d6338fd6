"""`python -m tests.bench.slowing PROFILE_FOLDER TIMES`: slow every thread of a browser's pages.

Rule: the processes that render pages run briefly, then are stopped for TIMES - 1 times as long. The
running time is measured, so a late wake-up changes nothing. The browser's other processes, such as
the network, continue to run. SIGTERM ends this and lets the pages run again.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.bench.processes import renderers, send

RUN_S = 0.0005
LOOK_S = 0.1
"""How often to look for new processes."""


@contextmanager
def slowed(profile: Path, times: int) -> Iterator[None]:
    """Slow down a browser while the block runs, from a separate process."""
    command = [sys.executable, "-m", __name__, str(profile), str(times)]
    with subprocess.Popen(command) as process:
        try:
            yield
        finally:
            process.terminate()


def slow_down(profile: Path, times: int) -> None:
    """Stop and resume the pages' processes until the process is terminated."""
    looked, pages = 0.0, renderers(profile)
    try:
        while True:
            begun = time.perf_counter()
            if begun - looked > LOOK_S:
                looked, pages = begun, renderers(profile)
            time.sleep(RUN_S)
            ran_s = time.perf_counter() - begun
            signal_all(pages, signal.SIGSTOP)
            time.sleep(ran_s * (times - 1))
            signal_all(pages, signal.SIGCONT)
    finally:
        signal_all(pages, signal.SIGCONT)


def signal_all(pids: list[int], number: signal.Signals) -> None:
    """Send a signal to all processes."""
    for pid in pids:
        send(pid, number)


def wake_at_once() -> None:
    """Get real-time priority if permitted, because short presses run during a late wake-up."""
    with suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


if __name__ == "__main__":
    wake_at_once()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    slow_down(Path(sys.argv[1]), int(sys.argv[2]))
