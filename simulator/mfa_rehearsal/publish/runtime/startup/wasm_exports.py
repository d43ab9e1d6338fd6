"""Which of the WebAssembly's 7,400 functions Pyodide's own scripts call: fewer than 300.

The others are exported for packages in C that may be loaded later. None is loaded here, and to
note them all takes a twentieth of the start.
"""

import re
from collections import Counter
from pathlib import Path

from mfa_rehearsal.publish.runtime.startup.switches import is_on

NAME = re.compile(r"[A-Za-z_$][\w$]*")
NOTED = re.compile(r"function assignWasmExports\(wasmExports\)\{.*?\}(?=var wasmImports=)")
"""Where Emscripten notes every export under its name with `_` before it."""

EXPORT = re.compile(r'wasmExports\["([^"]+)"\]')

DECLARED = 1
"""Each `_name` stands once in the script where it is declared, whether it is used or not."""


def called(asm: str, *others: str) -> list[str]:
    """Return the exports that scripts use, by name, and some more whose name has another use.

    Args:
        asm: Emscripten's script, `pyodide.asm.mjs`.
        others: scripts that use what it notes.

    Raises:
        ValueError: the script is not as Emscripten 5 writes it.
    """
    noted = NOTED.search(asm)
    if noted is None:
        raise ValueError("pyodide.asm.mjs notes its exports in another way than before")
    used = Counter(NAME.findall(asm.replace(noted[0], "")))
    used += Counter(name for other in others for name in NAME.findall(other) * 2)
    names = dict.fromkeys(EXPORT.findall(asm))
    if not is_on("wasm-exports"):
        return list(names)
    return [name for name in names if used[name] or used[f"_{name}"] > DECLARED]


def of_pyodide(folder: Path) -> list[str]:
    """Return the exports that Pyodide uses."""
    scripts = (folder / name for name in ("pyodide.asm.mjs", "pyodide.mjs"))
    return called(*(script.read_text(encoding="utf-8") for script in scripts))
