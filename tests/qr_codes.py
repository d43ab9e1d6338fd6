"""Read a QR code from pixels, as a phone's camera would."""

import zxingcpp
from PIL.Image import Image


def read_qr_code(picture: Image) -> zxingcpp.Barcode:
    """Return the only QR code in a picture.

    One picture of a QR code in about a thousand contains a bar code of two bytes by chance.
    """
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    (code,) = zxingcpp.read_barcodes(picture, formats)
    return code
