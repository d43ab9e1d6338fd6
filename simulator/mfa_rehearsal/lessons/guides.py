"""The lessons of the guides, and how to find a lesson by its own slug or that of a step."""

from mfa_rehearsal.console import Edition
from mfa_rehearsal.console.site_options import SiteOptions
from mfa_rehearsal.lessons.drills import drills, find_drill
from mfa_rehearsal.lessons.enrollment import ENROLLMENT, guide_lesson
from mfa_rehearsal.lessons.lesson import Lesson
from mfa_rehearsal.lessons.passkey_enrollment import PASSKEY_ENROLLMENT, passkey_lesson

GUIDES = frozenset({ENROLLMENT, PASSKEY_ENROLLMENT})
"""The slugs of the lessons whose words are a guide's, not the drills page's."""


def guide_lessons(edition: Edition) -> tuple[Lesson, ...]:
    """Return the lessons of an edition's guides; the first is where its simulator begins."""
    first = guide_lesson(edition)
    return (first, passkey_lesson()) if edition == "today" else (first,)


def offered_lessons(edition: Edition, options: SiteOptions) -> tuple[Lesson, ...]:
    """Return the lessons of an edition that a site offers, in the order in which readers see them.

    There may be none: some drills exist only in today's console.
    """
    lessons = (*guide_lessons(edition), *drills(edition))
    return tuple(lesson for lesson in lessons if options.offers(lesson.slug))


def find_lesson(edition: Edition, slug: str) -> Lesson | None:
    """Return a drill or a guide's lesson by its slug, or None."""
    guides = (lesson for lesson in guide_lessons(edition) if lesson.slug == slug)
    return find_drill(edition, slug) or next(guides, None)


def lesson_of_step(edition: Edition, slug: str) -> Lesson:
    """Return the guide's lesson that has a step, or the first one for "".

    Raises:
        KeyError: no guide of this edition has the step.
    """
    lessons = guide_lessons(edition)
    if not slug:
        return lessons[0]
    found = (lesson for lesson in lessons if slug in {step.slug for step in lesson.steps})
    lesson = next(found, None)
    if lesson is None:
        raise KeyError(slug)
    return lesson
