"""Steps that stand in more than one drill, under a slug of each."""

from simulator.lessons import detours, drill_goals, goals, history, ways
from simulator.lessons.offers import NEXT_CODE
from simulator.lessons.step import Goal, Step


def true_pair(slug: str) -> Step:
    """Return the step of sending two codes as they should be."""
    hint = "Type two codes in a row and send them."
    return Step(slug, goals.in_step, detours.true_pair, hint, offers=NEXT_CODE)


def be_refused(slug: str) -> Step:
    """Return the step of trying a code of a device that is out of step."""
    hint = "Sign out, then sign in with the phone's current code."
    return Step(slug, history.refused("code-out-of-step"), detours.refused_sign_in, hint)


def sign_in(slug: str, goal: Goal = drill_goals.proved_in_step) -> Step:
    """Return the step of signing in with a code of a device that is in step."""
    hint = "Sign out if you are in, and sign in with the code that the phone shows."
    return Step(slug, goal, ways.sign_in_again, hint)
