"""Break one room's functions, one line at a time, and report the mutants that no test catches.

Rule: only a room's own fast tests run. mutmut expects a source root called `src`, so it works on a
copy of the package and these tests in the cache.

    python -m tests.mutation.rooms [ROOM…]
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
WORK: Final = ROOT / ".cache" / "mutation" / "rooms"
PACKAGE: Final = "mfa_rehearsal"


@dataclass(frozen=True)
class Room:
    """The files to break and the tests that must fail.

    Args:
        files: patterns of the files to break, within the package.
        tests: the folders and files to run, within `tests`.
    """

    files: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS: Final[Mapping[str, Room]] = {
    "webauthn": Room(("webauthn/*",), ("webauthn",)),
    "iam": Room(("iam/*",), ("iam",)),
    "authenticator": Room(("authenticator/*",), ("authenticator",)),
    "user_agent": Room(("user_agent/*",), ("user_agent",)),
    "console": Room(("console/*",), ("console",)),
    "lessons": Room(("lessons/*",), ("lessons",)),
    "endpoint": Room(
        ("endpoint/auth/*", "endpoint/protocol/validation.py"),
        ("endpoint/auth", "endpoint/protocol", "endpoint/operations"),
    ),
}
"""The rooms with the rules. Golden pages and real browsers test drawing and the shells."""

LEFT_OUT: Final = (
    "browser",
    "bench",
    "test_other_implementations.py",
    "test_strange_texts.py",
    "test_web_pages.py",
)
"""Tests that need a browser, another library or Hypothesis: a plain test must catch each mutant."""

STARTS_A_PROCESS: Final = "test_origins.py::test_names_given_with_host_are_allowed_too"
"""mutmut selects mutants only in the tests' own process, not in processes that they start."""

SETTINGS: Final = """\
[tool.pytest.ini_options]
addopts = ["--strict-config", "--strict-markers", "--import-mode=importlib"]
pythonpath = ["."]
filterwarnings = ["error"]
markers = ["browser: not run here", "fuzz: not run here"]

[tool.mutmut]
source_paths = ["src"]
only_mutate = {files}
also_copy = ["docs"]
pytest_add_cli_args = [
  "-p", "no:cacheprovider",
  "-m", "not browser and not fuzz",
  "--deselect=tests/endpoint/auth/{deselected}",
]
pytest_add_cli_args_test_selection = {tests}
track_dependencies = false
use_git_change_detection = false
use_setproctitle = false
timeout_multiplier = 5.0
"""


def prepare(name: str) -> Path:
    """Copy the files that a room needs into its folder in the cache, and return the folder."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    no_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(
        ROOT / "simulator" / PACKAGE, folder / "src" / PACKAGE, symlinks=True, ignore=no_caches
    )
    shutil.copytree(
        ROOT / "tests",
        folder / "tests",
        ignore=shutil.ignore_patterns("__pycache__", *LEFT_OUT),
    )
    (folder / "tests" / "conftest.py").unlink()  # it starts browsers
    shutil.copytree(ROOT / "docs", folder / "docs")
    files = [f"src/{PACKAGE}/{each}" for each in ROOMS[name].files]
    tests = [f"tests/{each}" for each in ROOMS[name].tests]
    settings = SETTINGS.format(files=files, tests=tests, deselected=STARTS_A_PROCESS)
    (folder / "pyproject.toml").write_text(settings)
    return folder


def run(name: str) -> None:
    """Print what mutmut finds in one room."""
    folder = prepare(name)
    mutmut = [sys.executable, "-m", "mutmut"]
    print(f"\n{name}", flush=True)
    with (folder / "log.txt").open("w") as log:
        ended = subprocess.run(
            [*mutmut, "run", "--max-children", "2"], cwd=folder, stdout=log, stderr=log, check=False
        )
    if ended.returncode:
        sys.exit(f"mutmut failed. The reason is in {folder / 'log.txt'}")
    subprocess.run(
        [*mutmut, "export-cicd-stats"], cwd=folder, stdout=subprocess.DEVNULL, check=True
    )
    print((folder / "mutants" / "mutmut-cicd-stats.json").read_text())
    subprocess.run([*mutmut, "results"], cwd=folder, check=True)


if __name__ == "__main__":
    for room in sys.argv[1:] or ROOMS:
        run(room)
