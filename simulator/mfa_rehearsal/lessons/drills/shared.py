"""Steps that several drills share, each with its own slug."""

from mfa_rehearsal.iam.activity import SIGN_IN
from mfa_rehearsal.lessons.cases import BROUGHT_IN_SYNC, OUT_OF_SYNC
from mfa_rehearsal.lessons.goals import history, sync
from mfa_rehearsal.lessons.lesson import Case, Goal, Step
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import detours, steps


def valid_pair(slug: str, *passed: Case) -> Step:
    """Return the step of sending a valid pair."""
    hint = "Type two codes in a row and send them."
    goal = sync.assigned_in_time
    return Step(
        slug,
        goal,
        detours.valid_pair,
        hint,
        offers=NEXT_CODE,
        passed=(*passed, *BROUGHT_IN_SYNC),
        instead=(OUT_OF_SYNC,),
    )


def be_refused(slug: str, *passed: Case) -> Step:
    """Return the step of trying a code from a device that is out of sync."""
    hint = "Sign out, then sign in with the phone's current code."
    goal = history.refused("code-out-of-step", SIGN_IN)
    return Step(slug, goal, detours.refused_sign_in, hint, passed=passed)


def sign_in(slug: str, goal: Goal = sync.proved_in_sync) -> Step:
    """Return the step of signing in with a code from a device that is in sync."""
    hint = "Sign out if you're signed in, then sign in with the code on the phone."
    return Step(slug, goal, steps.sign_in_again, hint, offers=NEXT_CODE)
