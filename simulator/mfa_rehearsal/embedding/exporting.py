"""The simulator as a folder for any site: its pages, the runtime they load, and embed.js.

Rule: nothing in the folder leads out of it, except links to a guide at an address that its owner
chooses. So the folder can have any place on any host.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath

from mfa_rehearsal.browser.links import relocate
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.embedding import built_site
from mfa_rehearsal.embedding.redrawing import redraw

APP = "practice/app/"
"""The simulator's folder in our site."""

BESIDE = {"assets/favicon.svg": "favicon.svg", "outdated.js": "outdated.js"}
"""Files outside that folder that its pages load, and where an exported folder has them."""

LEFT_OUT = ("heads.json",)
"""Only our site's service worker reads it."""

OFFLINE = re.compile(r'<script type="module" src="[./]+/offline\.js"></script>\n')
OUTSIDE = re.compile(r'(href|src)="((?:\.\./){3,4})([^"]+)"')
ROAD = re.compile(r'data-road="(?:\.\./)+roads/([^"]+)"')
NO_GUIDE = re.compile(r' ?(<p>)?The <a [^>]*target="_top">guide</a> works without it\.(?(1)</p>)')
"""What the panels of a page that can't start say about the guide."""
OPENING = "<html "


def files(
    guide: str = "", site: Path | None = None, options: SiteOptions = OURS
) -> Iterator[tuple[str, bytes]]:
    """Yield the place in the folder and the content of each file.

    Args:
        guide: where links to the guide lead; see `relocate`. Without it, they are plain text.
        site: the zip of our site; by default, the one that find() returns.
        options: what the owner of the folder's site has set.
    """
    found = dict(built_site.files(site or built_site.find()))
    app = {name.removeprefix(APP): found[name] for name in found if name.startswith(APP)}
    if options != OURS:
        app = dict(redraw(app, options))
    roads = {name: _road(app[name], guide) for name in app if name.startswith("roads/")}
    names = {PurePosixPath(old).name: _hashed(road) for old, road in roads.items()}
    yield from ((f"roads/{names[PurePosixPath(old).name]}", road) for old, road in roads.items())
    yield from ((place, found[address]) for address, place in BESIDE.items())
    for name, content in app.items():
        if name.endswith(".html"):
            yield name, _page(content.decode(), guide, names).encode()
        elif name not in roads and name not in LEFT_OUT:
            yield name, content


def write(
    folder: Path, guide: str = "", site: Path | None = None, options: SiteOptions = OURS
) -> int:
    """Write the files into a folder, and return how many they are."""
    count = 0
    for name, content in files(guide, site, options):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        count += 1
    return count


def _page(html: str, guide: str, roads: dict[str, str]) -> str:
    """Return a page as the folder has it: it also says where its later pictures' links lead."""
    html = OUTSIDE.sub(_beside, OFFLINE.sub("", html))
    html = ROAD.sub(lambda found: found[0].replace(found[1], roads[found[1]]), html)
    html = relocate(html if guide else NO_GUIDE.sub("", html), guide)
    return html.replace(OPENING, f'{OPENING}data-guide="{escape(guide)}" ', 1)


def _beside(found: re.Match[str]) -> str:
    """Return the address of a file that is now in the folder, or the attribute as it was."""
    attribute, up, address = found.groups()
    if address not in BESIDE:
        return found[0]
    return f'{attribute}="{up.removesuffix("../../")}{BESIDE[address]}"'


def _road(packed: bytes, guide: str) -> bytes:
    road = json.loads(gzip.decompress(packed))
    road["parts"] = [relocate(part, guide) for part in road["parts"]]
    data = json.dumps(road, separators=(",", ":"))
    return gzip.compress(data.encode(), 9, mtime=0)


def _hashed(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:12]}.pack"
