"""Show me: do the current step for the reader, and look ahead at what it takes.

A solution looks at the world and continues from wherever the reader is. So the same few lines do
the current step, name the next control to press, and list the controls on the way.
"""

from collections.abc import Iterator
from dataclasses import replace

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import Action, World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.lessons.run import Run, current, follow, play
from mfa_rehearsal.lessons.solutions.codes import no_way_on


def show_me(run: Run) -> Run:
    """Do the current step for the reader, skipping ahead where the step waits."""
    step = current(run)
    if step is None:
        return run
    cleared = replace(run, refusal=None, refused_action=None)
    shown = follow(cleared, step.solution, _as_shown)
    if shown.refusal or current(shown) != step:
        return shown
    return replace(shown, refusal=no_way_on())


def next_action(run: Run) -> Action | None:
    """Return the first action of the current step's solution, or None if it can't continue."""
    step = current(run)
    try:
        return next(step.solution(run.world), None) if step else None
    except Refusal:
        return None


def way_ahead(run: Run) -> Iterator[tuple[World, Action]]:
    """Yield what the current step's solution does from here, each action with the world before it.

    Stop where the solution can't continue.
    """
    step = current(run)
    if step is None:
        return
    actions = step.solution(run.world)
    try:
        action = next(actions, None)
        while action is not None:
            yield run.world, action
            run = play(run, action)
            action = actions.send(run.world)
    except (StopIteration, Refusal):
        return


def _as_shown(action: Action) -> Action:
    """Return an action as the coach does it: skipping instead of waiting."""
    if isinstance(action, a.Wait):
        if action.seconds == PERIOD_S:
            return a.SkipToNextCode(shown=True)
        return a.SkipAhead(action.seconds, shown=True)
    return replace(action, shown=True)
