"""Collect the simulator as a static web app, and map addresses to files.

Rule: this module decides the addresses; bundle and prerender decide the contents. Nothing here
depends on MkDocs, so that another site builder needs only `build` and `files`.
"""

from collections.abc import Iterator
from pathlib import Path

from mfa_rehearsal.publish.content import figures
from mfa_rehearsal.publish.paths import CACHE, ROOT, SCRIPTS, STYLES
from mfa_rehearsal.publish.runtime import bundle
from mfa_rehearsal.publish.runtime.typeface import FONT
from mfa_rehearsal.publish.site import licenses, prerender

SHARED_STYLES = ("tokens.css", "new-version.css")
"""Styles that the guide and the simulator share: accent, typeface and a notice."""

SHARED = "shared.css"
"""The guide's copy of them, in one file: each style sheet holds up the first screen."""

PAGE_SCRIPTS = ("offline.js", "outdated.js")
"""Scripts on every page of the guide and the simulator, at addresses that never change."""

PLACES = {
    "practice/app/runtime": "runtime",
    "practice/app": "pages",
}
"""Folders of the site, with the folders that their files are made in."""


def build(out: Path = CACHE, *, quick: bool = False) -> None:
    """Make the runtime bundle, the pages that start it and the pictures, if out of date.

    Args:
        out: the folder that they are made in.
        quick: while editing; see archive.py.
    """
    runtime = bundle.build(out, quick=quick)
    prerender.write_pages(out / "pages", runtime, quick=quick)
    figures.write_figures(out / "figures")
    shared = "\n".join((STYLES / name).read_text(encoding="utf-8") for name in SHARED_STYLES)
    (out / SHARED).write_text(shared, encoding="utf-8")


def files(out: Path = CACHE) -> Iterator[tuple[str, Path]]:
    """Yield each file's address within the site, and the file."""
    runtime = out / "runtime"
    yield f"stylesheets/{FONT}", runtime / bundle.places(runtime)[FONT]
    yield f"stylesheets/{SHARED}", out / SHARED
    for name in PAGE_SCRIPTS:
        yield name, SCRIPTS / "offline" / name
    yield "practice/app/embed.js", SCRIPTS / "embed/embed.js"
    yield "licenses/mfa-rehearsal.txt", ROOT / "LICENSE"
    for name, path in licenses.texts():
        yield f"licenses/{name}.txt", path
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
