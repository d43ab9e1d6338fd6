"""Find which modules of Python and the libraries the simulator needs, by playing it once.

Rule: a published archive comes from playing exactly the code that it contains. While the site is
served, playing is repeated only when our rooms import something new, because it takes seconds. This
can miss a module that Python itself imports for code that was not played before. The simulator
then says which module is missing, and the next `make build` sends it.
"""

import re
from collections.abc import Callable, Mapping
from io import BytesIO

from mfa_rehearsal.publish.runtime import zips
from mfa_rehearsal.publish.runtime.kept import Kept, key_of
from mfa_rehearsal.publish.runtime.sources import Sources

Play = Callable[[], Sources]
"""Plays the simulator and returns the sources that it needed, without our rooms."""

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
    """Return the sources that the rooms need; play the simulator only if they are not known yet.

    Args:
        rooms: our Python. The guide's words are data and need no module.
        others: the archives to take the needed sources from.
        tools: a hash of the tools that play.
        quick: whether an earlier play of rooms with the same imports is enough.
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
    """Return the distinct import statements of rooms, sorted."""
    return sorted({found[0].strip() for text in rooms.values() for found in IMPORT.finditer(text)})


def _hash(files: Sources) -> str:
    return key_of(*(part for name in sorted(files) for part in (name, files[name])))
