"""The QR code: its picture is scanned, and its codes enable the device."""

import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import qrcode
import zxingcpp
from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.operations.qr_png import qr_png
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L

from tests.endpoint.conftest import Endpoint


def scan(png: bytes) -> str:
    picture = Image.open(io.BytesIO(png))
    picture.load()
    return zxingcpp.read_barcodes(picture.convert("L"))[0].text


def test_the_picture_holds_the_text_of_the_console(endpoint: Endpoint, client: Any) -> None:
    told = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    (device,) = endpoint.backend.account.devices
    assert scan(told["QRCodePNG"]) == iam.provisioning_uri(endpoint.backend.account, device)
    assert told["Base32StringSeed"].decode() == device.secret


def test_codes_from_the_scanned_text_enable_the_device(endpoint: Endpoint, client: Any) -> None:
    told = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    totp = pyotp.parse_uri(scan(told["QRCodePNG"]))
    assert isinstance(totp, pyotp.TOTP)
    now = endpoint.clock.now
    client.enable_mfa_device(
        UserName="alice",
        SerialNumber=told["SerialNumber"],
        AuthenticationCode1=totp.at(now - 30),
        AuthenticationCode2=totp.at(now),
    )


@pytest.mark.parametrize("text", ["a", "a" * 160, "otpauth://totp/x?secret=" + "A" * 64])
def test_python_qrcode_draws_the_same_modules(text: str) -> None:
    """zxing-cpp draws here and reads above; another library must agree with what it drew."""
    picture = Image.open(io.BytesIO(qr_png(text)))
    inside = range(4 * 8, picture.width - 4 * 8, 8)
    modules = [[not picture.getpixel((x, y)) for x in inside] for y in inside]
    assert modules in [drawn(text, mask) for mask in range(8)]


def drawn(text: str, mask: int) -> Any:
    code: qrcode.QRCode[Any] = qrcode.QRCode(None, ERROR_CORRECT_L, 1, 0, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=True)
    return code.get_matrix()


def test_the_text_is_an_otpauth_text_for_six_digits(endpoint: Endpoint, client: Any) -> None:
    told = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    parts = urlsplit(scan(told["QRCodePNG"]))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert set(parse_qs(parts.query)) == {"secret", "issuer"}
