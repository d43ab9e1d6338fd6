"""The phone's camera: real pixels where they belong, and words for readers who can't see them."""

from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from mfa_rehearsal.views.qr import draw_qr
from PIL import Image
from playwright.sync_api import Browser, Locator, Request, expect

from tests.browser import faulty_host
from tests.browser.reader import Reader
from tests.browser.waiting import let_pass
from tests.qr_codes import read_qr_code

LEAST_PIXELS_A_MODULE = 3
LOOKED_AGAIN_S = 0.6

SHOW_ANOTHER_CODE = """(svg, [size, path]) => {
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.lastElementChild.setAttribute("d", path);
  dispatchEvent(new Event("resize"));
}"""


def open_camera(reader: Reader, edition: str = "today") -> None:
    """Open the camera beside a QR code."""
    reader.open(edition, "scan-the-qr-code")
    reader.press("Scan a QR code", reader.phone)


def is_last_of_camera(request: Request) -> bool:
    """Whether a request is for the last script that the camera needs before it is opened."""
    return request.url.endswith("/console_snapshot.js")


def viewfinder(reader: Reader) -> Locator:
    return reader.phone.locator("canvas")


def says(reader: Reader, words: str) -> None:
    expect(reader.phone.locator("[data-scan-status]")).to_contain_text(words)


def finds_nothing(reader: Reader) -> None:
    let_pass(reader.page, LOOKED_AGAIN_S)
    says(reader, "No code found.")
    expect(reader.phone.locator("output")).to_have_count(0)


def drag(reader: Reader, right: float, down: float) -> None:
    """Drag the picture by fractions of the viewfinder's size."""
    box = viewfinder(reader).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + right * box["width"], y + down * box["height"], steps=5)
    reader.page.mouse.up()


def seen(reader: Reader) -> Image.Image:
    """Return the viewfinder, pixel by pixel."""
    url = viewfinder(reader).evaluate("(canvas) => canvas.toDataURL()")
    return Image.open(BytesIO(b64decode(url.partition(",")[2])))


def test_the_camera_opens_beside_the_code_and_says_where_it_is(reader: Reader) -> None:
    open_camera(reader)
    says(reader, "s to the left and below.")
    finds_nothing(reader)


def test_a_code_is_found_only_when_all_of_it_is_in_view(
    reader: Reader,
) -> None:
    open_camera(reader)
    drag(reader, 0.3, -0.15)
    finds_nothing(reader)
    drag(reader, 0.3, 0)
    expect(reader.phone.locator("output")).to_be_visible()


def test_arrow_keys_bring_a_code_into_view(reader: Reader) -> None:
    open_camera(reader)
    says(reader, "No code found.")
    viewfinder(reader).focus()
    for _ in range(4):
        reader.page.keyboard.press("Shift+ArrowLeft")
    for _ in range(4):
        reader.page.keyboard.press("ArrowDown")
    expect(reader.phone.locator("output")).to_be_visible()


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_line_it_up_brings_a_code_into_view(reader: Reader, edition: str) -> None:
    open_camera(reader, edition)
    reader.press("Line it up", reader.phone)
    expect(reader.phone.locator("output")).to_be_visible()


def test_line_it_up_glides_if_motion_is_not_reduced(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="no-preference")
    open_camera(reader)
    says(reader, "No code found.")
    before = seen(reader)
    reader.press("Line it up", reader.phone)
    let_pass(reader.page, 0.1)
    assert seen(reader) != before
    expect(reader.phone.locator("output")).to_be_visible()


def test_a_lined_up_code_has_enough_pixels_for_any_qr_reader(reader: Reader) -> None:
    reader.page.context.route(
        "**/zxing_reader.wasm", lambda _route: None
    )  # it waits, and never reads
    open_camera(reader)
    on_screen = reader.decode_from_screen()
    reader.press("Line it up", reader.phone)
    let_pass(reader.page, 0.1)
    code = read_qr_code(seen(reader))
    assert code.text == on_screen
    modules = draw_qr(code.text).size - 8
    width = code.position.top_right.x - code.position.top_left.x
    assert width / modules >= LEAST_PIXELS_A_MODULE


def test_the_camera_reads_what_the_lens_sees(reader: Reader) -> None:
    open_camera(reader)
    other = draw_qr("https://example.com/menu")
    svg = reader.console.locator("svg[data-qr]")
    svg.evaluate(SHOW_ANOTHER_CODE, [other.size, other.path])
    reader.press("Line it up", reader.phone)
    expect(reader.phone.get_by_role("alert")).to_be_visible()
    expect(reader.phone.locator("output")).to_have_count(0)


def test_the_camera_says_that_there_is_no_code_on_the_screen(reader: Reader) -> None:
    reader.open("today", "show-the-qr-code")
    reader.press("Authenticator", reader.phone)
    reader.press("Add account", reader.phone)
    reader.press("Scan a QR code", reader.phone)
    says(reader, "no QR code on the console.")
    reader.press("Line it up", reader.phone)
    says(reader, "no QR code on the console.")
    reader.press("Show QR code")
    says(reader, "No code found.")
    reader.press("Line it up", reader.phone)
    expect(reader.phone.locator("output")).to_be_visible()


def test_the_camera_does_not_move_when_codes_change(reader: Reader) -> None:
    open_camera(reader)
    drag(reader, 0.1, 0.1)
    before = seen(reader)
    reader.page.get_by_role("banner").get_by_role("button", name="Skip to the next code").click()
    reader.sees("Skipped ahead", reader.page.locator("body"))
    assert seen(reader) == before


def test_a_qr_reader_that_does_not_load_is_explained(chrome: Browser, address: str) -> None:
    context = chrome.new_context()
    context.route("**/zxing_reader.wasm", lambda route: route.abort())
    reader = Reader(context.new_page(), f"{address}/practice/app")
    open_camera(reader)
    says(reader, "load. Check the network")
    context.unroute_all()
    reader.press("Back", reader.phone)
    reader.press("Scan a QR code", reader.phone)
    reader.press("Line it up", reader.phone)
    expect(reader.phone.locator("output")).to_be_visible()
    context.close()


def test_a_qr_reader_gone_with_an_old_version_is_not_blamed_on_the_network(
    chrome: Browser, site: Path
) -> None:
    with faulty_host.serve(site) as host:
        reader = Reader(chrome.new_page(), f"{host.address}/practice/app")
        with reader.page.expect_event("requestfinished", is_last_of_camera):
            reader.open("today", "scan-the-qr-code")
        host.publish_another_version()
        reader.press("Scan a QR code", reader.phone)
        says(reader, "a new version of this site was published. Reload this page")
        reader.page.close()


@pytest.mark.parametrize("fault", ["404", "stalled"])
def test_a_camera_that_does_not_load_delays_nothing_else(
    chrome: Browser, site: Path, fault: faulty_host.Fault
) -> None:
    with faulty_host.serve(site) as host:
        host.be_faulty(fault, "scanner.js")
        page = chrome.new_page()
        page.clock.install()
        reader = Reader(page, f"{host.address}/practice/app")
        reader.open("today", "scan-the-qr-code")
        reader.press("Scan a QR code", reader.phone)
        expect(viewfinder(reader)).to_be_visible()
        page.clock.fast_forward(11_000)
        says(reader, "load. Reload this page")
        page.close()


@pytest.mark.parametrize("read", ["crypto.getRandomValues(pixels)", "pixels.fill(255)"])
def test_the_secret_key_is_offered_if_the_browser_hides_pictures(
    chrome: Browser, address: str, read: str
) -> None:
    context = chrome.new_context()
    context.add_init_script(
        f"""const {{ prototype }} = CanvasRenderingContext2D, {{ getImageData }} = prototype;
        const lie = (pixels) => {{
          for (let at = 0; at < pixels.length; at += 65536) hide(pixels.subarray(at, at + 65536));
        }};
        const hide = (pixels) => {read};
        prototype.getImageData = function (...where) {{
          const image = getImageData.apply(this, where);
          lie(image.data);
          return image;
        }};"""
    )
    reader = Reader(context.new_page(), f"{address}/practice/app")
    open_camera(reader)
    reader.press("Line it up", reader.phone)
    says(reader, "This browser hides pictures from pages")
    reader.press("Show secret key")
    reader.press("Back", reader.phone)
    reader.phone.get_by_role("button", name="Enter key").click()
    expect(reader.phone.get_by_label("Secret key")).to_be_visible()
    context.close()
