"""Put the built site into the wheel, so that nobody who installs it needs Node or MkDocs.

Rule: the locked packages of this checkout build the site. If `make` has set up an environment, that
is used. Otherwise this sets up the same one in `.cache`, without make. So `pip wheel .` also works
on a machine that has only Python, and so does pip with a git address.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
MADE_BY_MAKE = ROOT / ".venv" / SCRIPTS
MADE_HERE = ROOT / ".cache/build-env" / SCRIPTS
PYODIDE_BUILD = ROOT / ".cache/pyodide-build"
SITE = ROOT / ".cache/wheel-site"


class SiteBuildHook(BuildHookInterface[Any]):
    """Adds the site's zip to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the site, unless the package is only linked to this checkout."""
        if version == "editable":
            return
        tools = set_up()
        build = [tools / "python", "-m", "mkdocs", "build", "--quiet", "--site-dir", SITE]
        run(*build, PYTHONPATH=str(ROOT / "simulator"), NO_MKDOCS_2_WARNING="1")
        build_data["force_include"][str(SITE / "mfa-rehearsal.zip")] = "mfa_rehearsal/site.zip"


def set_up() -> Path:
    """Return the folder of Python and Node, with everything that builds the site installed."""
    tools = MADE_BY_MAKE if (MADE_BY_MAKE.parent / "site.stamp").exists() else MADE_HERE
    if not tools.exists():
        venv.create(tools.parent, with_pip=True)
        install(tools, "-r", "requirements/site.txt")
    if not PYODIDE_BUILD.exists():
        target = ("--no-deps", "--ignore-requires-python", "--target", str(PYODIDE_BUILD))
        install(tools, *target, "-r", "requirements/pyodide-build.txt")
    if not (ROOT / "node_modules").exists():
        run(tools / "npm", "ci", "--silent")
    return tools


def install(tools: Path, *arguments: str) -> None:
    """Install packages that match their locked hashes."""
    locked = ("--quiet", "--require-hashes", "--only-binary", ":all:")
    run(tools / "python", "-m", "pip", "install", *locked, *arguments)


def run(*command: str | Path, **variables: str) -> None:
    """Run a command in this checkout, without the packages that pip isolates this build with.

    What it prints goes to standard error, because pip reads the standard output of a build.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    path = os.pathsep.join([str(Path(command[0]).parent), env.get("PATH", "")])
    subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env | {"PATH": path} | variables,
        stdout=sys.stderr,
        check=True,
    )
