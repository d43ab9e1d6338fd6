"""Switch off what makes Python start sooner, to measure it or to see whether it is the cause.

`STARTUP=without-stubs,without-tree-shake make build`: the variable is read when a site is built.
Rule: without any of them the simulator does the same, only later.
"""

import os

VARIABLE = "STARTUP"
PREFIX = "without-"

TRICKS = {
    "dataclass-code": "the code of dataclasses is compiled beforehand",
    "fast-import": "modules come from an archive that stays open, and no garbage is looked for",
    "stubs": "stubs stand in place of modules of which nothing is used",
    "tree-shake": "modules that no play needs are not sent",
    "wasm-exports": "only the WebAssembly exports that Pyodide calls are registered",
}
"""What each does, by its name."""


def switched_off() -> frozenset[str]:
    """Return the names of what is switched off.

    Raises:
        SystemExit: the variable names something else; the words say what there is.
    """
    words = [word for word in os.environ.get(VARIABLE, "").split(",") if word]
    if unknown := [word for word in words if word.removeprefix(PREFIX) not in TRICKS]:
        known = ",".join(f"{PREFIX}{name}" for name in TRICKS)
        raise SystemExit(f"{VARIABLE} can't name {', '.join(unknown)}. It can name: {known}")
    return frozenset(word.removeprefix(PREFIX) for word in words)


def is_on(trick: str) -> bool:
    """Tell whether something that makes Python start sooner is to be used."""
    assert trick in TRICKS, trick
    return trick not in switched_off()
