"""Inside Pyodide: spare the browser the code that each dataclass writes and compiles for itself.

Rule: it is a tenth of the start, and the same each time, so it is compiled with the rest. What
was not foreseen is compiled when it is needed, as ever. Source: `dataclasses` of Python 3.14,
which hands each class's methods to `exec` as one function `__create_fn__`.
"""

import builtins
import dataclasses

ADDED = """

# Added when this archive was made: functions that were compiled beforehand.
import builtins
from _dataclass_code import CODE


def exec(text, scope, names):
    if text in CODE:
        names["__create_fn__"] = types.FunctionType(CODE[text], scope)
    else:
        builtins.exec(text, scope, names)
"""
"""What the archive's `dataclasses.py` has at its end."""


FILE = "_dataclass_code.py"


def listen() -> dict[str, None]:
    """Return a set, in order, that grows by the text of each dataclass made from now on."""
    texts: dict[str, None] = {}

    def note_and_exec(text: str, scope: dict[str, object], names: dict[str, object]) -> None:
        texts[text] = None
        builtins.exec(text, scope, names)

    dataclasses.exec = note_and_exec  # type: ignore[attr-defined]
    return texts


def module(texts: dict[str, None]) -> str:
    """Return the module `_dataclass_code`: compiled functions by their texts."""
    functions = (f"{text}\nCODE[{text!r}] = __create_fn__.__code__\n" for text in texts)
    return "CODE = {}\n" + "\n".join(functions)


def left_out(used: dict[str, bytes]) -> dict[str, bytes]:
    """Return an archive's sources without what was added here."""
    plain = used["dataclasses.py"].removesuffix(ADDED.encode())
    return {name: used[name] for name in used if name != FILE} | {"dataclasses.py": plain}
