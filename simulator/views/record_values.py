"""What a run has left behind, as plain values: the account's activity, its summary, the tally."""

from simulator import iam
from simulator.clock import PERIOD_S, UnixSeconds, later
from simulator.iam.activity import Event
from simulator.iam.totp import is_code
from simulator.lessons import Run
from simulator.lessons.evidence import Origin, codes_of, origin_of
from simulator.views.times import date_text, local, span_text

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
        "took": span_text(max(run.world.now - run.start.now, 1)),
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


def evidence_values(run: Run, utc_offset_s: int) -> list[str]:
    """Return a sentence on each code that was refused: whose it is, and when it was shown."""
    codes = codes_of(run.refused_action) if run.refusal else ()
    if not codes:
        return []
    names = ("The first code", "The second code") if len(codes) == 2 else ("This code",)
    origins = (origin_of(run.world, code) for code in codes)
    return [
        f"{name} {_told(origin, utc_offset_s)}" for name, origin in zip(names, origins, strict=True)
    ]


def _told(origin: Origin, utc_offset_s: int) -> str:
    if not is_code(origin.code):
        return _malformed(origin.code)
    if origin.entry is None or origin.shown_from is None:
        return "is from no entry on this phone, of the last hour."
    begun, ended = origin.shown_from, later(origin.shown_from, PERIOD_S)
    shown = f"{_seconds(begun, utc_offset_s)} to {_seconds(ended, utc_offset_s)}"
    age_s = origin.age_periods * PERIOD_S
    when = f"{span_text(age_s)} ago" if age_s else "now"
    return f"belongs to {origin.entry.account_name}, from {shown}, {when}."


def _malformed(typed: str) -> str:
    if not typed:
        return "is missing."
    if not (typed.isascii() and typed.isdigit()):
        return "has something else in it than the digits 0 to 9."
    return f"has {len(typed)} digits." if len(typed) > 1 else "has one digit."


def _seconds(moment: UnixSeconds, utc_offset_s: int) -> str:
    return f"{local(moment, utc_offset_s):%H:%M:%S}"
