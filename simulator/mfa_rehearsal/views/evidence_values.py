"""What the coach says about refused codes: which entry showed each one, and when."""

from mfa_rehearsal.clock import PERIOD_S, later
from mfa_rehearsal.iam.totp import is_code
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.lessons.evidence import Origin, origin_of
from mfa_rehearsal.lessons.explanation import position
from mfa_rehearsal.typed import wrong_digit
from mfa_rehearsal.views.phone_values import ORIGINS
from mfa_rehearsal.views.times import span_text, time_text


def evidence_values(run: Run, utc_offset_s: int) -> tuple[str, ...]:
    """Return a sentence about each refused code: which entry showed it, and when."""
    codes = run.refused_codes if run.refusal else ()
    if not codes:
        return ()
    names = ("The first code", "The second code") if len(codes) == 2 else ("This code",)
    origins = (origin_of(run.world, code) for code in codes)
    return tuple(
        f"{name} {_finding(run, origin, utc_offset_s)}"
        for name, origin in zip(names, origins, strict=True)
    )


def _finding(run: Run, origin: Origin, utc_offset_s: int) -> str:
    if not is_code(origin.code):
        return _malformed(origin.code)
    if origin.entry is None or origin.shown_from is None:
        return "wasn't shown on this phone in the last hour."
    begun, ended = origin.shown_from, later(origin.shown_from, PERIOD_S)
    shown = f"{time_text(begun, utc_offset_s)} to {time_text(ended, utc_offset_s)}"
    age_s = origin.age_periods * PERIOD_S
    when = f"{span_text(age_s)} ago" if age_s else "now"
    return f"is from {_which(run, origin, utc_offset_s)}, shown {shown}, {when}."


def _which(run: Run, origin: Origin, utc_offset_s: int) -> str:
    """Return an entry's name; if the phone has several, also its position and when it was added."""
    entry = origin.entry
    assert entry
    place = position(run.world, origin)
    if place == "the entry":
        return entry.account_name
    added = f"added {time_text(entry.added_at, utc_offset_s)} {ORIGINS[entry.origin]}"
    return f"{place} ({entry.account_name}, {added})"


def _malformed(typed: str) -> str:
    if not typed:
        return "is missing."
    if wrong := wrong_digit(typed):
        return f"contains a character that isn't a digit: {wrong[:1].lower()}{wrong[1:]}"
    return f"has {len(typed)} digits." if len(typed) > 1 else "has one digit."
