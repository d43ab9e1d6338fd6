"""The picture of a passkey shows what a real ceremony carried, and another one's if it differs."""

from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from mfa_rehearsal.console.addresses import SIGN_IN_PAGE
from mfa_rehearsal.iam.relying_party import AWS
from mfa_rehearsal.publish.content.passkey_figure import (
    FALSE_PAGE,
    SignIn,
    passkey_sign_in,
    sign_in,
)
from mfa_rehearsal.publish.content.svg_sheet import INKS
from mfa_rehearsal.user_agent.origins import Page

SVG = "{http://www.w3.org/2000/svg}"
OTHER = SignIn(
    "https://bank.example",
    "bank.example",
    16,
    (("bank.example", 20), ("flags", 2), ("counter", 8), ("client data", 20)),
    "https://bank.example.test",
    "NotAllowedError",
)


def drawn(shown: SignIn | None = None) -> Element:
    return ElementTree.fromstring(passkey_sign_in(shown))


def lines(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_the_ceremony_is_aws_own() -> None:
    shown = sign_in()
    assert (shown.origin, shown.rp_id) == (SIGN_IN_PAGE.origin, AWS.rp_id)
    assert [size for _, size in shown.signed] == [32, 1, 4, 32]
    assert (shown.false_origin, shown.error) == (FALSE_PAGE.origin, "SecurityError")


def test_a_page_of_aws_is_not_drawn_as_a_false_one() -> None:
    with pytest.raises(ValueError, match="false page"):
        sign_in(false_page=Page("https://other.amazon.com/"))


@pytest.mark.parametrize("shown", [sign_in(), OTHER], ids=["aws", "another site"])
def test_every_address_size_and_error_comes_from_the_ceremony(shown: SignIn) -> None:
    total = sum(size for _, size in shown.signed)
    site, *_ = shown.signed
    assert {
        shown.origin,
        shown.false_origin,
        shown.error,
        f"for {shown.rp_id}",
        f"{shown.challenge_bytes} random bytes",
        f"{total} bytes, to scale",
        f"hash of {shown.rp_id}: {site[1]}",
    } <= set(lines(drawn(shown)))


def test_the_signed_bytes_are_drawn_to_scale() -> None:
    bars = [bar for bar in drawn(OTHER).iter(f"{SVG}rect") if bar.get("rx") is None]
    widths = [float(bar.attrib["width"]) + 1 for bar in bars]
    sizes = [size for _, size in OTHER.signed]
    scale = widths[0] / sizes[0]
    assert [width / scale for width in widths] == pytest.approx(sizes, rel=0.02)


def test_only_the_false_page_is_drawn_as_refused() -> None:
    svg = drawn()
    red = [
        text.text for text in svg.iter(f"{SVG}text") if text.get("fill") == INKS["light"].refused
    ]
    assert red == ["SecurityError"]


def test_everything_is_inside_the_sheet() -> None:
    svg = drawn()
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    for text in svg.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) <= width
        assert 0 <= float(text.attrib["y"]) <= height
    for bar in svg.iter(f"{SVG}rect"):
        assert float(bar.attrib["x"]) + float(bar.attrib["width"]) <= width
        assert float(bar.attrib["y"]) + float(bar.attrib["height"]) <= height


@pytest.mark.parametrize("theme", INKS)
def test_a_picture_has_no_style_and_no_script(theme: str) -> None:
    for element in ElementTree.fromstring(passkey_sign_in(ink=INKS[theme])).iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not {"style", "class", "href"} & set(element.attrib)


def test_the_description_says_what_the_picture_shows() -> None:
    description = drawn(replace(OTHER, challenge_bytes=17)).findtext(f"{SVG}desc")
    assert description is not None
    for said in ("17 bytes", "50 bytes", OTHER.origin, OTHER.false_origin, OTHER.error):
        assert said in description
