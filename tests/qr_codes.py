"""Read a QR code from pixels, as a phone's camera would."""

import zxingcpp
from PIL.Image import Image

FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
"""One picture of a QR code in about a thousand contains a bar code of two bytes by chance."""


def read_qr_code(picture: Image) -> zxingcpp.Barcode:
    """Return the only QR code in a picture."""
    (code,) = zxingcpp.read_barcodes(picture, FORMATS)
    return code
