"""`python -m mfa_rehearsal.publish.site SITE`: complete a site that another builder has written.

The plugin for MkDocs does the same while it builds. After Zensical, which runs no plugins, this adds
the simulator's files, and everything that is made from finished pages.
"""

import os
import shutil
import sys
from pathlib import Path

import yaml

from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.site import build_cache, discovery, postbuild

NO = {"false", "no", "0", "off"}


def complete(site: Path) -> None:
    """Add the simulator to a site, and complete it for publishing."""
    if not build_cache.is_current():
        build_cache.make()
    for address, path in build_cache.read():
        place = site / address
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
    discovery.write(site, _about())
    keep_offline = os.environ.get("OFFLINE", "true").lower() not in NO
    postbuild.finish(site, keep_offline=keep_offline)


def _about() -> discovery.About:
    """Return what mkdocs.yml and the environment say about the site."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    url = os.environ.get("SITE_URL", "")
    pages = tuple(_page(title, place) for title, place in _listed(config["nav"]))
    return discovery.About(config["site_name"], config["site_description"], url, pages)


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads mkdocs.yml, in which `!ENV` names a variable."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))


def _listed(nav: list[dict[str, object]]) -> list[tuple[str, str]]:
    """Return the title and the source of each page in the menu."""
    found: list[tuple[str, str]] = []
    for entry in nav:
        for title, below in entry.items():
            found += _listed(below) if isinstance(below, list) else [(title, str(below))]
    return found


def _page(title: str, source: str) -> tuple[str, str, str]:
    """Return a page's title, address and description."""
    text = (ROOT / "docs" / source).read_text(encoding="utf-8")
    meta = yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}
    place = source.removesuffix("index.md").replace(".md", "/")
    return title, place, str(meta.get("description", ""))


if __name__ == "__main__":
    complete(Path(sys.argv[1]))
