"""Make the one archive of Python that the browser starts from: trimmed, compiled, the same bytes.

Rule: Pyodide itself compiles, under Node, so that the files suit its Python. The zip is stored
and compressed as a whole on its way: that is a twentieth smaller than a zip of compressed files,
and Python has nothing to inflate when it imports.
"""

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from mfa_rehearsal.publish.paths import CACHE, ROOT
from mfa_rehearsal.publish.runtime import sources, zips
from mfa_rehearsal.publish.runtime.sources import Sources
from mfa_rehearsal.publish.runtime.startup.stubs import stand_in
from mfa_rehearsal.publish.runtime.startup.tables import write_tables

PYODIDE_BUILD = CACHE / "pyodide-build"
PYODIDE_STDLIB = ROOT / "node_modules/pyodide/python_stdlib.zip"
COMPILE = Path(__file__).with_name("compile.mjs")
PACK = Path(__file__).with_name("pack.mjs")


def make_archive(work: Path) -> bytes:
    """Return the zip that Pyodide takes for its standard library: that, libraries and rooms.

    Args:
        work: an empty folder for what lies between.
    """
    write_zip(work / "rooms.zip", sources.room_sources())
    write_zip(work / "libraries.zip", write_tables(stand_in(sources.library_sources())))
    write_zip(work / "stdlib.zip", stand_in(read_zip(PYODIDE_STDLIB)))
    compile_in_pyodide(work)
    out = BytesIO()
    write_zip(out, read_zip(work / "rooms.pyc.zip") | read_zip(work / "used.pyc.zip"))
    return out.getvalue()


def compile_in_pyodide(work: Path) -> None:
    """Run compile.mjs on a folder, with a line that says how it goes.

    Raises:
        SystemExit: it failed; its own words are above.
    """
    print("Compiling Python for the browser …", end=" ", flush=True)
    begun = time.monotonic()
    command = [node(), str(COMPILE), str(work), str(PYODIDE_BUILD)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}\nCompiling for the browser failed: see above.")
    print(f"{done.stdout.strip()} modules, {time.monotonic() - begun:.1f} s", flush=True)


def node() -> str:
    """Return the Node of this environment."""
    return str(Path(sys.executable).with_name("node"))


def pack(file: Path, target: Path) -> None:
    """Compress a file, the same bytes each time; the browser unpacks it as it arrives."""
    subprocess.run([node(), PACK, file, target], check=True)


def write_zip(target: Path | BytesIO, files: Sources) -> None:
    """Write files in one order, uncompressed and without times."""
    with ZipFile(target, "w") as out:
        for name in sorted(files):
            out.writestr(zips.entry(name), files[name])


def read_zip(path: Path) -> Sources:
    """Return the files of an archive."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
