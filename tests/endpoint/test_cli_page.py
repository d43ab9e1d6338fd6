"""docs/cli.md, run command by command: the page must show the real output.

The AWS CLI runs in a shell, in the environment that the endpoint printed. Current codes replace the
page's two placeholders. Values that differ each time (IDs, dates, keys) are masked on both sides.
`python -m tests.endpoint.test_cli_page` writes the real output into the page.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
from mfa_rehearsal.publish.paths import ROOT
from PIL import Image

from tests.endpoint.command import started
from tests.endpoint.operations.test_qr_png import scan

PAGE = ROOT / "docs" / "cli.md"
BLOCK = re.compile(r"```sh\n(?P<command>.*?)```\n(?:\n```text\n(?P<shown>.*?)```\n)?", re.DOTALL)
START = "make endpoint ARGS="
MASKS = {
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d": "2026-11-24T12:00:00",
    r"AIDA[A-Z0-9]{17}": "AIDAEXAMPLEEXAMPLEEXA",
    r"FAKESESSION[A-Z2-7]{9}": "FAKESESSIONEXAMPLE22",
    r"FAKE-SESSION-TOKEN-[\w=.-]+": "FAKE-SESSION-TOKEN-EXAMPLE",
    r"fake-secret-[0-9a-f]{28}": "fake-secret-example",
    r"127\.0\.0\.1:\d+": "127.0.0.1:4566",
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}": "01234567-89ab-cdef-0123-456789abcdef",
}


def masked(text: str) -> str:
    """Return a text with the values that differ each time masked."""
    for pattern, mask in MASKS.items():
        text = re.sub(pattern, mask, text)
    return text


@dataclass
class Shell:
    """A shell with the AWS CLI, and the phone of the person typing.

    Args:
        folder: where commands run.
        environment: of the commands.
        totp: what the phone scanned last.
        scanned_at: when it did.
        period: of the newer code typed last, counted from then on.
    """

    folder: Path
    environment: dict[str, str]
    totp: pyotp.TOTP | None = None
    scanned_at: int = 0
    period: int = -2

    def type(self, command: str) -> str:
        """Run a command and return its error message, or its output if it had none."""
        ended = subprocess.run(
            ["bash", "-c", self._with_codes(command)],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        for picture in self.folder.glob("*.png"):
            self._scan(picture)
        message = ended.stderr.strip().removeprefix("aws: [ERROR]: ")
        return f"{message}\n" if message else ended.stdout

    def _with_codes(self, command: str) -> str:
        if self.totp is None:
            return command
        if "code1" in command:
            self.period += 2
        older, newer = (self.totp.at(self.scanned_at + 30 * (self.period + n)) for n in (-1, 0))
        return command.replace("123456", older).replace("654321", newer)

    def _scan(self, picture: Path) -> None:
        Image.open(picture).verify()
        totp = pyotp.parse_uri(scan(picture.read_bytes()))
        assert isinstance(totp, pyotp.TOTP)
        self.totp, self.scanned_at, self.period = totp, int(time.time()), -2
        picture.unlink()


def with_real_output(page: str, folder: Path) -> str:
    """Run the page's commands now and return the page with their output."""
    with started("--user", "alice") as endpoint:
        shell = Shell(folder, _environment(folder) | endpoint.environment)
        outputs = iter(list(_outputs(page, shell, "".join(endpoint.lines))))

        def rewritten(block: re.Match[str]) -> str:
            output = next(outputs)
            command = f"```sh\n{block['command']}```\n"
            return command + (f"\n```text\n{output}```\n" if output else "")

        return masked(BLOCK.sub(rewritten, page))


def _outputs(page: str, shell: Shell, printed: str) -> Iterator[str]:
    for block in BLOCK.finditer(page):
        command = block["command"]
        yield printed if command.startswith(START) else shell.type(command)


def _environment(folder: Path) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(folder), "TZ": "UTC", "AWS_PAGER": "", "LC_ALL": "C.UTF-8"}


def test_the_page_shows_the_real_output_of_its_commands(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_real_output(page, tmp_path) == masked(page)
    assert len(BLOCK.findall(page)) > 12


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        PAGE.write_text(
            with_real_output(PAGE.read_text(encoding="utf-8"), Path(home)), encoding="utf-8"
        )
