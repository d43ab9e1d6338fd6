"""Pictures in the guide's pages: their size told beforehand, and their WebP before their PNG.

Rule: Markdown names `images/<place>.png` and nothing more; `make images` writes the WebP beside it.
This is an extension of Python-Markdown, not of MkDocs, so that another site builder can take it.
"""

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

ROOT = Path(__file__).parents[2]

AFTER_LINKS = -1
"""MkDocs turns links to files into links between pages at 0."""


class Pictures(Treeprocessor):
    """Completes the pictures of a page."""

    def run(self, root: Element) -> None:
        """Put each PNG of ours into a `<picture>` with its WebP."""
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "img" and (path := find(child.get("src", ""))):
                    parent[place] = complete(child, path)


class PicturesExtension(Extension):
    """Adds `Pictures` to a Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name for it)
        """Register it."""
        md.treeprocessors.register(Pictures(md), "pictures", AFTER_LINKS)


def find(src: str) -> Path | None:
    """Return the PNG that an address means, from whichever page; None when it is not ours."""
    path = ROOT / src.replace("../", "")
    return path if src.endswith(".png") and path.is_file() else None


def complete(image: Element, path: Path) -> Element:
    """Return an image with its size, inside a `<picture>` that offers the WebP first."""
    width, height = size_of(path)
    image.attrib |= {"width": str(width), "height": str(height)}
    if image.get("loading") == "lazy":
        image.set("decoding", "async")
    picture = Element("picture")
    picture.tail, image.tail = image.tail, None
    webp = image.get("src", "").removesuffix("png") + "webp"
    SubElement(picture, "source", type="image/webp", srcset=webp)
    picture.append(image)
    return picture


def size_of(path: Path) -> tuple[int, int]:
    """Return width and height of a PNG in pixels.

    Source: https://www.w3.org/TR/png-3/#11IHDR: both come first in the first chunk.
    """
    with path.open("rb") as file:
        head = file.read(24)
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])


def makeExtension(**kwargs: object) -> PicturesExtension:  # noqa: N802  (Markdown's name for it)
    """Return the extension, for Markdown to find it by this module's name."""
    return PicturesExtension(**kwargs)
