"""Make the folder that the peers are served from.

Rule: files with a version are below `lasting/`, so that browsers may cache them forever, like files
from a CDN. Wheels in Pyodide's lock file are beside Pyodide.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

from mfa_rehearsal.publish import paths
from mfa_rehearsal.publish.runtime import bundle, parts
from mfa_rehearsal.publish.site import postbuild

from tests.bench.peers import jupyterlite

CACHE = paths.CACHE / "peers"
SITE = CACHE / "site"
WHEELS = CACHE / "wheels"
PYSCRIPT = CACHE / "npm/node_modules/@pyscript/core/dist"
PAGES = Path(__file__).with_name("pages")

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LIBRARIES = ("pyotp", "qrcode")
NO_PACKAGES = "stock", "micropip", "wasm", "bare"
"""Pages of one HTML file and one script each."""

KNOWN = re.compile(r'^import \{[^}]+\} from "./known.js";$', re.MULTILINE)
"""The line in a script that its data replaces."""


def build() -> Path:
    """Make the folder again and return it."""
    shutil.rmtree(SITE, ignore_errors=True)
    pyodide = SITE / "lasting" / "pyodide"
    write_pyodide(pyodide)
    write_libraries(SITE / "lasting")
    shutil.copytree(PYSCRIPT, SITE / "lasting/pyscript", ignore=shutil.ignore_patterns("*.map"))
    runtime = bundle.build()
    shutil.copy(runtime / bundle.places(runtime)[parts.ARCHIVE], SITE / "lasting")
    write_pages(SITE)
    jupyterlite.build(CACHE, SITE / "jupyterlite", pyodide, libraries())
    postbuild.write_copies(SITE)
    return SITE


def write_pyodide(folder: Path) -> None:
    """Write Pyodide from npm, and the wheels that its lock file names."""
    folder.mkdir(parents=True)
    for name in PYODIDE_FILES:
        shutil.copy(parts.PYODIDE / name, folder)
    lock = json.loads((parts.PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        wheel = WHEELS / package["file_name"]
        if wheel.exists():
            shutil.copy(wheel, folder)
            # Pyodide's own build of a wheel differs from the published one.
            package["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def write_libraries(folder: Path) -> None:
    """Write the two libraries' wheels, and an index of them for micropip."""
    for wheel in libraries():
        (folder / "wheels").mkdir(exist_ok=True)
        shutil.copy(wheel, folder / "wheels")
        entry = folder / "simple" / name_of(wheel) / "index.html"
        entry.parent.mkdir(parents=True)
        entry.write_text(
            f'<!doctype html>\n<a href="../../wheels/{wheel.name}">{wheel.name}</a>\n',
            encoding="utf-8",
        )


def write_pages(site: Path) -> None:
    """Write our pages, with their data inlined."""
    for name in NO_PACKAGES:
        (site / name).mkdir()
        shutil.copy(PAGES / "index.html", site / name)
        script = (PAGES / f"{name}.js").read_text(encoding="utf-8")
        (site / name / "main.js").write_text(with_known(script), encoding="utf-8")
    wheels = json.dumps([f"../lasting/wheels/{wheel.name}" for wheel in libraries()])
    page = (PAGES / "pyscript.html").read_text(encoding="utf-8")
    page = page.replace("@WHEELS@", wheels).replace("@DRAW@", drawing())
    (site / "pyscript").mkdir()
    (site / "pyscript" / "index.html").write_text(page, encoding="utf-8")


def with_known(script: str) -> str:
    """Return a script with its imports from known.js inlined, which saves a request."""
    lock = json.loads((parts.PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    known = {
        "DRAW": drawing(),
        "LOCK": {"info": lock["info"], "packages": {}},
        "WHEELS": [wheel.name for wheel in libraries()],
    }
    used = [name for name in known if re.search(rf"\b{name}\b", script)]
    lines = "\n".join(f"const {name} = {json.dumps(known[name])};" for name in used)
    return KNOWN.sub(lambda _: lines, script)


def drawing() -> str:
    """Return the job that all pages run."""
    return (PAGES / "draw.py").read_text(encoding="utf-8")


def libraries() -> list[Path]:
    """Return the wheels of the two libraries that the job uses."""
    return [wheel for name in LIBRARIES for wheel in WHEELS.glob(f"{name}-*.whl")]


def name_of(wheel: Path) -> str:
    """Return the package name of a wheel."""
    return wheel.name.partition("-")[0]


if __name__ == "__main__":
    build()
