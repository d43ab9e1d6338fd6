"""Times as people read them. The reader's UTC offset is a parameter, in seconds."""

from datetime import UTC, datetime, timedelta

from mfa_rehearsal.clock import UnixSeconds


def local(now: UnixSeconds, utc_offset_s: int) -> datetime:
    """Return the reader's wall-clock time."""
    return datetime.fromtimestamp(now, UTC) + timedelta(seconds=utc_offset_s)


def clock_text(now: UnixSeconds, utc_offset_s: int) -> str:
    """Return hours and minutes, such as "09:41"."""
    return f"{local(now, utc_offset_s):%H:%M}"


def time_text(now: UnixSeconds, utc_offset_s: int) -> str:
    """Return hours, minutes and seconds, such as "09:41:05"."""
    return f"{local(now, utc_offset_s):%H:%M:%S}"


def date_text(now: UnixSeconds, utc_offset_s: int) -> str:
    """Return weekday, month and day, such as "Tuesday, November 24"."""
    moment = local(now, utc_offset_s)
    return f"{moment:%A}, {moment:%B} {moment.day}"


def offset_text(offset_s: int) -> str:
    """Return how wrong a clock is, such as "10 minutes fast", or "" if it is right."""
    if not offset_s:
        return ""
    return f"{span_text(offset_s)} {'fast' if offset_s > 0 else 'slow'}"


def span_text(seconds: int) -> str:
    """Return a span in full, largest units first, such as "1 minute 30 seconds"."""
    units = (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1))
    parts, rest = [], abs(seconds)
    for name, size in units:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {name}{'' if count == 1 else 's'}")
    return " ".join(parts) or "0 seconds"
