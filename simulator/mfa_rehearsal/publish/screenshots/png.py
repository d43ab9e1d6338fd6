"""Make a picture small: few colours, no empty foot, a WebP. The same picture gives the same bytes.

Rule: a WebP has the very pixels of its PNG, in a third fewer bytes. Lossy WebP is larger than that
here, and AVIF a sixth smaller but soft at letters' edges.
"""

from io import BytesIO

from PIL import Image

COLOURS = 64
"""As many as flat surfaces and smooth letters need."""

MARGIN_PX = 48
"""What is left below the last thing in the picture; as much as a window's corner is round."""


def squeeze(png: bytes, *, cut_foot: bool = False) -> bytes:
    """Return the same picture in few colours and few bytes."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture = without_foot(picture) if cut_foot else picture
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, format="PNG", optimize=True)
    return out.getvalue()


def as_webp(png: bytes) -> bytes:
    """Return the same pixels as WebP."""
    out = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").save(out, "WEBP", lossless=True, quality=100, method=6)
    return out.getvalue()


def without_foot(picture: Image.Image) -> Image.Image:
    """Cut off what is empty at the foot, and the window's lower corners with it."""
    foot = picture.height - MARGIN_PX
    empty, last = row(picture, foot), foot
    while last and row(picture, last - 1) == empty:
        last -= 1
    return picture.crop((0, 0, picture.width, min(last + MARGIN_PX, foot)))


def row(picture: Image.Image, y: int) -> bytes:
    """Return a row of pixels, without the window's edges: a shadow lies there."""
    return picture.crop((MARGIN_PX, y, picture.width - MARGIN_PX, y + 1)).tobytes()
