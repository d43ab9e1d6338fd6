"""Where and when a run is shown: on which page, in which time zone, before or after Python."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ViewContext:
    """Where and when a run is shown.

    Args:
        root: the path from the page to the site's root, such as "../../../".
        utc_offset_s: the reader's UTC offset in seconds.
        live: False for a prerendered page, which shows no secret, code or time.
    """

    root: str
    utc_offset_s: int = 0
    live: bool = True
