"""Cases that several lessons share: a device brought into sync another way, or not in sync yet."""

from mfa_rehearsal.lessons.goals import state, sync
from mfa_rehearsal.lessons.lesson import Case

OUT_OF_SYNC = Case(
    sync.assigned_out_of_sync,
    "The device is assigned but out of sync, so AWS refuses its codes. Resync it with two new codes"
    " in a row.",
)
BROUGHT_IN_SYNC = (
    Case(sync.resynced, "The pair was late, and a resync fixed it."),
    Case(
        sync.assigned_in_sync,
        "The device wasn't in sync at first. Now the phone's clock is where AWS expects it.",
    ),
)
IN_SYNC = Case(sync.assigned_in_sync, "Not needed: the device is in sync.")
IN_TRUE_SYNC = Case(sync.assigned_in_true_sync, "Not needed: the device is in sync.")
OUT_ALREADY = Case(sync.assigned_out_of_sync, "Not needed: the device is already out of sync.")
NEXT_WAITS = Case(
    state.next_code_waits,
    "The phone already shows the next code. Type it into **{code_2}** now. If you skip ahead,"
    " you'll miss it.",
)
