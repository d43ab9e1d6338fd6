"""The typeface that readers get: it has every character that pages use, and nothing more."""

import html
import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from mfa_rehearsal.publish.paths import DOCS, PACKAGE
from mfa_rehearsal.publish.runtime.typeface import PUBLISHED, WEIGHTS, reduced, typeface

FACE = re.compile(r"@font-face {[^}]*}")
WEIGHT = re.compile(r"font(?:-weight)?: (\d{3})\b")
STYLES = (*PACKAGE.glob("views/styles/*.css"), *DOCS.rglob("*.css"))
SAID = (
    *DOCS.rglob("*.md"),
    *(PACKAGE / "views").rglob("*.html"),
    *(path for path in PACKAGE.rglob("*.py") if "publish" not in path.parts),
)
"""The files with all that a page may say. Look-alike letters in them are not Latin."""


@pytest.fixture(scope="module")
def made() -> TTFont:
    return TTFont(BytesIO(typeface()))


def test_it_has_every_character_of_a_page_that_the_published_one_has(made: TTFont) -> None:
    published = TTFont(PUBLISHED).getBestCmap()
    used = set(html.unescape("".join(path.read_text(encoding="utf-8") for path in SAID)))
    drawn = {each for each in used if ord(each) in published}
    assert {"a", "Z", "9", "·", "…"} <= drawn
    assert {each for each in drawn if ord(each) not in made.getBestCmap()} <= {"\n"}


def test_it_has_the_weights_that_styles_ask_for(made: TTFont) -> None:
    (axis,) = made["fvar"].axes
    assert (axis.minValue, axis.maxValue) == WEIGHTS
    for path in STYLES:
        style = path.read_text(encoding="utf-8")
        for face in FACE.findall(style):
            assert f"font-weight: {WEIGHTS[0]} {WEIGHTS[1]}" in face, path
        asked = [int(weight) for weight in WEIGHT.findall(FACE.sub("", style))]
        assert all(WEIGHTS[0] <= weight <= WEIGHTS[1] for weight in asked), path


def test_digits_can_have_one_width(made: TTFont) -> None:
    features = {each.FeatureTag for each in made["GSUB"].table.FeatureList.FeatureRecord}
    assert "tnum" in features
    kerning = {each.FeatureTag for each in made["GPOS"].table.FeatureList.FeatureRecord}
    assert "kern" in kerning


def test_it_is_half_of_what_is_published() -> None:
    assert len(typeface()) < PUBLISHED.stat().st_size / 2


def test_the_same_bytes_are_made_again() -> None:
    assert reduced(PUBLISHED.read_bytes()) == typeface()
