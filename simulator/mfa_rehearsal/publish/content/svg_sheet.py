"""The sheet that figures are drawn on, as SVG: its inks, its title and the marks on it.

Rule: presentation attributes only, no style and no script. A figure can't read the colors of its
page, and no ink is legible on both backgrounds, so each figure is drawn for light and for dark.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

WIDTH, MARGIN = 400, 18


@dataclass(frozen=True)
class Ink:
    """Colors for one background: contrast 4.5 : 1 for words and marks, 3 : 1 for rulers."""

    strong: str
    soft: str
    ruler: str
    accent: str
    refused: str


INKS = {
    "light": Ink("#1d2529", "#566269", "#84919a", "#0a6572", "#a3231d"),
    "dark": Ink("#e4e9eb", "#a3afb5", "#7d8a92", "#6cc3cf", "#ff9d94"),
}
"""The colors of the guide's and the simulator's style sheets, by theme."""


@dataclass(frozen=True)
class Sheet:
    """An SVG and the ink to draw with."""

    svg: Element
    ink: Ink

    def add(self, tag: str, **attributes: object) -> Element:
        """Add a mark to the sheet; underscores in attribute names become hyphens."""
        named = {name.replace("_", "-"): str(value) for name, value in attributes.items()}
        return SubElement(self.svg, tag, named)

    def words(self, x: float, y: float, color: str, words: str, anchor: str = "start") -> None:
        """Write a line."""
        place = {"x": round(x, 1), "y": y, "text_anchor": anchor}
        self.add("text", **place, fill=color, font_size=13).text = words

    def heading(self, y: float, words: str, below: str = "") -> None:
        """Write a line in bold and another below it."""
        look = {"fill": self.ink.strong, "font_size": 15, "font_weight": 650}
        self.add("text", x=MARGIN, y=y, **look).text = words
        if below:
            self.words(MARGIN, y + 19, self.ink.soft, below)

    def text(self) -> str:
        """Return the SVG."""
        return tostring(self.svg, encoding="unicode") + "\n"


def new_sheet(title: str, description: str, height: int, ink: Ink) -> Sheet:
    """Return an empty sheet.

    Args:
        description: what the figure shows, for anyone who cannot see it.
    """
    svg = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {height}")
    svg.attrib |= {"width": str(WIDTH), "height": str(height), "role": "img"}
    svg.attrib |= {"aria-labelledby": "title description"}
    svg.attrib |= {"font-family": "Inter, system-ui, sans-serif"}
    SubElement(svg, "title", id="title").text = title
    SubElement(svg, "desc", id="description").text = description
    return Sheet(svg, ink)
