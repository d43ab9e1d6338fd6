"""The networks and processors with which every column is measured.

Rule: Chromium's own throttling. Network throttling applies to workers too. Processor throttling
applies only to the page's main thread and is refused for a worker ("only supported for pages, not
workers"). That favors pages that run Python in a worker: ours and JupyterLite. So a second version
of one profile slows every thread of the page; see slowing.py.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """A network and a processor.

    Args:
        slower: how many times slower the processor is.
        mbit_s: the download rate, or None for no limit.
        latency_ms: the minimum time from request to first byte.
        every_thread: whether the page's workers are slowed down too.
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
    """Return profiles by name, or all if no name is given.

    Raises:
        SystemExit: a name is unknown.
    """
    known = {profile.name: profile for profile in PROFILES}
    asked = names.replace(",", " ").split() or list(known)
    if unknown := [name for name in asked if name not in known]:
        raise SystemExit(f"Unknown profile: {unknown[0]}. Known profiles: {', '.join(known)}")
    return tuple(known[name] for name in asked)
