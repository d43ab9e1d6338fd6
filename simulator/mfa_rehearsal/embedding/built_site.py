"""The built site, as one zip: in an installed package, or in a checkout after `make build`.

Rule: it is read and never made here, so an installed package needs neither Node nor MkDocs.
"""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

PACKAGE = Path(__file__).parents[1]
PLACES = (PACKAGE / "site.zip", PACKAGE.parents[1] / "site/mfa-rehearsal.zip")
"""Where a wheel has the zip, and where a checkout has it."""

FOLDER = "mfa-rehearsal/"
"""The folder in the zip that contains the site."""


class NotBuiltError(Exception):
    """There is no built site; the message says how to get one."""


def find(places: tuple[Path, ...] = PLACES) -> Path:
    """Return the zip of the site.

    Raises:
        NotBuiltError: this is a checkout in which nothing was built yet.
    """
    for place in places:
        if place.exists():
            return place
    raise NotBuiltError("This checkout has no built site yet. To build it, run: make build")


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the address within the site and the content of each file in a zip."""
    with ZipFile(site) as zipped:
        for name in zipped.namelist():
            yield name.removeprefix(FOLDER), zipped.read(name)
