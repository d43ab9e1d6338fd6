"""The typeface with only what pages need, which is half of what is published.

Rule: the first press is answered sooner when the typeface is there before the first layout, so its
bytes count. A character that it lacks is drawn in the reader's own sans serif.
"""

from importlib.metadata import version
from io import BytesIO

from mfa_rehearsal.publish.paths import CACHE, ROOT
from mfa_rehearsal.publish.runtime.kept import Kept, key_of

INTER = ROOT / "node_modules/@fontsource-variable/inter"
PUBLISHED = INTER / "files/inter-latin-wght-normal.woff2"
FONT = "inter.woff2"

CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0‘’“”–—…·•›×÷²³→"  # noqa: RUF001
"""What pages say in English; test_typeface.py looks at all of it."""

WEIGHTS = (300, 700)
"""The lightest and the boldest that a style asks for; as in the `@font-face` rules."""

FEATURES = ("calt", "ccmp", "kern", "tnum")
"""OpenType's: alternates, marks, kerning, and digits of one width."""

KEPT = Kept(CACHE / "typeface")


def typeface() -> bytes:
    """Return the typeface as WOFF2."""
    published = PUBLISHED.read_bytes()
    key = key_of(published, repr((CHARACTERS, WEIGHTS, FEATURES, tool_versions())))
    made = KEPT.read(key)
    if made is None:
        made = reduced(published)
        KEPT.write(key, made)
        KEPT.prune([key])
    return made


def tool_versions() -> dict[str, str]:
    """Return the installed version of each library that reduces the typeface."""
    return {name: version(name) for name in ("brotli", "fonttools")}


def reduced(published: bytes) -> bytes:
    """Return a variable typeface, as WOFF2, with only CHARACTERS, WEIGHTS and FEATURES."""
    # Not at the top: a build without changes doesn't need it, and it takes long to import.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(BytesIO(published), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=list(FEATURES), hinting=False))
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()
