"""A run is its list of actions: what a reader did, and the world that resulted.

Playing the list again gives an equal run. Undoing, resuming and links into the middle are just
other lists.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.console import Action, ActionRefusal, Edition, NotHere, World, apply, begin
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.lessons.enrollment import guide_lesson
from mfa_rehearsal.lessons.guides import find_lesson, lesson_of_step, offered_lessons
from mfa_rehearsal.lessons.lesson import Credit, Credits, Lesson, Solution, Step

CLOCK_ACTIONS = (a.Wait, a.FollowClock)
"""Actions that only move the clock, which nobody can undo."""

NOT_PRESSES = (*CLOCK_ACTIONS, a.EnterCodes)
"""Actions that don't count as presses, so Undo looks past them."""

SMALL_CORRECTION_S = 5
"""If a computer's clock is set back by less than this, the run waits for it to catch up."""


@dataclass(frozen=True)
class Run:
    """One reader's run.

    Args:
        start: the world before the first action.
        world: the world after the last action.
        actions: everything that was done, refused actions included, because AWS remembers them.
        refusal: the refusal of the last action, if it was refused.
        refused_action: the action that was refused.
        lesson: what is being practiced.
        prefers: slug of the step that the reader came for, if two lead to the same end.
        credits: the steps that have happened, and who did them.
        passed: words for each step that the reader has bypassed, by its slug.
        over: whether at some moment nothing was left to do. It stays so, and from then on no more
            steps are done or bypassed.
        waits: whether the last action was a wait that completed no step, so that the next wait can
            be added to it.
    """

    start: World
    world: World
    lesson: Lesson
    prefers: str = ""
    actions: tuple[Action, ...] = ()
    refusal: Refusal | None = None
    refused_action: Action | None = None
    credits: Credits = field(default_factory=dict)
    passed: Mapping[str, str] = field(default_factory=dict)
    over: bool = False
    waits: bool = False

    @property
    def presses(self) -> int:
        """How many of the actions can be undone."""
        return sum(not isinstance(action, NOT_PRESSES) for action in self.actions)

    @property
    def refused_codes(self) -> tuple[str, ...]:
        """The codes in the refused action, without spaces."""
        return self.refused_action.codes if self.refused_action else ()

    @property
    def done(self) -> frozenset[str]:
        """Slugs of the steps that have happened."""
        return frozenset(self.credits)

    @property
    def can_undo(self) -> bool:
        """Whether the reader has done anything that can be undone."""
        return self.presses > 0


def begin_run(edition: Edition, seed: str, now: UnixSeconds) -> Run:
    """Return a run of the thirteen steps without any actions."""
    return begin_lesson(guide_lesson(edition), seed, now)


def begin_lesson(lesson: Lesson, seed: str, now: UnixSeconds, options: SiteOptions = OURS) -> Run:
    """Return a run at the beginning of a lesson, in true time."""
    return _in_true_time(lesson, "", seed, now, options)


def _in_true_time(
    lesson: Lesson, slug: str, seed: str, now: UnixSeconds, options: SiteOptions
) -> Run:
    """Play up to a step, starting early enough to arrive there now."""
    run = _up_to(lesson, slug, seed, now, options)
    waited = run.world.now - now
    return _up_to(lesson, slug, seed, later(now, -waited), options) if waited else run


def _up_to(lesson: Lesson, slug: str, seed: str, now: UnixSeconds, options: SiteOptions) -> Run:
    opened = _opened(lesson, seed, now, options)
    run = begun(Run(opened, opened, lesson))
    for step in lesson.before(slug):
        run = follow(run, step.solution)
    return run


def _opened(lesson: Lesson, seed: str, now: UnixSeconds, options: SiteOptions) -> World:
    """Return the world in which a lesson begins.

    The site's own rule for device names applies from then on, except to the names that the opening
    has used: they are part of the lesson.
    """
    world = begin(lesson.edition, seed, now, replace(options, name_rule=None))
    opened = follow(Run(world, world, lesson), lesson.opening).world
    devices = (*opened.account.devices, *opened.account.passkeys)
    names = frozenset(device.name for device in devices)
    return replace(opened, options=options, exempt_names=names)


def begun(run: Run) -> Run:
    """Return a run without actions, credited with the steps that its first world fulfills."""
    return _judged(run, "done")


def _judged(run: Run, credit: Credit) -> Run:
    """Return a run with its steps judged by its world, unless it is over."""
    if run.over:
        return run
    credits = run.lesson.credited(run.world, run.credits, credit)
    passed = run.lesson.passed(run.world, credits)
    judged = replace(run, credits=credits, passed=passed)
    return replace(judged, over=next_step(judged) is None)


def play(run: Run, action: Action) -> Run:
    """Play one action. If the screen doesn't offer it, the run stays as it is."""
    try:
        world, refusal = apply(run.world, action), None
    except NotHere:
        return run
    except ActionRefusal as refused:
        world, refusal = refused.world, refused
    done = _judged(replace(run, world=world), "shown" if action.shown else "done")
    waits = isinstance(action, a.Wait) and (done.done, done.over) == (run.done, run.over)
    done = replace(done, actions=_with(run, action), waits=waits)
    if isinstance(action, NOT_PRESSES):
        return done
    return replace(done, refusal=refusal, refused_action=action if refusal else None)


def pass_time(run: Run, now: UnixSeconds) -> Run:
    """Let the run catch up with the computer's clock, even if that was set back."""
    seconds = now + run.world.skipped_s - run.world.now
    if seconds <= -SMALL_CORRECTION_S:
        return follow_clock(run, seconds)
    return play(run, a.Wait(seconds)) if seconds > 0 else run


def follow_clock(run: Run, seconds: int) -> Run:
    """Move the run's clock by as much as the computer's clock was changed."""
    return play(run, a.FollowClock(seconds))


def undo(run: Run) -> Run:
    """Undo the reader's last press; the time stays as it is."""
    actions = list(run.actions)
    if not run.can_undo:
        return run
    last = max(i for i, action in enumerate(actions) if not isinstance(action, NOT_PRESSES))
    times = [action for action in actions[last:] if isinstance(action, CLOCK_ACTIONS)]
    return replay(run, (*actions[:last], *times))


def rewind(run: Run, presses: int) -> Run:
    """Return the run as it was after so many presses, by the computer's clock as it is set now."""
    ends = [i for i, action in enumerate(run.actions) if not isinstance(action, NOT_PRESSES)]
    if presses >= len(ends):
        return run
    before, after = run.actions[: ends[presses]], run.actions[ends[presses] :]
    moves = (action for action in after if isinstance(action, a.FollowClock))
    return replay(run, (*before, *moves))


def replay(run: Run, actions: tuple[Action, ...]) -> Run:
    """Return the run that these actions make from the same start."""
    again = begun(Run(run.start, run.start, run.lesson, run.prefers))
    for action in actions:
        again = play(again, action)
    return again


def next_step(run: Run) -> Step | None:
    """Return the first step that is neither done nor bypassed, or None."""
    return run.lesson.next_after(run.done | run.passed.keys())


def current(run: Run) -> Step | None:
    """Return the step the reader is at, or None if nothing is left to do."""
    if run.over:
        return None
    step = next_step(run)
    chosen = run.lesson.step(run.prefers) if run.prefers else step
    return chosen if step and chosen and chosen.instead_of == step.slug else step


def open_at(
    edition: Edition, slug: str, seed: str, now: UnixSeconds, options: SiteOptions = OURS
) -> Run:
    """Return a run of a guide's lesson or of a drill, in true time.

    Args:
        slug: the step that the run starts at, with all earlier ones done; a lesson; or "" for the
            beginning of the first lesson that is offered.

    Raises:
        KeyError: there is no such step or lesson.
    """
    lesson = find_lesson(edition, slug) if slug else offered_lessons(edition, options)[0]
    if lesson:
        return begin_lesson(lesson, seed, now, options)
    lesson = lesson_of_step(edition, slug)
    return replace(_in_true_time(lesson, slug, seed, now, options), prefers=slug)


def unchanged(action: Action) -> Action:
    """Return the same action."""
    return action


def follow(run: Run, solution: Solution, doing: Callable[[Action], Action] = unchanged) -> Run:
    """Play a solution.

    Args:
        doing: returns the action to play in place of each of the solution's actions.
    """
    actions = solution(run.world)
    try:
        action = next(actions, None)
        while action is not None:
            run = play(run, doing(action))
            action = actions.send(run.world)
    except StopIteration:
        return run
    except Refusal as no_way_on:
        return replace(run, refusal=no_way_on)
    return run


def _with(run: Run, action: Action) -> tuple[Action, ...]:
    """Return a run's actions and one more; a wait is added to the one before it."""
    actions = run.actions
    if run.waits and isinstance(action, a.Wait) and isinstance(actions[-1], a.Wait):
        return (*actions[:-1], a.Wait(actions[-1].seconds + action.seconds))
    return (*actions, action)
