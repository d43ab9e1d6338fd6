"""Inside Pyodide: precompile the code that each dataclass would generate in the browser.

Rule: generating it takes a tenth of the start and gives the same result each time, so it is
compiled with the rest. Code that was not recorded is compiled when it is needed, as usual. Source:
`dataclasses` of Python 3.14, which passes each class's methods to `exec` as one function,
`__create_fn__`.
"""

import builtins
import dataclasses

ADDED = """

# Added when this archive was made: precompiled functions.
import builtins
from _dataclass_code import CODE


def exec(text, scope, names):
    if text in CODE:
        names["__create_fn__"] = types.FunctionType(CODE[text], scope)
    else:
        builtins.exec(text, scope, names)
"""
"""The text added at the end of the archive's `dataclasses.py`."""


FILE = "_dataclass_code.py"


def record() -> dict[str, None]:
    """Return an ordered set to which each new dataclass's text is added from now on."""
    texts: dict[str, None] = {}

    def record_and_exec(text: str, scope: dict[str, object], names: dict[str, object]) -> None:
        texts[text] = None
        builtins.exec(text, scope, names)

    dataclasses.exec = record_and_exec  # type: ignore[attr-defined]
    return texts


def module(texts: dict[str, None]) -> str:
    """Return the module `_dataclass_code`, with compiled functions by text."""
    functions = (f"{text}\nCODE[{text!r}] = __create_fn__.__code__\n" for text in texts)
    return "CODE = {}\n" + "\n".join(functions)


def removed_from(used: dict[str, bytes]) -> dict[str, bytes]:
    """Return an archive's sources without the precompiled code."""
    plain = used["dataclasses.py"].removesuffix(ADDED.encode())
    return {name: used[name] for name in used if name != FILE} | {"dataclasses.py": plain}
