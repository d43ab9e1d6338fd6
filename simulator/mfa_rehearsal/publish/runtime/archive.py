"""Make the one archive of Python that the browser starts from: trimmed, compiled, reproducible.

Rule: Pyodide itself compiles the files, under Node, so that they match its Python. The zip is
stored uncompressed and compressed as a whole in transit: that is a twentieth smaller than a zip of
compressed files, and Python inflates nothing when it imports.
"""

import gzip
import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish.paths import CACHE, ROOT
from mfa_rehearsal.publish.runtime import in_pyodide, sources, zips
from mfa_rehearsal.publish.runtime.compiling import compiled
from mfa_rehearsal.publish.runtime.kept import Kept, key_of
from mfa_rehearsal.publish.runtime.playing import used_sources
from mfa_rehearsal.publish.runtime.startup import dataclass_code
from mfa_rehearsal.publish.runtime.startup.stubs import with_stubs
from mfa_rehearsal.publish.runtime.startup.switches import is_on

PYODIDE_STDLIB = ROOT / "node_modules/pyodide/python_stdlib.zip"
PACK = Path(__file__).with_name("pack.mjs")
PACKS = CACHE / "packs"

AS_WRITTEN, STRIPPED = 0, 2
"""Levels of py_compile. STRIPPED drops the docstrings of libraries, like `python -OO`."""


def make_archive(kept: Path = CACHE, *, quick: bool = False) -> bytes:
    """Return the zip that Pyodide loads as its standard library, with the libraries and our rooms.

    Args:
        kept: a folder for files that the next build can use.
        quick: while editing: postpone all playing and compiling that can wait.
    """
    rooms = sources.room_sources()
    others = {
        "libraries": with_stubs(sources.library_sources()),
        "stdlib": with_stubs(zips.read(PYODIDE_STDLIB)),
    }
    tools = key_of(*(path.read_bytes() for path in in_pyodide.TOOLS))
    play = partial(in_pyodide.play, {"rooms": rooms, **others}, sources.words())
    used = used_sources(rooms, others, tools, Kept(kept / "played"), play, quick=quick)
    if not is_on("tree-shake"):
        used = others["libraries"] | others["stdlib"] | used
    if not is_on("dataclass-code"):
        used = dataclass_code.removed_from(used)
    levels = {AS_WRITTEN: rooms, STRIPPED: used}
    keep = Kept(kept / "modules")
    return zips.as_bytes(compiled(levels, tools, keep, in_pyodide.compile_all, quick=quick))


def packed(name: str, content: bytes, *, quick: bool = False) -> bytes:
    """Compress a file to the same bytes each time; the browser unpacks it as it arrives.

    Args:
        name: the file's name, under which its compression is stored for the next build.
        quick: compress it less, in Python. A stored full compression is used if there is one.
    """
    kept = Kept(PACKS / name)
    key = key_of(content, PACK.read_bytes())
    found = kept.read(key)
    if found is None and quick:
        return gzip.compress(content, 1, mtime=0)
    if found is None:
        kept.write(key, found := _packed(content))
        kept.prune([key])
    return found


def _packed(content: bytes) -> bytes:
    with TemporaryDirectory() as work:
        file, target = Path(work) / "file", Path(work) / "pack"
        file.write_bytes(content)
        subprocess.run([in_pyodide.node(), PACK, file, target], check=True)
        return target.read_bytes()
