"""The pictures show the constants' values and are legible in light and dark."""

from dataclasses import astuple
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS, SEARCH_NEWER_STEPS, SEARCH_OLDER_STEPS
from mfa_rehearsal.publish.content.figures import OBSERVED, Window, sync_window, write_figures
from mfa_rehearsal.publish.content.svg_sheet import INKS

SVG = "{http://www.w3.org/2000/svg}"
BACKGROUNDS = {"light": "#ffffff", "dark": "#14191c"}
"""The guide's backgrounds: Material's white, and the dark one that guide.css sets."""
ACCENT = INKS["light"].accent
OTHER = Window(older_steps=8, newer_steps=12, either_side_steps=1, period_s=60, late_s=300)


def drawn(window: Window = OBSERVED) -> Element:
    return ElementTree.fromstring(sync_window(window))


def lines(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_the_picture_uses_the_accounts_own_limits() -> None:
    limits = (SEARCH_OLDER_STEPS, SEARCH_NEWER_STEPS, CHECK_EITHER_SIDE_STEPS, PERIOD_S)
    assert astuple(OBSERVED)[:4] == limits


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (
            OBSERVED,
            [
                "AWS checks 1,999 periods of 30 s",
                "8 h 19 min back",
                "8 h 20 min ahead",
                "AWS accepts 5 codes, 1 min either way",
                "After a pair that was 10 min late",
                "AWS assumes that the phone is 10 min slow",
                "10 min",
            ],
        ),
        (
            OTHER,
            [
                "AWS checks 21 periods of 60 s",
                "8 min back",
                "12 min ahead",
                "AWS accepts 3 codes, 1 min either way",
                "After a pair that was 5 min late",
                "AWS assumes that the phone is 5 min slow",
                "5 min",
            ],
        ),
    ],
    ids=["as observed", "other numbers"],
)
def test_every_number_comes_from_the_window(window: Window, said: list[str]) -> None:
    assert set(said) <= set(lines(drawn(window)))


@pytest.mark.parametrize("window", [OBSERVED, OTHER], ids=["as observed", "other numbers"])
def test_the_accepted_codes_are_marked_now_and_after_a_late_pair(window: Window) -> None:
    bars = [bar for bar in drawn(window).iter(f"{SVG}rect") if bar.get("fill") == ACCENT]
    wide_band_and_thin_bar = 2
    assert len(bars) == wide_band_and_thin_bar + 2 * (2 * window.either_side_steps + 1)


@pytest.mark.parametrize("window", [OBSERVED, OTHER], ids=["as observed", "other numbers"])
def test_the_phones_code_is_right_of_the_accepted_codes_after_a_late_pair(window: Window) -> None:
    bars = list(drawn(window).iter(f"{SVG}rect"))
    (refused,) = [bar for bar in bars if bar.get("fill") == INKS["light"].refused]
    beside = [bar for bar in bars if bar.get("y") == refused.get("y")]
    accepted = [float(bar.attrib["x"]) for bar in beside if bar.get("fill") == ACCENT]
    assert max(accepted) < float(refused.attrib["x"])


def test_everything_is_inside_the_sheet() -> None:
    svg = drawn()
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    for bar in svg.iter(f"{SVG}rect"):
        x, y = float(bar.attrib["x"]), float(bar.attrib["y"])
        assert 0 <= x <= x + float(bar.attrib["width"]) <= width
        assert 0 <= y <= y + float(bar.attrib["height"]) <= height


@pytest.mark.parametrize("theme", INKS)
def test_a_picture_has_no_style_and_no_script(theme: str) -> None:
    for element in ElementTree.fromstring(sync_window(ink=INKS[theme])).iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not [name for name in element.attrib if name in {"style", "class", "href"}]
        assert not [name for name in element.attrib if name.startswith("on")]


def test_a_picture_has_a_title_and_a_description() -> None:
    svg = drawn()
    named = {element.get("id"): element.text or "" for element in svg if element.get("id")}
    assert svg.get("role") == "img"
    assert list(named) == svg.attrib["aria-labelledby"].split()
    assert "10 min late" in named["description"]


@pytest.mark.parametrize("theme", INKS)
def test_every_ink_contrasts_with_its_background(theme: str) -> None:
    ink = INKS[theme]
    for color in (ink.strong, ink.soft, ink.accent, ink.refused):
        assert contrast(color, BACKGROUNDS[theme]) >= 4.5, color
    assert contrast(ink.ruler, BACKGROUNDS[theme]) >= 3


def test_every_picture_is_written_for_light_and_dark(tmp_path: Path) -> None:
    write_figures(tmp_path / "figures")
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    screens = ("screens-classic", "screens-phone", "screens-today")
    figures = ("passkey-sign-in", *screens, "sync-window")
    assert names == [f"{figure}-{theme}.svg" for figure in figures for theme in ("dark", "light")]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio as WCAG 2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
