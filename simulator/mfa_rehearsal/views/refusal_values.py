"""AWS's refusals as plain values, and on which device the refused action was done."""

from dataclasses import dataclass

from mfa_rehearsal.console.effects.enrolling import OWN_RULE
from mfa_rehearsal.console.labels import REFUSAL_TITLES
from mfa_rehearsal.console.screens import PHONE
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.views.dialog_values import refused_in_dialog


@dataclass(frozen=True, eq=False)
class ConsoleRefusal:
    """What AWS says when it refuses.

    Args:
        field: name of the one field that is wrong, or "".
    """

    title: str
    message: str
    field: str


def console_refusal(run: Run) -> ConsoleRefusal | None:
    """Return AWS's refusal. The page shows nothing that the coach, phone or browser refuses."""
    refusal = run.refusal
    if refusal is None or run.refused_action is None or on_phone(run) or refused_in_dialog(run):
        return None
    if refusal.code == OWN_RULE:  # the coach says so: AWS has no such rule
        return None
    title = REFUSAL_TITLES[run.world.edition].get(refusal.code, "")
    return ConsoleRefusal(title, refusal.message, refusal.field)


def on_phone(run: Run) -> bool:
    """Return whether the refused action was done on the phone."""
    kinds = {kind for row in PHONE.values() for kind in row}
    return type(run.refused_action) in kinds
