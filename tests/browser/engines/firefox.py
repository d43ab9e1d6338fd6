"""A window of Firefox, driven over WebDriver BiDi by puppeteer-core in a separate Node process."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NODE = Path(sys.executable).with_name("node")
SCRIPT = Path(__file__).with_name("firefox.mjs")


@dataclass
class FirefoxWindow:
    """A window of the Firefox that a Node process drives."""

    node: "subprocess.Popen[str]"

    def go(self, address: str) -> None:
        """Open a page."""
        self._ask(do="go", address=address)

    def read(self, script: str, *arguments: str) -> Any:
        """Return what a script returns."""
        return self._ask(do="read", script=script, args=arguments)

    def press(self, script: str, *arguments: str) -> None:
        """Click the element that a script returns."""
        self._ask(do="press", script=script, args=arguments)

    def type(self, text: str, script: str, *arguments: str) -> None:
        """Type into the field that a script returns."""
        self._ask(do="type", text=text, script=script, args=arguments)

    def complaints(self) -> list[str]:
        """Return the errors and warnings that the browser showed in its console."""
        return list(self._ask(do="complaints"))

    def _ask(self, **command: object) -> Any:
        assert self.node.stdin
        assert self.node.stdout
        self.node.stdin.write(f"{json.dumps(command)}\n")
        self.node.stdin.flush()
        answer = json.loads(self.node.stdout.readline())
        assert "error" not in answer, (answer["error"], command)
        return answer["value"]


@contextmanager
def open_window() -> Iterator[FirefoxWindow]:
    """Start Firefox, and end it after the block."""
    command = [str(NODE), str(SCRIPT), str(shutil.which("firefox-esr"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as node:
        yield FirefoxWindow(node)
