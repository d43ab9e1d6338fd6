"""Drills: what goes wrong in real life, practiced on purpose.

A drill's slug is its heading id in docs/drills.md, where its words are, its page and its link.
"""

from mfa_rehearsal.console import Edition
from mfa_rehearsal.lessons.drills import (
    codes,
    demand,
    devices,
    keys,
    lures,
    pairs,
    passkeys,
    phones,
    wizards,
)
from mfa_rehearsal.lessons.lesson import Drill, Lesson

ORDER = (
    "pair-mistakes",
    "late-at-the-door",
    "late-in-the-list",
    "old-entry",
    "left-over-device",
    "wrong-clock",
    "one-code-two-sign-ins",
    "ten-tries",
    "false-page-code",
    "false-page-passkey",
    "second-device",
    "lost-phone",
    "new-phone",
    "remove-device",
    "eight-devices",
    "two-ways-in",
    "synced-passkey",
    "lost-security-key",
    "passkey-not-here",
    "mfa-at-the-door",
    "thirty-fifth-day",
    "no-camera",
    "own-phone",
)
"""In the order in which readers see them."""

TODAY_ONLY = frozenset(
    {"second-device", "new-phone", "eight-devices", *lures.DRILLS, *passkeys.DRILLS, *demand.DRILLS}
)
"""Drills with passkeys or with more than one device: the 2020 console gives root only one. The
false page is drawn only beside today's."""

MODULES = (pairs, wizards, codes, lures, phones, devices, keys, passkeys, demand)
ALL: dict[str, Drill] = {slug: drill for module in MODULES for slug, drill in module.DRILLS.items()}


def drills(edition: Edition) -> tuple[Lesson, ...]:
    """Return the drills that an edition has, in order."""
    slugs = (slug for slug in ORDER if edition == "today" or slug not in TODAY_ONLY)
    return tuple(ALL[slug].lesson(slug, edition) for slug in slugs)


def find_drill(edition: Edition, slug: str) -> Lesson | None:
    """Return a drill by its slug, or None."""
    return next((drill for drill in drills(edition) if drill.slug == slug), None)
