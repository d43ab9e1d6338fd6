"""Where and when a run is looked at: the page, the reader's time zone, before or after Python."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ViewContext:
    """Where and when a run is looked at.

    Args:
        root: the way from the page to the site's root, such as "../../../".
        utc_offset_s: the reader's distance from UTC in seconds.
        live: False for a page made beforehand, which shows no secret, code or time.
    """

    root: str
    utc_offset_s: int = 0
    live: bool = True
