"""Paths in a checkout, for the build and the tests."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ROOT = Path(__file__).parents[3]
"""The folder of mkdocs.yml."""

DOCS = ROOT / "docs"
STYLES = PACKAGE / "views" / "styles"
SCRIPTS = PACKAGE / "browser"
CACHE = ROOT / ".cache"
"""Files that one build stores for the next. It can be deleted at any time."""
TRANSLATED = CACHE / "jinja"
"""Where Jinja stores the templates that it translated to Python, by their text."""
