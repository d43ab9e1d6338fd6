"""Makes Python start faster in the browser, with as little work as possible for each import.

Rule: it runs before everything else, just after Python itself has started, so it imports only
what Python has already imported.
"""

from __future__ import annotations

import gc
import marshal
import sys
import zipimport
from _frozen_importlib import ModuleSpec
from io import FileIO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

HEADER_SIZE = 30
"""Bytes before a file's name in a zip. Source: APPNOTE.TXT 4.3.7."""

PYC_HEADER_SIZE = 16
"""Bytes before the code in a .pyc. Source: PEP 552."""


class Archive(zipimport.zipimporter):
    """Imports from the archive that contains all modules.

    `zipimport` would open the archive again for each module and read it twice, after three other
    finders had looked for it. Here the archive stays open, and a module's name gives its place.
    """

    def __init__(self, path: str) -> None:
        """Open an archive of compiled modules, stored uncompressed and without extra fields."""
        super().__init__(path)
        self.files = zipimport._zip_directory_cache[path]  # type: ignore[attr-defined]
        self.file = FileIO(path)

    def find_spec(  # type: ignore[override]
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is, or None if it is not in the archive."""
        place = fullname
        if path is not None:
            folder = next(iter(path), "").removeprefix(f"{self.archive}/")
            place = f"{folder}/{fullname.rpartition('.')[2]}"
        if (file := f"{place}.pyc") in self.files:
            return self._spec(fullname, file)
        if (file := f"{place}/__init__.pyc") in self.files:
            spec = self._spec(fullname, file)
            spec.submodule_search_locations = [f"{self.archive}/{place}"]
            return spec
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run a module's code."""
        assert module.__spec__, "find_spec comes before exec_module"
        exec(self._code(module.__spec__.loader_state), vars(module))

    def _spec(self, name: str, file: str) -> ModuleSpec:
        spec = ModuleSpec(name, self, origin=f"{self.archive}/{file}", loader_state=file)  # type: ignore[arg-type]
        spec.has_location = True
        return spec

    def _code(self, file: str) -> CodeType:
        size, offset = self.files[file][2], self.files[file][4]
        before = HEADER_SIZE + len(file)
        self.file.seek(offset)
        code: CodeType = marshal.loads(self.file.read(before + size)[before + PYC_HEADER_SIZE :])
        return code


def begin() -> None:
    """Make imports faster: find modules by name, and pause garbage collection."""
    gc.disable()
    sys.meta_path.insert(0, Archive(sys.path[0]))


def end() -> None:
    """Resume garbage collection, but skip what was imported, because it stays."""
    gc.freeze()
    gc.enable()


def let_go() -> None:
    """Close the archive and leave it to `zipimport`: a saved memory can't keep a file open."""
    for finder in sys.meta_path[:]:
        if isinstance(finder, Archive):
            sys.meta_path.remove(finder)
            finder.file.close()
