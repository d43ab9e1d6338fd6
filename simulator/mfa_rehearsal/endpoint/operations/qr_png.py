"""A QR code as a PNG.

Rule: as fast as it can be, for it is most of what creating a device costs. zxing-cpp draws the
code (0.3 ms here; segno 1.3, qrcode with a fixed mask 2.0) and this module writes the file: at one
bit a pixel and eight pixels a module, a module is one byte of a PNG's row, which is what zxing-cpp
hands out. Pillow would add 1.7 ms.

Source: PNG (ISO/IEC 15948), sections 10 and 11: signature, IHDR, IDAT, IEND.
"""

import struct
import zlib

import zxingcpp

MODULE_PX = 8
"""Width of a module, and the bits of a byte: the two must be the same."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = b"\0\0\0\0IEND\xaeB`\x82"
ONE_BIT_GREY = bytes([1, 0, 0, 0, 0])
NO_FILTER = b"\0"


def qr_png(text: str) -> bytes:
    """Return a picture of the QR code that holds a text, with the quiet zone round it."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    picture = code.to_image(scale=1, add_quiet_zones=True)
    side, modules = picture.shape[0], memoryview(picture).tobytes()  # type: ignore[arg-type]
    rows = [NO_FILTER + modules[start : start + side] for start in range(0, side * side, side)]
    pixels = b"".join([row * MODULE_PX for row in rows])
    size = struct.pack(">II", side * MODULE_PX, side * MODULE_PX)
    header = _chunk(b"IHDR", size + ONE_BIT_GREY)
    return SIGNATURE + header + _chunk(b"IDAT", zlib.compress(pixels, 1)) + END


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
