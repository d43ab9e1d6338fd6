"""A QR code as one SVG path: runs of dark modules, with a quiet zone around them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from qrcode.constants import ERROR_CORRECT_L
from qrcode.main import QRCode

QUIET_MODULES = 4
"""Width of the quiet zone. Source: ISO/IEC 18004, section 5.3.8 (four modules)."""

MASK_PATTERN = 4
"""One fixed mask: trying all eight takes five sixths of the time, and any mask is valid."""

DARK = re.compile(b"\x01+")
"""Adjacent dark modules, in a row of ones and zeros."""


@dataclass(frozen=True)
class QrCode:
    """A drawn code.

    Args:
        size: width and height in modules, quiet zone included.
        path: the dark modules as SVG path data, one unit per module.
    """

    size: int
    path: str


@lru_cache(maxsize=4)
def draw_qr(text: str) -> QrCode:
    """Draw a text as a QR code.

    Error correction is low: a screen has no creases, and larger modules scan from farther away.
    """
    code = QRCode(error_correction=ERROR_CORRECT_L, border=QUIET_MODULES, mask_pattern=MASK_PATTERN)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    path = "".join(_runs(y, row) for y, row in enumerate(rows))
    return QrCode(len(rows), path)


def _runs(y: int, row: list[bool]) -> str:
    runs = (run.span() for run in DARK.finditer(bytes(row)))
    return "".join(f"M{x} {y}h{end - x}v1h{x - end}z" for x, end in runs)
