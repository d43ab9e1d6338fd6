"""The command as a user starts it: in its own process, on its own port."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mfa_rehearsal.publish.paths import ROOT

COMMAND = (sys.executable, "-m", "mfa_rehearsal", "endpoint")


@dataclass(frozen=True)
class Started:
    """A running command: its process, the lines that it printed, and the environment in them."""

    process: subprocess.Popen[str]
    lines: tuple[str, str]

    @property
    def environment(self) -> dict[str, str]:
        return dict(re.findall(r"(AWS_\w+)=(\S+)", " ".join(self.lines)))

    @property
    def url(self) -> str:
        return self.environment["AWS_ENDPOINT_URL"]


@contextmanager
def started(*options: str) -> Iterator[Started]:
    """Run the command until the end of the block; a test may kill it earlier."""
    command = (*COMMAND, "--port", "0", *options)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=pipe,
        stderr=pipe,
        text=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGHUP, signal.SIG_DFL
        ),  # even if pytest ignores it
    ) as process:
        assert process.stdout is not None
        try:
            yield Started(process, (process.stdout.readline(), process.stdout.readline()))
        finally:
            process.terminate()
            process.communicate(timeout=20)


def refused(*options: str) -> tuple[int, str]:
    """Run a command that does not start; return its exit status and messages."""
    ended = subprocess.run(
        (*COMMAND, "--port", "0", *options), cwd=ROOT, capture_output=True, text=True, timeout=20
    )
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stderr
