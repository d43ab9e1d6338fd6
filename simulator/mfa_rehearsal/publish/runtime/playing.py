"""Which modules of Python and of the libraries the simulator needs: found by playing it, once.

Rule: a published archive is made by a play of the very code that is in it. While the site is
served, a play is repeated only when our rooms import something new, since it takes seconds. What
that can miss is a module that Python imports by itself for code that was not played before: the
simulator then says which module is missing, and the next `make build` sends it.
"""

import re
from collections.abc import Callable, Mapping
from io import BytesIO

from mfa_rehearsal.publish.runtime import zips
from mfa_rehearsal.publish.runtime.kept import Kept, key_of
from mfa_rehearsal.publish.runtime.sources import Sources

Play = Callable[[], Sources]
"""Plays, and returns the sources that this needed, but for the rooms."""

IMPORT = re.compile(rb"^[ \t]*(?:from[ \t]|import[ \t])(?:[^\n(]*\([^)]*\)|[^\n]*)", re.MULTILINE)


def used_sources(
    rooms: Sources,
    others: Mapping[str, Sources],
    tools: str,
    kept: Kept,
    play: Play,
    *,
    quick: bool,
) -> Sources:
    """Return the sources that the rooms need, played for only where it is not known yet.

    Args:
        rooms: our Python, without the guide's words: they are data, and need no module.
        others: the archives that are looked for what is needed.
        tools: a hash of what plays.
        quick: whether an earlier play of rooms with the same imports will do.
    """
    given = [tools, *(_hash(others[name]) for name in sorted(others))]
    exact, alike = key_of(*given, _hash(rooms)), key_of(*given, *imports(rooms))
    found = kept.read(exact) or (kept.read(alike) if quick else None)
    if found is None:
        found = zips.as_bytes(play())
    kept.write(alike if quick else exact, found)
    if not quick:
        kept.write(alike, found)
        kept.prune([exact, alike])
    return zips.read(BytesIO(found))


def imports(rooms: Sources) -> list[bytes]:
    """Return the import statements of rooms, each once, in one order."""
    return sorted({found[0].strip() for text in rooms.values() for found in IMPORT.finditer(text)})


def _hash(files: Sources) -> str:
    return key_of(*(part for name in sorted(files) for part in (name, files[name])))
