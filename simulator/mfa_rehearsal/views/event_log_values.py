"""The event log of a run as plain values: what CloudTrail would show, and the totals."""

from dataclasses import dataclass

from mfa_rehearsal import iam
from mfa_rehearsal.iam.activity import SIGN_IN, Event
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.views.times import date_text, local, span_text, time_text

SUMMARY_KEYS = ("AccountMFAEnabled", "MFADevices", "MFADevicesInUse")
"""The MFA counts in the account summary. Source: IAM API Reference, GetAccountSummary."""


OWN_ADDRESS = "198.51.100.7"
"""Where the reader signs in from: an address for documentation (RFC 5737)."""


@dataclass(frozen=True, eq=False)
class EventRow:
    """One event as the log shows it.

    Args:
        details: one line each; empty ones are left out.
        error_code: why AWS refused the call, or "".
        by_stranger: whether somebody else made it.
    """

    time: str
    name: str
    details: tuple[str, ...]
    error_code: str
    by_stranger: bool


@dataclass(frozen=True, eq=False)
class EventLogValues:
    """What the coach's templates read from the event log.

    Args:
        events: newest first.
        summary: MFA counts from the account summary, by AWS's names.
        refusals: how many calls AWS refused in this run.
        when: the date.
        took: how long the run took, in simulated time.
    """

    events: tuple[EventRow, ...]
    summary: tuple[tuple[str, int], ...]
    refusals: int
    when: str
    took: str


def event_log_values(run: Run, utc_offset_s: int, *, live: bool) -> EventLogValues:
    """Return what the coach's templates read from the event log; no events if prerendered."""
    activity = run.world.activity if live else ()
    summary = iam.account_summary(run.world.account)
    now = run.world.now
    return EventLogValues(
        events=tuple(_event(event, utc_offset_s) for event in reversed(activity)),
        summary=tuple((name, summary[name]) for name in SUMMARY_KEYS),
        refusals=sum(bool(event.error_code) for event in _since(run)),
        when=f"{date_text(now, utc_offset_s)}, {local(now, utc_offset_s):%Y}",
        took=span_text(max(now - run.start.now - run.world.clock_moved_s, 1)),
    )


def _since(run: Run) -> tuple[Event, ...]:
    """Return the events of the run itself, without those that led to its starting point."""
    return run.world.activity[len(run.start.activity) :]


def _event(event: Event, utc_offset_s: int) -> EventRow:
    signs_in = event.name == SIGN_IN
    mfa_used = f"MFAUsed: {'Yes' if event.mfa_used else 'No'}"
    source = f"sourceIPAddress: {event.source_ip or OWN_ADDRESS}"
    return EventRow(
        time=time_text(event.time, utc_offset_s),
        name=event.name,
        details=(
            mfa_used if signs_in else "",
            event.resource.rpartition("/")[2],
            source if signs_in else "",
        ),
        error_code=event.error_code,
        by_stranger=bool(event.source_ip),
    )
