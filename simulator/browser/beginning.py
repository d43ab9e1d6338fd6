"""How Python begins in the browser: with as little to do as it can until the rooms are there.

Rule: it runs before anything else, when Python itself has just started, so it imports next to
nothing.
"""

import gc
import zipimport
from functools import lru_cache


def begin() -> None:
    """Spare the imports some work: looking for garbage, and reading each module twice.

    Source: `zipimport` of Python 3.14, which asks for a module's code to learn its file's name,
    and at once asks again to run it.
    """
    gc.disable()
    zipimport._get_module_code = lru_cache(maxsize=1)(zipimport._get_module_code)  # type: ignore[attr-defined]


def end() -> None:
    """Look for garbage from now on, but not in what was imported: it stays."""
    gc.freeze()
    gc.enable()
