"""Gather the simulator as a static web app, and say which file stands at which address.

Rule: this module knows the addresses; bundle and prerender know the contents. Nothing here knows
MkDocs, so that another site builder needs only `build` and `files`.
"""

from collections.abc import Iterator
from pathlib import Path

from mfa_rehearsal.publish.content import figures
from mfa_rehearsal.publish.paths import CACHE, ROOT, SCRIPTS, STYLES
from mfa_rehearsal.publish.runtime import bundle
from mfa_rehearsal.publish.site import licenses, prerender

FONT = ROOT / "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"

SHARED_STYLES = ("tokens.css", "new-version.css")
"""What guide and simulator share: accent and typeface, and a notice that both show."""

PAGE_SCRIPTS = ("offline.js", "outdated.js")
"""What is on every page, of the guide and of the simulator, at an address that stays."""

PLACES = {
    "practice/app/runtime": "runtime",
    "practice/app": "pages",
}
"""Folders of the site, and which folders their files are made in."""


def build(out: Path = CACHE, *, quick: bool = False) -> None:
    """Make what is out of date: the runtime bundle, the pages that start it, the pictures.

    Args:
        out: the folder that they are made in.
        quick: for a site that is being written; see archive.py.
    """
    runtime = bundle.build(out, quick=quick)
    prerender.write_pages(out / "pages", runtime, quick=quick)
    figures.write_figures(out / "figures")


def files(out: Path = CACHE) -> Iterator[tuple[str, Path]]:
    """Return each file's address within the site, and the file."""
    yield "stylesheets/inter.woff2", FONT
    for name in SHARED_STYLES:
        yield f"stylesheets/{name}", STYLES / name
    for name in PAGE_SCRIPTS:
        yield name, SCRIPTS / "offline" / name
    yield "licences/mfa-rehearsal.txt", ROOT / "LICENSE"
    for name, path in licenses.texts():
        yield f"licences/{name}.txt", path
    for path in sorted((out / "figures").glob("*.svg")):
        yield f"images/{path.name}", path
    for place, folder in PLACES.items():
        yield from _below(place, out / folder)
    yield from _below("images", ROOT / "images")


def _below(place: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{place}/{path.relative_to(folder).as_posix()}", path


if __name__ == "__main__":
    build()
