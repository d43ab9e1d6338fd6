"""QR codes: the PNG can be scanned, and codes from it enable the device."""

import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import qrcode
from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.operations.qr_png import qr_png
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L

from tests.endpoint.conftest import Endpoint
from tests.qr_codes import read_qr_code


def scan(png: bytes) -> str:
    picture = Image.open(io.BytesIO(png))
    picture.load()
    return read_qr_code(picture.convert("L")).text


def test_the_qr_code_contains_the_provisioning_uri(endpoint: Endpoint, client: Any) -> None:
    created = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    (device,) = endpoint.backend.account.devices
    assert scan(created["QRCodePNG"]) == iam.provisioning_uri(endpoint.backend.account, device)
    assert created["Base32StringSeed"].decode() == device.secret


def test_codes_from_the_qr_code_enable_the_device(endpoint: Endpoint, client: Any) -> None:
    created = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    totp = pyotp.parse_uri(scan(created["QRCodePNG"]))
    assert isinstance(totp, pyotp.TOTP)
    now = endpoint.clock.now
    client.enable_mfa_device(
        UserName="alice",
        SerialNumber=created["SerialNumber"],
        AuthenticationCode1=totp.at(now - 30),
        AuthenticationCode2=totp.at(now),
    )


@pytest.mark.parametrize("text", ["a", "a" * 160, "otpauth://totp/x?secret=" + "A" * 64])
def test_python_qrcode_draws_the_same_modules(text: str) -> None:
    """zxing-cpp also reads the codes above, so another library must check what it draws."""
    picture = Image.open(io.BytesIO(qr_png(text)))
    inside = range(4 * 8, picture.width - 4 * 8, 8)
    modules = [[not picture.getpixel((x, y)) for x in inside] for y in inside]
    assert modules in [drawn(text, mask) for mask in range(8)]


def drawn(text: str, mask: int) -> Any:
    code: qrcode.QRCode[Any] = qrcode.QRCode(None, ERROR_CORRECT_L, 1, 0, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=True)
    return code.get_matrix()


def test_the_qr_code_contains_an_otpauth_uri_for_six_digits(
    endpoint: Endpoint, client: Any
) -> None:
    created = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    parts = urlsplit(scan(created["QRCodePNG"]))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert set(parse_qs(parts.query)) == {"secret", "issuer"}
