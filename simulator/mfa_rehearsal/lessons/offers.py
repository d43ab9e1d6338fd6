"""Actions the coach offers because neither the console nor the phone has a button for them."""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S
from mfa_rehearsal.lessons.lesson import Goal, Offer

TEN_MINUTES_S = 600
TEN_MINUTES_STEPS = TEN_MINUTES_S // PERIOD_S

WALK_AWAY = (Offer("Walk away for 10 minutes", a.SkipAhead(TEN_MINUTES_S)),)
NEXT_CODE = (Offer("Skip to the next code", a.SkipToNextCode()),)
NEXT_WINDOW = (Offer("Wait three minutes", a.SkipAhead(ATTEMPT_WINDOW_S)),)


def see_section(when: Goal) -> tuple[Offer, ...]:
    """Return the offer to say that the MFA section is in view, because looking needs no press."""
    return (Offer("I can see it", a.OpenMfaSection(), when),)
