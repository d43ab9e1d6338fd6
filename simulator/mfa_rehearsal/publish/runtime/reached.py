"""Which of our modules can be imported from an entry, by reading their imports.

Rule: an import within a function counts too, because it happens later. An import by a computed name
would be missed; we have none.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def reached(entries: tuple[str, ...], root: Path) -> set[Path]:
    """Return the files of all modules that entries import, however indirectly, and their own.

    Args:
        entries: full names of modules.
        root: the folder that contains their top-level package.
    """
    found: set[Path] = set()
    looked_for: set[str] = set()
    names = set(entries)
    while names:
        looked_for |= names
        new = {path for name in names for path in _files(name, root)} - found
        found |= new
        imported = (_imported(path, path.stat().st_mtime_ns) for path in new)
        names = {name for each in imported for name in each} - looked_for
    return found


def _files(name: str, root: Path) -> Iterator[Path]:
    """Yield the files that importing a name runs, if it names a module: packages before it too."""
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        path = root.joinpath(*parts[:end])
        for file in (path / "__init__.py", path.with_suffix(".py")):
            if file.is_file():
                yield file


@cache
def _imported(path: Path, changed_ns: int) -> tuple[str, ...]:
    """Return the names that a file imports; `changed_ns` lets a changed file be read again."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(names)
