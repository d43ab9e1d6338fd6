"""Write tables into a library's source that it would work out whenever it is imported.

Rule: the table is the library's own, worked out by it where the archive is made.
"""

import ast
from collections.abc import Mapping
from importlib import import_module

from mfa_rehearsal.publish.runtime.startup.switches import is_on

TABLES = {"qrcode/util.py": "BIT_LIMIT_TABLE"}
"""Names by the files they are in. qrcode's takes a twelfth of the time in which all is imported."""


def write_tables(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a library's sources, by their names in the archive, with its tables written out."""
    if not is_on("tables"):
        return dict(sources)
    return {**sources, **{file: _with_table(sources[file], file) for file in TABLES}}


def _with_table(source: bytes, file: str) -> bytes:
    """Return a source with the table in place of its statement, all else as it is.

    Written by `ast.unparse`, it would have other words under another Python.
    """
    module = import_module(file.removesuffix(".py").replace("/", "."))
    table = f"{TABLES[file]} = {getattr(module, TABLES[file])!r}"
    lines = source.decode().splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == TABLES[file]:
            lines[node.lineno - 1 : node.end_lineno] = [table]
    return "\n".join(lines).encode()
