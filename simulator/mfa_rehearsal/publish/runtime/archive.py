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
    rooms, words = sources.room_sources(), sources.words_file()
    others = {
        "libraries": with_stubs(sources.library_sources()),
        "stdlib": with_stubs(zips.read(PYODIDE_STDLIB)),
    }
    tools = key_of(*(path.read_bytes() for path in in_pyodide.TOOLS))
    play = partial(in_pyodide.play, {"rooms": rooms | words, **others})
    used = used_sources(rooms, others, tools, Kept(kept / "played"), play, quick=quick)
    if not is_on("tree-shake"):
        used = others["libraries"] | others["stdlib"] | used
    if not is_on("dataclass-code"):
        used = dataclass_code.removed_from(used)
    levels = {AS_WRITTEN: rooms, STRIPPED: used}
    keep = Kept(kept / "modules")
    code = compiled(levels, tools, keep, in_pyodide.compile_all, quick=quick)
    return zips.as_bytes(code | words)


def pack(file: Path, target: Path, *, quick: bool = False) -> None:
    """Compress a file to the same bytes each time; the browser unpacks it as it arrives.

    Args:
        quick: compress it less, in Python. A stored full compression is used if there is one.
    """
    kept = Kept(PACKS / file.name)
    key = key_of(file.read_bytes(), PACK.read_bytes())
    found = kept.read(key)
    if found is None and quick:
        target.write_bytes(gzip.compress(file.read_bytes(), 1, mtime=0))
        return
    if found is None:
        kept.write(key, found := _packed(file))
        kept.prune([key])
    target.write_bytes(found)


def _packed(file: Path) -> bytes:
    with TemporaryDirectory() as work:
        packed = Path(work) / "pack"
        subprocess.run([in_pyodide.node(), PACK, file, packed], check=True)
        return packed.read_bytes()
