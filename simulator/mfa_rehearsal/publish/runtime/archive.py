"""Make the one archive of Python that the browser starts from: trimmed, compiled, the same bytes.

Rule: Pyodide itself compiles, under Node, so that the files suit its Python. The zip is stored
and compressed as a whole on its way: that is a twentieth smaller than a zip of compressed files,
and Python has nothing to inflate when it imports.
"""

import hashlib
import shutil
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
PACKS = CACHE / "packs"
KEPT = CACHE / "compiled"
COMPILED = ("rooms.pyc.zip", "used.pyc.zip")
COMPILE = Path(__file__).with_name("compile.mjs")
PACK = Path(__file__).with_name("pack.mjs")


def make_archive(work: Path, kept: Path = KEPT) -> bytes:
    """Return the zip that Pyodide takes for its standard library: that, libraries and rooms.

    Args:
        work: an empty folder for what lies between.
        kept: where what was compiled before is kept.
    """
    files: Sources = {}
    for path in compiled(work, kept):
        files |= read_zip(path)
    out = BytesIO()
    write_zip(out, files | sources.words_file())
    return out.getvalue()


def compiled(work: Path, kept: Path) -> list[Path]:
    """Return the compiled rooms, and what is used of the libraries and Pyodide's Python.

    They are kept by what they are made of. The coach's words aren't compiled, so a sentence that
    was changed in the guide compiles nothing again.
    """
    rooms = sources.room_sources()
    parts = {
        "rooms.zip": rooms | sources.words_file(),
        "libraries.zip": write_tables(stand_in(sources.library_sources())),
        "stdlib.zip": stand_in(read_zip(PYODIDE_STDLIB)),
    }
    ready = kept / _hash_of(rooms, parts["libraries.zip"], parts["stdlib.zip"], _tools())
    if not ready.exists():
        for name, files in parts.items():
            write_zip(work / name, files)
        compile_in_pyodide(work)
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        done = work / "compiled"
        done.mkdir()
        for name in COMPILED:
            (work / name).rename(done / name)
        done.rename(ready)
    return [ready / name for name in COMPILED]


def _tools() -> Sources:
    """Return what compiles, by name."""
    here = Path(__file__).parent
    tools = [each for end in ("*.py", "*.mjs") for each in here.rglob(end)]
    locks = [ROOT / "package-lock.json", ROOT / "requirements" / "pyodide-build.txt"]
    return {path.name: path.read_bytes() for path in (*tools, *locks)}


def _hash_of(*parts: Sources) -> str:
    total = hashlib.sha256()
    for part in parts:
        for name in sorted(part):
            total.update(name.encode() + hashlib.sha256(part[name]).digest())
    return total.hexdigest()[:16]


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
    content = _hash_of({file.name: file.read_bytes(), PACK.name: PACK.read_bytes()})
    kept = PACKS / f"{file.name}-{content}"
    if not kept.exists():
        PACKS.mkdir(parents=True, exist_ok=True)
        for old in PACKS.glob(f"{file.name}-*"):
            old.unlink()
        fresh = PACKS / f"{file.name}.new"
        subprocess.run([node(), PACK, file, fresh], check=True)
        fresh.rename(kept)
    shutil.copyfile(kept, target)


def write_zip(target: Path | BytesIO, files: Sources) -> None:
    """Write files in one order, uncompressed and without times."""
    with ZipFile(target, "w") as out:
        for name in sorted(files):
            out.writestr(zips.entry(name), files[name])


def read_zip(path: Path) -> Sources:
    """Return the files of an archive."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
