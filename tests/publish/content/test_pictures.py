"""The guide's pictures: sized before they load, small, and identical in both formats."""

from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from markdown import Markdown
from mfa_rehearsal.publish.paths import ROOT
from PIL import Image

PICTURES = sorted((ROOT / "images").rglob("*.png"))
STEP_PAGES = ["guide/index.html", "passkey/index.html", "classic/index.html"]
WITH_PICTURES = ["index.html", *STEP_PAGES, "why/index.html"]


class Images(HTMLParser):
    """The images of a page, each with the source before it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.images: list[tuple[dict[str, str], str]] = []
        self.source = ""
        self.sources: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "source":
            self.source = found["srcset"]
            self.sources.append(found)
        if tag == "img" and "images/" in found["src"]:
            self.images.append((found, self.source))
            self.source = ""


def images(site: Path, page: str) -> list[tuple[dict[str, str], str]]:
    return Images((site / page).read_text()).images


def file_of(site: Path, page: str, address: str) -> Path:
    return ((site / page).parent / address.partition("#")[0]).resolve()


def size_of(path: Path) -> tuple[float, float]:
    if path.suffix == ".svg":
        svg = fromstring(path.read_text())
        return float(svg.attrib["width"]), float(svg.attrib["height"])
    with Image.open(path) as picture:
        return picture.size


@pytest.mark.parametrize("page", WITH_PICTURES)
def test_every_image_has_its_proportions_before_it_loads(site: Path, page: str) -> None:
    assert images(site, page)
    for image, _ in images(site, page):
        width, height = size_of(file_of(site, page, image["src"]))
        assert int(image["width"]) / int(image["height"]) == pytest.approx(width / height, abs=0.01)


@pytest.mark.parametrize("page", WITH_PICTURES)
def test_every_screenshot_is_offered_as_webp(site: Path, page: str) -> None:
    for image, source in images(site, page):
        address = image["src"].partition("#")[0]
        if address.endswith(".png"):
            assert source == address.replace(".png", ".webp")
            assert file_of(site, page, source).is_file()


@pytest.mark.parametrize("page", ["index.html", *STEP_PAGES])
def test_phones_get_cropped_pictures_and_dark_pages_dark_ones(site: Path, page: str) -> None:
    small = [each for each in Images((site / page).read_text()).sources if "media" in each]
    assert small
    for source in small:
        assert source["media"] == "(max-width: 480px)"
        width, height = size_of(file_of(site, page, source["srcset"]))
        assert (int(source["width"]), int(source["height"])) == (width, height)
        assert width <= 1200
    themes = [image["src"].partition("#")[2] for image, _ in images(site, page)]
    assert themes.count("only-light") == themes.count("only-dark") == len(small) / 2
    dark = [image for image, _ in images(site, page) if image["src"].endswith("#only-dark")]
    assert {image["loading"] for image in dark} == {"lazy"}


@pytest.mark.parametrize("page", [*STEP_PAGES, "why/index.html"])
def test_images_below_the_first_screen_load_lazily(site: Path, page: str) -> None:
    assert {image["loading"] for image, _ in images(site, page)} == {"lazy"}


@pytest.mark.parametrize("png", PICTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_webp_is_smaller_than_its_png_and_has_the_same_pixels(png: Path) -> None:
    webp = png.with_suffix(".webp")
    assert webp.stat().st_size < png.stat().st_size
    one, other = (Image.open(path).convert("RGB") for path in (png, webp))
    assert one.tobytes() == other.tobytes()


def test_no_webp_is_left_over() -> None:
    endings = ("", "-dark", "-small", "-small-dark")
    expected = {png.with_name(f"{png.stem}{end}.webp") for png in PICTURES for end in endings}
    assert set((ROOT / "images").rglob("*.webp")) == expected


def test_text_after_a_picture_stays_after_it() -> None:
    markdown = "before ![A door](../images/today/sign-in-as-root.png) after ![](other.png) end"
    html = Markdown(extensions=["mfa_rehearsal.publish.content.pictures"]).convert(markdown)
    assert html.startswith('<p>before <span class="grounds"><picture><source')
    assert '</picture></span> after <img alt="" src="other.png" /> end</p>' in html
