"""What a lesson is made of: steps as data, each with a goal and a solution that proves it.

Readers leave the expected path: they do right what a drill wants done wrong, or do things in
another order. What is then true of a step stands beside its goal, as Cases.
"""

from collections.abc import Callable, Generator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from mfa_rehearsal.console import Action, Edition, World

Goal = Callable[[World], bool]
Playing = Generator[Action, World, None]
Going = Generator[Action, World, World]
"""A part of a way that hands the world on to the next part."""
Solution = Callable[[World], Playing | Going]

Credit = Literal["done", "shown"]
"""Who did a step: the reader, or the coach on being asked to show it."""
Credits = Mapping[str, Credit]
"""The steps that have happened, by slug."""


def always(_: World) -> bool:
    """Hold in every world."""
    return True


@dataclass(frozen=True)
class Offer:
    """Something the coach lets the reader do that no console or phone has a button for.

    Args:
        when: whether a world has any use for it.
    """

    label: str
    action: Action
    when: Goal = always


@dataclass(frozen=True)
class Case:
    """Words for a world that the words of a step do not fit.

    Args:
        when: whether a world is of this kind.
        words: what is true in it, and how to go on. A control's name stands in `**`, AWS's as
            `{field}` of the edition's Labels.
    """

    when: Goal
    words: str


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
        goal: whether it happens in a world. It need not last: the run remembers it.
        solution: from a world in which all earlier steps are done, the actions that do it. A
            generator that is sent each new World, since codes are known only once shown.
        hint: where to look, in one sentence, for a reader who is stuck.
        instead_of: slug of the step that this one is another way for.
        offers: what the coach lets the reader do in this step.
        keeps: whether a step that has happened still counts. In a drill it always does; in the
            guide a reader who cancels the wizard is back at the step that starts it.
        passed: worlds in which the reader has passed the step by, so that the lesson goes on
            without it.
        instead: worlds in which it is still to be done, but its words do not fit.
    """

    slug: str
    goal: Goal
    solution: Solution
    hint: str
    instead_of: str = ""
    offers: tuple[Offer, ...] = ()
    keeps: Goal = always
    passed: tuple[Case, ...] = ()
    instead: tuple[Case, ...] = ()


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

    def credited(self, world: World, before: Credits, credit: Credit) -> Credits:
        """Return the steps that have happened, now that the run has come to this world.

        Args:
            before: those that had happened before.
            credit: whose doing the present world is.
        """
        return {
            step.slug: before.get(step.slug, credit)
            for step in self.steps
            if (step.slug in before and step.keeps(world)) or step.goal(world)
        }

    def passed(self, world: World, credits: Credits) -> Mapping[str, str]:
        """Return the words for each step that the reader has passed by, by slug."""
        taken = self.taken(credits.keys())
        cases = {s.slug: first_case(s.passed, world) for s in self.steps if s.slug not in taken}
        return {slug: case.words for slug, case in cases.items() if case}

    def next_after(self, done: Set[str]) -> Step | None:
        """Return the first step that is still to do after these, or None when there is none.

        Of two ways to the same end either will do; the main one is offered.
        """
        taken = self.taken(done)
        main = (step for step in self.steps if not step.instead_of)
        return next((step for step in main if step.slug not in taken), None)

    def taken(self, done: Set[str]) -> Set[str]:
        """Return the slugs of the steps that are done, or whose other way has been taken."""
        pairs = [(step.slug, step.instead_of) for step in self.steps if step.instead_of]
        others = {main for way, main in pairs if way in done}
        return done | others | {way for way, main in pairs if main in done}


def first_case(cases: tuple[Case, ...], world: World) -> Case | None:
    """Return the first case that a world is of, or None."""
    return next((case for case in cases if case.when(world)), None)


@dataclass(frozen=True)
class Drill:
    """A lesson as it is told of every edition that has it; its parts are the lesson's.

    Args:
        classic_steps: the steps in the 2020 console, where they are others.
    """

    opening: Solution
    steps: tuple[Step, ...]
    real_time: bool = False
    classic_steps: tuple[Step, ...] = ()

    def lesson(self, slug: str, edition: Edition) -> Lesson:
        """Return it as a lesson in one edition."""
        steps = self.classic_steps if edition == "classic" else ()
        return Lesson(slug, edition, steps or self.steps, self.opening, self.real_time)
