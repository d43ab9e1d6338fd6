"""Build JupyterLite's REPL with this machine's Pyodide, and return the address of its page.

Rule: follow JupyterLite's documentation: Pyodide below static/, additional wheels for its package
index, no packages from elsewhere. The address contains the code to run.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

CONFIG = Path(__file__).with_name("pages") / "jupyter-lite.json"

INSTALL = 'import piplite\nawait piplite.install(["pyotp", "qrcode"])\n'
ANSWER = "from IPython.display import SVG, display\n\ndisplay(SVG(draw()))\n"
"""The code that runs first, and again for each press."""


def build(cache: Path, out: Path, pyodide: Path, libraries: list[Path]) -> None:
    """Write the site.

    Args:
        cache: contains the environment with jupyter-lite, and the wheels.
        pyodide: the folder of Pyodide, with the wheels that its lock file names.
        libraries: the wheels that the page's code imports.

    Raises:
        SystemExit: the build failed; the message contains its output.
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
        sys.exit(f"{done.stdout}{done.stderr}\nBuilding JupyterLite failed. The reason is above.")


def address(drawing: str) -> str:
    """Return the page's address, which contains the job."""
    code = f"{INSTALL}\n{drawing}\n{ANSWER}"
    return f"jupyterlite/repl/index.html?{urlencode({'kernel': 'python', 'code': code})}"
