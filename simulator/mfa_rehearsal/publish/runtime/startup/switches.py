"""Switch off start-up tricks, to measure them or to see whether one causes a problem.

`STARTUP=without-stubs,without-tree-shake make build`: the variable is read when a site is built.
Rule: without the tricks, the simulator works the same but starts later.
"""

import os

VARIABLE = "STARTUP"
PREFIX = "without-"

TRICKS = {
    "dataclass-code": "the code of dataclasses is precompiled",
    "fast-import": "modules come from an archive that stays open, without garbage collection",
    "split": "functions of Pyodide that no play has run are sent only if they are called",
    "stubs": "stubs replace unused modules",
    "tree-shake": "modules that no play needs are not sent",
}
"""What each trick does, by name."""


def switched_off() -> frozenset[str]:
    """Return the names of the tricks that are switched off.

    Raises:
        SystemExit: the variable names an unknown trick; the message lists the known ones.
    """
    words = [word for word in os.environ.get(VARIABLE, "").split(",") if word]
    if unknown := [word for word in words if word.removeprefix(PREFIX) not in TRICKS]:
        known = ",".join(f"{PREFIX}{name}" for name in TRICKS)
        raise SystemExit(f"{VARIABLE} can't name {', '.join(unknown)}. It can name: {known}")
    return frozenset(word.removeprefix(PREFIX) for word in words)


def is_on(trick: str) -> bool:
    """Tell whether a start-up trick is on."""
    assert trick in TRICKS, trick
    return trick not in switched_off()
