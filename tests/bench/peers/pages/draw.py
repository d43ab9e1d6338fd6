"""The job of every page in this benchmark: draw a new secret's address as a QR code in SVG.

The QR code is drawn the way the simulator does it: one fixed mask, dark modules in runs.
"""

from itertools import groupby

import pyotp
from qrcode.main import QRCode


def draw() -> str:
    """Return a QR code of a new secret."""
    secret = pyotp.random_base32(64)
    code = QRCode(error_correction=1, border=4, mask_pattern=4)
    code.add_data(pyotp.TOTP(secret).provisioning_uri(name="root", issuer_name="Practice"))
    code.make()
    rows = code.get_matrix()
    path = "".join(runs(y, row) for y, row in enumerate(rows))
    box = f"0 0 {len(rows)} {len(rows)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320" viewBox="{box}">'
        f'<path fill="#fff" d="M0 0h{len(rows)}v{len(rows)}H0z"/><path d="{path}"/></svg>'
    )


def runs(y: int, row: list[bool]) -> str:
    """Return a row's dark modules as path data."""
    path, x = "", 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        path += f"M{x} {y}h{width}v1h-{width}z" if dark else ""
        x += width
    return path
