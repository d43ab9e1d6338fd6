"""What a lesson is made of: steps as data, each with a goal and a solution that proves it."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from simulator.console import Action, Edition, World

Goal = Callable[[World], bool]
Playing = Generator[Action, World, None]
Going = Generator[Action, World, World]
"""A part of a way that hands the world on to the next part."""
Solution = Callable[[World], Playing | Going]


@dataclass(frozen=True)
class Offer:
    """Something the coach lets the reader do that no console or phone has a button for."""

    label: str
    action: Action


def nothing(_: World) -> Playing:
    """Walk no way at all."""
    yield from ()


def walk(way: Solution, world: World) -> Going:
    """Walk a way as part of another, and hand on the world at its end."""
    walking = way(world)
    action = next(walking, None)
    while action is not None:
        world = yield action
        try:
            action = walking.send(world)
        except StopIteration:
            return world
    return world


@dataclass(frozen=True)
class Step:
    """One thing to learn.

    Args:
        slug: its name everywhere: heading id in the guide, image, page, link.
        goal: whether a world has it done. It may become undone: who cancels the wizard is
            back at the step that starts it.
        solution: from a world in which all earlier steps are done, the actions that do it. A
            generator that is sent each new World, since codes are known only once shown.
        hint: where to look, in one sentence, for who is stuck.
        instead_of: slug of the step that this one is another way for.
        offers: what the coach lets the reader do in this step.
    """

    slug: str
    goal: Goal
    solution: Solution
    hint: str
    instead_of: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """Steps in order, in one edition of the console.

    Args:
        slug: its name: "enrolment", or the drill's heading id, page and link.
        opening: the way to the world in which it begins.
        real_time: whether a phone of one's own takes part, which cannot follow when time is
            skipped: then nothing that skips is offered.
    """

    slug: str
    edition: Edition
    steps: tuple[Step, ...]
    opening: Solution = nothing
    real_time: bool = False

    def step(self, slug: str) -> Step:
        """Return a step by its slug.

        Raises:
            KeyError: the lesson has no such step.
        """
        return {step.slug: step for step in self.steps}[slug]

    def before(self, slug: str) -> tuple[Step, ...]:
        """Return the steps that lead up to one, without other ways to the same end."""
        slugs = [step.slug for step in self.steps]
        if slug and slug not in slugs:
            raise KeyError(slug)
        earlier = self.steps[: slugs.index(slug)] if slug else ()
        other = self.step(slug).instead_of if slug else ""
        return tuple(s for s in earlier if not s.instead_of and s.slug != other)

    def done(self, world: World) -> frozenset[str]:
        """Return the slugs of the steps whose goal the world has reached."""
        return frozenset(step.slug for step in self.steps if step.goal(world))

    def is_over(self, world: World) -> bool:
        """Whether all steps are done. The last is asked first: most often it is not."""
        return self.steps[-1].goal(world) and self.next_after(self.done(world)) is None

    def next_after(self, done: frozenset[str]) -> Step | None:
        """Return the first step that is still to do after these, or None when there is none.

        Of two ways to the same end either will do; the main one is offered.
        """
        settled = done | {step.instead_of for step in self.steps if step.slug in done}
        main = (step for step in self.steps if not step.instead_of)
        return next((step for step in main if step.slug not in settled), None)


@dataclass(frozen=True)
class Drill:
    """A lesson as it is told of every edition that has it; its parts are the lesson's."""

    opening: Solution
    steps: tuple[Step, ...]
    real_time: bool = False

    def lesson(self, slug: str, edition: Edition) -> Lesson:
        """Return it as a lesson in one edition."""
        return Lesson(slug, edition, self.steps, self.opening, self.real_time)
