"""What a run has left behind, as plain values: the account's activity, its summary, the tally."""

from mfa_rehearsal import iam
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.views.times import date_text, local, span_text

TOLD = ("AccountMFAEnabled", "MFADevices", "MFADevicesInUse")
"""What of the account's summary is about MFA. Source: IAM API Reference, GetAccountSummary."""


def record_values(run: Run, utc_offset_s: int, *, live: bool) -> dict[str, object]:
    """Return what the coach's templates read of the past; in a page made beforehand, no times."""
    activity = run.world.activity if live else ()
    summary = iam.account_summary(run.world.account)
    return {
        "events": [_event(event, utc_offset_s) for event in reversed(activity)],
        "summary": {name: summary[name] for name in TOLD},
        "mistakes": sum(bool(event.error_code) for event in _since(run)),
        "when": f"{date_text(run.world.now, utc_offset_s)} {local(run.world.now, utc_offset_s):%Y}",
        "took": span_text(max(run.world.now - run.start.now - run.world.clock_moved_s, 1)),
    }


def _since(run: Run) -> tuple[Event, ...]:
    """Return the records of the run itself, without those of the way to where it began."""
    return run.world.activity[len(run.start.activity) :]


def _event(event: Event, utc_offset_s: int) -> dict[str, object]:
    moment = local(event.time, utc_offset_s)
    details = []
    if event.name == "ConsoleLogin":
        details = [f"MFAUsed: {'Yes' if event.mfa_used else 'No'}"]
    return {
        "time": f"{moment:%H:%M:%S}",
        "name": event.name,
        "details": [*details, event.resource.rpartition("/")[2]],
        "error": event.error_code,
    }
