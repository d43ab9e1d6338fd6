"""The diagrams show exactly the screens and transitions of the tables."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from mfa_rehearsal.console.screens import CONSOLES, PHONE, Fork
from mfa_rehearsal.console.world import OUTSIDE_CONSOLE
from mfa_rehearsal.publish.content.screen_figures import console_screens, phone_views
from mfa_rehearsal.publish.content.svg_sheet import INKS
from mfa_rehearsal.publish.paths import ROOT

SVG = "{http://www.w3.org/2000/svg}"
WORDS = re.compile(r"(\w+) → ([a-z-]+)(?: \(([a-z -]+)\))?")
INK = INKS["light"]
TABLES: dict[str, Mapping[Any, Mapping[type, str | Fork]]] = {
    "today": CONSOLES["today"],
    "classic": CONSOLES["classic"],
    "phone": PHONE,
}
DRAWN = {
    "today": console_screens("today", INK),
    "classic": console_screens("classic", INK),
    "phone": phone_views(INK),
}
GROUPS = {"any-screen-after-sign-in": OUTSIDE_CONSOLE, "any-view-of-an-app": {"home"}}
"""Boxes that represent all screens except these."""

Way = tuple[str, str, str, str]
"""A screen, an action, where it leads and in which case."""


def in_table(name: str) -> set[Way]:
    return {
        (screen, action.__name__, *end)
        for screen, row in TABLES[name].items()
        for action, target in row.items()
        for end in ends(target)
    }


def ends(target: str | Fork) -> list[tuple[str, str]]:
    if isinstance(target, Fork):
        return [(screen, case) for case, screen in target.screens.items()]
    return [(target, "")]


def boxes(name: str) -> dict[str, Element]:
    groups = ElementTree.fromstring(DRAWN[name]).iter(f"{SVG}g")
    return {group.attrib["id"].removeprefix("screen-"): group for group in groups}


def in_diagram(name: str) -> Iterator[Way]:
    for box, group in boxes(name).items():
        screens = TABLES[name].keys() - GROUPS[box] if box in GROUPS else {box}
        for text in list(group.iter(f"{SVG}text"))[1:]:
            match = WORDS.fullmatch(text.text or "")
            assert match, text.text
            action, target, case = match.groups("")
            yield from ((screen, action, target, case) for screen in screens)


@pytest.mark.parametrize("name", TABLES)
def test_every_screen_has_a_box_with_its_name(name: str) -> None:
    drawn = boxes(name)
    assert drawn.keys() - GROUPS.keys() == TABLES[name].keys()
    for box, group in drawn.items():
        (first, *_) = group.iter(f"{SVG}text")
        assert (first.text or "").replace(" ", "-") == box


@pytest.mark.parametrize("name", TABLES)
def test_exactly_the_transitions_of_the_table_are_drawn_once_each(name: str) -> None:
    drawn = list(in_diagram(name))
    assert set(drawn) == in_table(name)
    assert len(drawn) == len(set(drawn))


@pytest.mark.parametrize("name", TABLES)
def test_every_transition_to_another_screen_has_a_line_to_it(name: str) -> None:
    svg = ElementTree.fromstring(DRAWN[name])
    lines = {
        path.attrib["id"]: path.attrib["d"] for path in svg.iter(f"{SVG}path") if path.get("id")
    }
    leading: dict[str, set[int]] = {}
    for box, group in boxes(name).items():
        for text in list(group.iter(f"{SVG}text"))[1:]:
            match = WORDS.fullmatch(text.text or "")
            assert match
            if match[2] != box:
                leading.setdefault(f"to-{match[2]}", set()).add(int(text.attrib["y"]) - 4)
    assert leading.keys() == lines.keys()
    for target, heights in leading.items():
        assert {int(y) for y in re.findall(r"M[\d.]+ (\d+)H", lines[target])} == heights


@pytest.mark.parametrize("name", TABLES)
def test_everything_is_inside_the_sheet(name: str) -> None:
    svg = ElementTree.fromstring(DRAWN[name])
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    for text in svg.iter(f"{SVG}text"):
        assert float(text.attrib["x"]) + float(text.attrib["textLength"]) < width
    for path in svg.iter(f"{SVG}path"):
        points = re.findall(r"[ML]([\d.]+) ([\d.]+)", path.attrib["d"])
        assert all(0 < float(x) < width and 0 < float(y) < height for x, y in points)


@pytest.mark.parametrize("name", TABLES)
def test_the_description_names_every_transition(name: str) -> None:
    svg = ElementTree.fromstring(DRAWN[name])
    description = svg.findtext(f"{SVG}desc") or ""
    for _, action, target, case in in_table(name):
        assert f"{action} → {target}" + (f" ({case})" if case else "") in description


@pytest.mark.parametrize("name", TABLES)
def test_the_page_shows_the_diagram_in_light_and_dark_at_its_size(name: str) -> None:
    svg = ElementTree.fromstring(DRAWN[name])
    size = f"width={svg.attrib['width']} height={svg.attrib['height']}"
    page = (ROOT / "docs/contributing.md").read_text()
    for theme in INKS:
        address = re.escape(f"(images/screens-{name}-{theme}.svg#only-{theme})")
        assert re.search(rf"!\[[^]]+\]{address}\{{ {size} loading=lazy \}}", page), (theme, size)
