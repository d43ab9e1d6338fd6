"""Play the simulator and compile Python in Pyodide under Node, so that results match its Python.

Rule: each function starts one Pyodide, which takes seconds, and the caller stores the result.
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish.paths import CACHE, ROOT
from mfa_rehearsal.publish.runtime import zips
from mfa_rehearsal.publish.runtime.sources import Sources
from mfa_rehearsal.publish.runtime.startup.stubs import named_in

PYODIDE_BUILD = CACHE / "pyodide-build"
STARTUP = Path(__file__).with_name("startup")
COMPILE = Path(__file__).with_name("compile.mjs")

TOOLS = (
    COMPILE,
    STARTUP / "dataclass_code.py",
    STARTUP / "tree_shake.py",
    ROOT / "package-lock.json",
    ROOT / "requirements" / "pyodide-build.txt",
)
"""The only files of ours, other than the arguments, that the results depend on."""


def play(archives: Mapping[str, Sources], words: str) -> Sources:
    """Play the simulator and return the sources that it needed, without our rooms.

    Args:
        archives: "rooms", "libraries" and "stdlib", each as source.
        words: the coach's words, as JSON.
    """
    with TemporaryDirectory() as work:
        for name, files in archives.items():
            zips.write(Path(work) / f"{name}.zip", files)
        (Path(work) / "guide.json").write_text(words, encoding="utf-8")
        _run("Playing every screen …", "play", work)
        return zips.read(Path(work) / "used.zip")


def compile_all(levels: Mapping[int, Sources]) -> dict[int, Sources]:
    """Compile sources by level of optimization and return them under the same names."""
    with TemporaryDirectory() as work:
        for level, files in levels.items():
            zips.write(Path(work) / f"{level}.zip", files)
        count = sum(map(len, levels.values()))
        _run(f"Compiling {count} modules for the browser …", "compile", work)
        return {level: _read(Path(work) / f"{level}.pyc.zip") for level in levels}


def node() -> str:
    """Return the Node of this environment."""
    return str(Path(sys.executable).with_name("node"))


def _read(compiled: Path) -> Sources:
    """Return compiled modules under the names of their sources."""
    return {name.removesuffix("c"): content for name, content in zips.read(compiled).items()}


def _run(title: str, task: str, work: str) -> None:
    """Run a task of compile.mjs on a folder, and print a line about it.

    Raises:
        SystemExit: the task failed; the message has its output and names stubs it may be due to.
    """
    print(title, end=" ", flush=True)
    begun = time.monotonic()
    command = [node(), str(COMPILE), task, work, str(PYODIDE_BUILD)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(
            f"\n{done.stderr}\nPreparing Python for the browser failed.{_suspects(done.stderr)}"
        )
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def _suspects(error: str) -> str:
    """Return a sentence about the stubs that an error names, or ""."""
    names = ", ".join(named_in(error))
    return f" It names modules replaced by stubs; see startup/stubs.py: {names}" if names else ""
