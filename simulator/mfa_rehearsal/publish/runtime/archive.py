"""Make the one archive of Python that the browser starts from: trimmed, compiled, the same bytes.

Rule: Pyodide itself compiles, under Node, so that the files suit its Python. The zip is stored
and compressed as a whole on its way: that is a twentieth smaller than a zip of compressed files,
and Python has nothing to inflate when it imports.
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
from mfa_rehearsal.publish.runtime.startup.stubs import stand_in
from mfa_rehearsal.publish.runtime.startup.switches import is_on

PYODIDE_STDLIB = ROOT / "node_modules/pyodide/python_stdlib.zip"
PACK = Path(__file__).with_name("pack.mjs")
PACKS = CACHE / "packs"

AS_WRITTEN, STRIPPED = 0, 2
"""Levels of py_compile. Stripped, as by `python -OO`: nobody reads a library's docstrings here."""


def make_archive(kept: Path = CACHE, *, quick: bool = False) -> bytes:
    """Return the zip that Pyodide takes for its standard library: that, libraries and rooms.

    Args:
        kept: a folder for what the next archive can use of this one.
        quick: for a site that is being written: nothing is played or compiled that can wait.
    """
    rooms, words = sources.room_sources(), sources.words_file()
    others = {
        "libraries": stand_in(sources.library_sources()),
        "stdlib": stand_in(zips.read(PYODIDE_STDLIB)),
    }
    tools = key_of(*(path.read_bytes() for path in in_pyodide.TOOLS))
    play = partial(in_pyodide.play, {"rooms": rooms | words, **others})
    used = used_sources(rooms, others, tools, Kept(kept / "played"), play, quick=quick)
    if not is_on("tree-shake"):
        used = others["libraries"] | others["stdlib"] | used
    if not is_on("dataclass-code"):
        used = dataclass_code.left_out(used)
    levels = {AS_WRITTEN: rooms, STRIPPED: used}
    keep = Kept(kept / "modules")
    code = compiled(levels, tools, keep, in_pyodide.compile_all, quick=quick)
    return zips.as_bytes(code | words)


def pack(file: Path, target: Path, *, quick: bool = False) -> None:
    """Compress a file, the same bytes each time; the browser unpacks it as it arrives.

    Args:
        quick: compress it less, and here. What was packed well before is taken all the same.
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
