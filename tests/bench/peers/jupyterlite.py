"""Build JupyterLite's REPL with a Pyodide of this machine, and say how its page is opened.

Rule: only what JupyterLite's own documentation tells: Pyodide below static/, further wheels for its
package index, no package from elsewhere. The code to run comes in the address.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

CONFIG = Path(__file__).with_name("pages") / "jupyter-lite.json"

INSTALL = 'import piplite\nawait piplite.install(["pyotp", "qrcode"])\n'
ANSWER = "from IPython.display import SVG, display\n\ndisplay(SVG(draw()))\n"
"""What is run at first, and again for each press."""


def build(cache: Path, out: Path, pyodide: Path, libraries: list[Path]) -> None:
    """Write the site.

    Args:
        cache: holds the environment with jupyter-lite, and the wheels.
        pyodide: with the wheels that its lock file names.
        libraries: wheels of what the page's code imports.

    Raises:
        SystemExit: it failed; its own words are in the message.
    """
    source = cache / "jupyterlite-source"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(pyodide, source / "static" / "pyodide")
    shutil.copy(CONFIG, source)
    wheels = [*libraries, *(cache / "wheels").glob("comm-*.whl")]
    tool = cache / "jupyterlite" / "bin" / "jupyter-lite"
    command = [str(tool), "build", "--apps=repl", "--no-sourcemaps"]
    command += [f"--lite-dir={source}", f"--output-dir={out}"]
    command += [f"--piplite-wheels={wheel}" for wheel in wheels]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nBuilding JupyterLite failed: see above.")


def address(drawing: str) -> str:
    """Return where the page is, with the job that it runs."""
    code = f"{INSTALL}\n{drawing}\n{ANSWER}"
    return f"jupyterlite/repl/index.html?{urlencode({'kernel': 'python', 'code': code})}"
