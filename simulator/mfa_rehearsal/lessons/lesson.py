"""The parts of a lesson: steps as data, each with a goal and a solution that proves it.

Readers leave the expected path: they avoid a mistake that a drill expects, or do things in another
order. The words for this are Cases, listed beside the step's goal.
"""

from collections.abc import Callable, Generator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from mfa_rehearsal.console import Action, Edition, World

Goal = Callable[[World], bool]
Actions = Generator[Action, World, None]
Route = Generator[Action, World, World]
"""Actions that return the last world, so that the next part of a solution can continue."""
Solution = Callable[[World], Actions | Route]

Credit = Literal["done", "shown"]
"""Who did a step: the reader, or the coach through Show me."""
Credits = Mapping[str, Credit]
"""The steps that have happened, by slug."""


def always(_: World) -> bool:
    """Return True for every world."""
    return True


@dataclass(frozen=True)
class Offer:
    """An action that the coach offers and that neither the console nor the phone has a button for.

    Args:
        when: whether the action is useful in a world.
    """

    label: str
    action: Action
    when: Goal = always


@dataclass(frozen=True)
class Case:
    """Words for a world in which a step's own words don't fit.

    Args:
        when: whether the case applies to a world.
        words: what is true in it, and how to continue. The name of a control is in `**`; AWS's
            names are `{field}` of the edition's Labels.
    """

    when: Goal
    words: str


def nothing(_: World) -> Actions:
    """Do nothing."""
    yield from ()


def walk(route: Solution, world: World) -> Route:
    """Follow a route as part of another, and return the world where it ends."""
    actions = route(world)
    action = next(actions, None)
    while action is not None:
        world = yield action
        try:
            action = actions.send(world)
        except StopIteration:
            return world
    return world


@dataclass(frozen=True)
class Step:
    """One thing to learn.

    Args:
        slug: its name everywhere: heading id in the guide, image, page, link.
        goal: whether the step happens in a world. It need not stay true: the run remembers it.
        solution: the actions that do the step, starting in a world in which all earlier steps are
            done. A generator that is sent each new World, because codes are known only once shown.
        hint: where to look, in one sentence, for a reader who is stuck.
        instead_of: slug of the step to which this one is an alternative.
        offers: what the coach lets the reader do in this step.
        keeps: whether a step that has happened still counts. In a drill it always does; in the
            guide, a reader who cancels the wizard is back at the step that starts it.
        passed: worlds in which the reader has bypassed the step, so that the lesson continues
            without it.
        instead: worlds in which the step is still to do, but its words don't fit.
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
        slug: its name: "enrolment", "passkey", or the drill's heading id; also its page and link.
        opening: the route to the world in which it begins.
        real_time: whether a real phone takes part. It can't follow skipped time, so nothing that
            skips is offered.
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
        """Return the steps that lead up to one, without alternatives."""
        slugs = [step.slug for step in self.steps]
        if slug and slug not in slugs:
            raise KeyError(slug)
        earlier = self.steps[: slugs.index(slug)] if slug else ()
        other = self.step(slug).instead_of if slug else ""
        return tuple(s for s in earlier if not s.instead_of and s.slug != other)

    def credited(self, world: World, before: Credits, credit: Credit) -> Credits:
        """Return the steps that have happened by the time the run reaches this world.

        Args:
            before: the steps that had already happened.
            credit: who brought about this world.
        """
        return {
            step.slug: before.get(step.slug, credit)
            for step in self.steps
            if (step.slug in before and step.keeps(world)) or step.goal(world)
        }

    def passed(self, world: World, credits: Credits) -> Mapping[str, str]:
        """Return the words for each step that the reader has bypassed, by slug."""
        taken = self.taken(credits.keys())
        cases = {s.slug: first_case(s.passed, world) for s in self.steps if s.slug not in taken}
        return {slug: case.words for slug, case in cases.items() if case}

    def next_after(self, done: Set[str]) -> Step | None:
        """Return the first step that is still to do after these, or None.

        If two steps lead to the same end, either of them counts as both; the main one is returned.
        """
        taken = self.taken(done)
        main = (step for step in self.steps if not step.instead_of)
        return next((step for step in main if step.slug not in taken), None)

    def taken(self, done: Set[str]) -> Set[str]:
        """Return the slugs of the steps that are done, or whose alternative is done."""
        pairs = [(step.slug, step.instead_of) for step in self.steps if step.instead_of]
        others = {main for other, main in pairs if other in done}
        return done | others | {other for other, main in pairs if main in done}


def first_case(cases: tuple[Case, ...], world: World) -> Case | None:
    """Return the first case that applies to a world, or None."""
    return next((case for case in cases if case.when(world)), None)


@dataclass(frozen=True)
class Drill:
    """A lesson for every edition that has it, with the same parts as a Lesson.

    Args:
        classic_steps: the steps in the 2020 console, if they differ.
    """

    opening: Solution
    steps: tuple[Step, ...]
    real_time: bool = False
    classic_steps: tuple[Step, ...] = ()

    def lesson(self, slug: str, edition: Edition) -> Lesson:
        """Return the drill as a lesson in one edition."""
        steps = self.classic_steps if edition == "classic" else ()
        return Lesson(slug, edition, steps or self.steps, self.opening, self.real_time)
