"""Pictures in the guide's pages: sized in advance, WebP first, cropped on phones, light and dark.

Rule: Markdown names only `images/<place>.png`; `make images` writes the variants beside it. A page
contains the light and the dark picture, and the browser fetches the one that it shows. This is an
extension of Python-Markdown, not of MkDocs, so that another site builder can use it.
"""

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from mfa_rehearsal.publish.paths import ROOT

AFTER_LINKS = -1
"""MkDocs turns file links into page links at priority 0."""


class Pictures(Treeprocessor):
    """Completes the pictures of a page."""

    def run(self, root: Element) -> None:
        """Wrap each of our PNGs in a `<picture>` with its WebP."""
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "img" and (path := find(child.get("src", ""))):
                    parent[place] = complete(child, path)


class PicturesExtension(Extension):
    """Adds `Pictures` to Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name for it)
        """Register the tree processor."""
        md.treeprocessors.register(Pictures(md), "pictures", AFTER_LINKS)


def find(src: str) -> Path | None:
    """Return the PNG at an address, from any page, or None if it is not ours."""
    path = ROOT / src.replace("../", "").partition("#")[0]
    return path if src.endswith(".png") and path.is_file() else None


def complete(image: Element, path: Path) -> Element:
    """Return an image as a `<picture>` with its variants, or two if there is a dark one."""
    tail, image.tail = image.tail, None
    stem = image.get("src", "").removesuffix(".png")
    whole = _picture(image, path, [(f"{stem}-small.webp", "-small"), (f"{stem}.webp", "")])
    if (dark := variant(path, "-dark")).is_file():
        dim = Element("img", image.attrib | {"src": f"{stem}-dark.webp#only-dark"})
        dim.set("loading", "lazy")
        image.set("src", f"{stem}.png#only-light")
        light, whole = whole, Element("span", {"class": "grounds"})
        whole.append(light)
        whole.append(_picture(dim, dark, [(f"{stem}-small-dark.webp", "-small-dark")], path))
    whole.tail = tail
    return whole


def _picture(
    image: Element, path: Path, sources: list[tuple[str, str]], png: Path | None = None
) -> Element:
    """Return a `<picture>` of an image and its existing sources."""
    width, height = size_of(path)
    image.attrib |= {"width": str(width), "height": str(height)}
    if image.get("loading") == "lazy":
        image.set("decoding", "async")
    picture = Element("picture")
    for address, ending in sources:
        file = variant(png or path, ending)
        if file.is_file():
            width, height = size_of(file)
            size = {"width": str(width), "height": str(height)}
            media = {"media": PHONES} if "small" in ending else {}
            attributes = {"type": "image/webp", "srcset": address, **media, **size}
            SubElement(picture, "source", attributes)
    picture.append(image)
    return picture


PHONES = "(max-width: 480px)"
"""Screens too narrow to read a picture of the whole window."""


def variant(png: Path, ending: str) -> Path:
    """Return the path of a picture's WebP, whole or in another variant."""
    return png.with_name(f"{png.stem}{ending}.webp")


def size_of(path: Path) -> tuple[int, int]:
    """Return the width and height, in pixels, of a PNG or a lossless WebP.

    Source: https://www.w3.org/TR/png-3/#11IHDR (both are at the start of the first chunk);
        https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification (two
        14-bit numbers after the signature, each one less than the size).
    """
    with path.open("rb") as file:
        head = file.read(26)
    if path.suffix == ".png":
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    bits = int.from_bytes(head[21:25], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def makeExtension(**kwargs: object) -> PicturesExtension:  # noqa: N802  (Markdown's name for it)
    """Return the extension; Markdown finds it by this module's name."""
    return PicturesExtension(**kwargs)
