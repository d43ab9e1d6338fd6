"""Which pages a simulator has: one for each step and lesson that a reader can start at."""

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Edition
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.lessons import guide_lesson
from mfa_rehearsal.lessons.guides import GUIDES, offered_lessons

SEED = "prerender"
MOMENT = UnixSeconds(1_800_000_000)
"""Any seed and time will do, because prerendered pages show no code, key or time."""


def slugs(edition: Edition, options: SiteOptions = OURS) -> tuple[str, ...]:
    """Return the slugs that a page can open at: "" for the beginning, each lesson, each step.

    There are none if the site offers no lesson of this edition.
    """
    offered, first = offered_lessons(edition, options), guide_lesson(edition)
    if not offered:
        return ()
    guides = (lesson for lesson in offered if lesson.slug in GUIDES)
    steps = (step.slug for lesson in guides for step in lesson.steps)
    return ("", *steps, *(each.slug for each in offered if each.slug != first.slug))


def way_up(slug: str) -> str:
    """Return the relative path from a page to the folder of all editions."""
    return "../../" if slug else "../"
