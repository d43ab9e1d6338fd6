"""What search engines, link previews, language models and home screens learn about a site.

Rule: all of it but the manifest needs the site's full address, which only the builder's environment
knows (SITE_URL). Without it, none of these files is published, instead of empty or wrong ones.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"
"""The manifest of a web app; every web server knows the type of `.json`."""

NEED_AN_ADDRESS = ("sitemap.xml", "sitemap.xml.gz")


@dataclass(frozen=True)
class About:
    """What the files say about the site.

    Args:
        url: its full address with a slash at the end, or "".
        pages: the title, the address within the site and the description of each page in the menu.
    """

    name: str
    description: str
    url: str
    pages: tuple[tuple[str, str, str], ...]


def write(site: Path, about: About) -> None:
    """Write the files into a finished site."""
    manifest = json.dumps(_manifest(about), indent=2)
    (site / MANIFEST).write_text(f"{manifest}\n", encoding="utf-8")
    if about.url:
        (site / "robots.txt").write_text(robots(about), encoding="utf-8")
        (site / "llms.txt").write_text(llms(about), encoding="utf-8")
    else:
        for name in NEED_AN_ADDRESS:
            (site / name).unlink(missing_ok=True)


def robots(about: About) -> str:
    """Return robots.txt, which counts only at the root of a host."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {about.url}sitemap.xml\n"


def llms(about: About) -> str:
    """Return llms.txt: what the site is, and its pages with a sentence each.

    Source: https://llmstxt.org
    """
    lines = (f"- [{title}]({about.url}{place}): {said}" for title, place, said in about.pages)
    return f"# {about.name}\n\n> {about.description}\n\n## Pages\n\n{_joined(lines)}"


def _manifest(about: About) -> dict[str, object]:
    """Return the manifest. Its addresses are relative, so it needs no address of the site."""
    icon = {"src": "assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"}
    return {
        "name": about.name,
        "short_name": about.name,
        "description": about.description,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0a6572",
        "icons": [icon],
    }


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
