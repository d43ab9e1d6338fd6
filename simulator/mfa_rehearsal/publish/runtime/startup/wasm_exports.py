"""Find the WebAssembly exports that Pyodide's own scripts call: fewer than 300 of 7,400.

The others are for C packages that may be loaded later. We load none, and registering all exports
takes a twentieth of the start.
"""

import re
from collections import Counter
from pathlib import Path

from mfa_rehearsal.publish.runtime.startup.switches import is_on

NAME = re.compile(r"[A-Za-z_$][\w$]*")
REGISTRATION = re.compile(r"function assignWasmExports\(wasmExports\)\{.*?\}(?=var wasmImports=)")
"""Where Emscripten registers every export as its name with the prefix `_`."""

EXPORT = re.compile(r'wasmExports\["([^"]+)"\]')

DECLARED = 1
"""Each `_name` appears once where it is declared, whether it is used or not."""


def called(asm: str, *others: str) -> list[str]:
    """Return the names of the exports that scripts use, and a few that only look used.

    Args:
        asm: Emscripten's script, `pyodide.asm.mjs`.
        others: scripts that use the exports it registers.

    Raises:
        ValueError: the script is not in the form that Emscripten 5 writes.
    """
    registration = REGISTRATION.search(asm)
    if registration is None:
        raise ValueError("pyodide.asm.mjs registers its exports differently than before")
    used = Counter(NAME.findall(asm.replace(registration[0], "")))
    used += Counter(name for other in others for name in NAME.findall(other) * 2)
    names = dict.fromkeys(EXPORT.findall(asm))
    if not is_on("wasm-exports"):
        return list(names)
    return [name for name in names if used[name] or used[f"_{name}"] > DECLARED]


def of_pyodide(folder: Path) -> list[str]:
    """Return the exports that Pyodide uses."""
    scripts = (folder / name for name in ("pyodide.asm.mjs", "pyodide.mjs"))
    return called(*(script.read_text(encoding="utf-8") for script in scripts))
