"""Where things are in a checkout, for what runs on the build machine and for the tests."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ROOT = Path(__file__).parents[3]
"""The folder of mkdocs.yml."""

DOCS = ROOT / "docs"
STYLES = PACKAGE / "views" / "styles"
SCRIPTS = PACKAGE / "browser"
CACHE = ROOT / ".cache"
"""What a build keeps for the next one. It can be deleted at any time."""
TRANSLATED = CACHE / "jinja"
"""Where Jinja keeps the templates that it translated to Python, by their text."""
