"""The pictures say what the constants say, and are read on either ground."""

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
GROUNDS = {"light": "#ffffff", "dark": "#14191c"}
"""The guide's grounds: Material's white, and its dark one as guide.css sets it."""
ACCENT = INKS["light"].accent
OTHER = Window(older_steps=8, newer_steps=12, either_side_steps=1, period_s=60, late_s=300)


def drawn(window: Window = OBSERVED) -> Element:
    return ElementTree.fromstring(sync_window(window))


def lines(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_the_picture_is_drawn_from_the_accounts_own_limits() -> None:
    limits = (SEARCH_OLDER_STEPS, SEARCH_NEWER_STEPS, CHECK_EITHER_SIDE_STEPS, PERIOD_S)
    assert astuple(OBSERVED)[:4] == limits


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (
            OBSERVED,
            [
                "Looked for in 1,999 steps of 30 s",
                "8 h 19 min back",
                "8 h 20 min ahead",
                "5 codes are accepted, 1 min either way",
                "After a pair that came 10 min late",
                "The account takes the phone to be 20 steps slow",
                "20 steps",
            ],
        ),
        (
            OTHER,
            [
                "Looked for in 21 steps of 60 s",
                "8 min back",
                "12 min ahead",
                "3 codes are accepted, 1 min either way",
                "After a pair that came 5 min late",
                "The account takes the phone to be 5 steps slow",
                "5 steps",
            ],
        ),
    ],
    ids=["as observed", "other numbers"],
)
def test_every_number_comes_from_the_window(window: Window, said: list[str]) -> None:
    assert set(said) <= set(lines(drawn(window)))


@pytest.mark.parametrize("window", [OBSERVED, OTHER], ids=["as observed", "other numbers"])
def test_as_many_codes_stand_out_as_are_accepted_now_and_after_a_late_pair(window: Window) -> None:
    bars = [bar for bar in drawn(window).iter(f"{SVG}rect") if bar.get("fill") == ACCENT]
    wide_band_and_hair = 2
    assert len(bars) == wide_band_and_hair + 2 * (2 * window.either_side_steps + 1)


@pytest.mark.parametrize("window", [OBSERVED, OTHER], ids=["as observed", "other numbers"])
def test_after_a_late_pair_the_phones_code_lies_right_of_all_that_is_accepted(
    window: Window,
) -> None:
    bars = list(drawn(window).iter(f"{SVG}rect"))
    (refused,) = [bar for bar in bars if bar.get("fill") == INKS["light"].refused]
    beside = [bar for bar in bars if bar.get("y") == refused.get("y")]
    accepted = [float(bar.attrib["x"]) for bar in beside if bar.get("fill") == ACCENT]
    assert max(accepted) < float(refused.attrib["x"])


def test_all_that_is_drawn_lies_on_the_sheet() -> None:
    svg = drawn()
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    for bar in svg.iter(f"{SVG}rect"):
        x, y = float(bar.attrib["x"]), float(bar.attrib["y"])
        assert 0 <= x <= x + float(bar.attrib["width"]) <= width
        assert 0 <= y <= y + float(bar.attrib["height"]) <= height


@pytest.mark.parametrize("ground", INKS)
def test_a_picture_has_no_style_and_no_script(ground: str) -> None:
    for element in ElementTree.fromstring(sync_window(ink=INKS[ground])).iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not [name for name in element.attrib if name in {"style", "class", "href"}]
        assert not [name for name in element.attrib if name.startswith("on")]


def test_a_picture_has_a_title_and_says_what_it_shows() -> None:
    svg = drawn()
    named = {element.get("id"): element.text or "" for element in svg if element.get("id")}
    assert svg.get("role") == "img"
    assert list(named) == svg.attrib["aria-labelledby"].split()
    assert "20 steps" in named["description"]


@pytest.mark.parametrize("ground", INKS)
def test_every_ink_stands_out_from_its_ground(ground: str) -> None:
    ink = INKS[ground]
    for colour in (ink.strong, ink.soft, ink.accent, ink.refused):
        assert contrast(colour, GROUNDS[ground]) >= 4.5, colour
    assert contrast(ink.ruler, GROUNDS[ground]) >= 3


def test_a_picture_is_written_for_either_ground(tmp_path: Path) -> None:
    write_figures(tmp_path / "figures")
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    figures = ("screens-classic", "screens-phone", "screens-today", "sync-window")
    assert names == [f"{figure}-{ground}.svg" for figure in figures for ground in ("dark", "light")]


def contrast(one: str, other: str) -> float:
    """Return the ratio that WCAG 2 defines."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
