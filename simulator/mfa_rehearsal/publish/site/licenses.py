"""The license texts of the packages that the site sends, taken from the packages themselves.

Rule: docs/licenses.md is written by hand and names every part; a test compares it with the lock
files.
"""

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from mfa_rehearsal.publish.paths import ROOT

PYTHON_PACKAGES = ("jinja2", "markupsafe", "mkdocs-material", "pyotp", "qrcode")
FRONT_END_PACKAGES = ("@fontsource-variable/inter", "idiomorph", "zxing-wasm")
ICONS = ("fontawesome", "material")


def texts() -> Iterator[tuple[str, Path]]:
    """Yield each license text's name on the site, without `.txt`, and its file."""
    for name in PYTHON_PACKAGES:
        yield name, _text_of(name)
    for name in FRONT_END_PACKAGES:
        yield name.rpartition("/")[2], ROOT / "node_modules" / name / "LICENSE"
    icons = Path(str(distribution("mkdocs-material").locate_file("material/templates/.icons")))
    for name in ICONS:
        yield f"{name}-icons", next((icons / name).glob("LICENSE*"))


def _text_of(package: str) -> Path:
    """Return the license file in an installed package's metadata."""
    files = distribution(package).files or []
    return next(Path(str(file.locate())) for file in files if file.stem.upper() == "LICENSE")
