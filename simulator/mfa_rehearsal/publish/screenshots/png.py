"""Make a picture small: few colors, no empty bottom, a WebP. The same picture gives the same bytes.

Rule: a WebP has exactly the pixels of its PNG, in a third fewer bytes. Here lossy WebP is larger,
and AVIF is a sixth smaller but blurs the edges of letters.
"""

from io import BytesIO

from PIL import Image

COLORS = 64
"""Enough for flat surfaces and smooth letters."""

MARGIN_PX = 48
"""The space left below the last thing in the picture; the radius of a window's corner."""


def squeeze(png: bytes, *, cut_foot: bool = False) -> bytes:
    """Return the same picture in few colors and few bytes."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture = without_foot(picture) if cut_foot else picture
    few = picture.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, format="PNG", optimize=True)
    return out.getvalue()


def as_webp(png: bytes) -> bytes:
    """Return the same pixels as WebP."""
    out = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").save(out, "WEBP", lossless=True, quality=100, method=6)
    return out.getvalue()


def without_foot(picture: Image.Image) -> Image.Image:
    """Crop the empty area at the bottom, including the window's lower corners."""
    foot = picture.height - MARGIN_PX
    empty, last = row(picture, foot), foot
    while last and row(picture, last - 1) == empty:
        last -= 1
    return picture.crop((0, 0, picture.width, min(last + MARGIN_PX, foot)))


def row(picture: Image.Image, y: int) -> bytes:
    """Return a row of pixels without the window's edges, which have a shadow."""
    return picture.crop((MARGIN_PX, y, picture.width - MARGIN_PX, y + 1)).tobytes()
