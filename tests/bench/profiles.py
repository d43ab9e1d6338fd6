"""The networks and processors under which every column is measured.

Rule: Chromium's own throttling. Its network part reaches workers too. Its processor part does not:
it holds up the page's main thread only, and is refused for a worker ("only supported for pages, not
workers"). That flatters whoever keeps Python in a worker, us and JupyterLite. So one profile comes
a second time with every thread of the page held up: see slowing.py.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """A network and a processor.

    Args:
        slower: how many times slower the processor is.
        mbit_s: download rate; None for as fast as it goes.
        latency_ms: from request to first byte, at least.
        every_thread: whether the page's workers are held up with it.
        patience_s: how long to wait for an answer before the run fails.
    """

    name: str
    words: str
    slower: int = 1
    mbit_s: float | None = None
    latency_ms: int = 0
    every_thread: bool = False
    patience_s: int = 60


PROFILES = (
    Profile("as-is", "As is"),
    Profile("slow", "CPU 4 times slower, 10 Mbit/s, 40 ms", 4, 10, 40, patience_s=120),
    Profile("slower", "CPU 6 times slower, 1.6 Mbit/s, 150 ms", 6, 1.6, 150, patience_s=300),
    Profile(
        "slow-all", "CPU 4 times slower in every thread, 10 Mbit/s, 40 ms", 4, 10, 40, True, 120
    ),
)


def named(names: str) -> tuple[Profile, ...]:
    """Return profiles by their names; all, for no name.

    Raises:
        SystemExit: there is none of that name.
    """
    known = {profile.name: profile for profile in PROFILES}
    asked = names.replace(",", " ").split() or list(known)
    if unknown := [name for name in asked if name not in known]:
        raise SystemExit(f"No profile {unknown[0]}. There are: {', '.join(known)}")
    return tuple(known[name] for name in asked)
