"""What a picture shows: whole regions, or a crop that is readable on a phone."""

from playwright.sync_api import FloatRect, Page

from mfa_rehearsal.publish.screenshots.png import squeeze

HEIGHT_PX = 800
SMALL_WIDTH_PX = 1110
"""Width of the window for a crop, which makes the console's column narrow and its text large."""

CROPS = ("topbar", "panel", "sign-in__card", "dialog", "phone__body", "rows")
"""Classes that a crop can show: the innermost one around the control that comes next."""

NEAREST = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in CROPS)
CROP_MARGIN_PX = 12

WIDTHS_PX = {("Console",): 1596, ("Console", "Phone"): 1280, ("Simulator",): 1280}
"""Width of the window by what the picture shows. The first two give equally wide pictures."""


def take(page: Page, shows: tuple[str, ...]) -> bytes:
    """Return a picture of some regions, as PNG."""
    if shows == ("Simulator",):
        return squeeze(page.screenshot())
    boxes = [page.get_by_role("region", name=name, exact=True).bounding_box() for name in shows]
    clip = around([box for box in boxes if box])
    return squeeze(page.screenshot(clip=clip), cut_foot=shows == ("Console",))


def cropped(page: Page, parts: str) -> FloatRect:
    """Return the box of what a picture is about, small enough to read on a phone."""
    following = page.locator("[data-next]").first
    if following.count():
        following.scroll_into_view_if_needed()
    nearest = following.locator(f"xpath=ancestor-or-self::*[{NEAREST}][1]")
    console = page.get_by_role("region", name="Console", exact=True)
    wanted = page.locator(parts).all() if parts else nearest.all() or [console]
    box = around([box for part in wanted if (box := part.bounding_box())])
    top = max(box["y"] - CROP_MARGIN_PX, 0)
    left = max(box["x"] - CROP_MARGIN_PX, 0)
    height = min(box["height"] + 2 * CROP_MARGIN_PX, HEIGHT_PX - top)
    width = min(box["width"] + 2 * CROP_MARGIN_PX, SMALL_WIDTH_PX - left)
    return {"x": left, "y": top, "width": width, "height": height}


def around(boxes: list[FloatRect]) -> FloatRect:
    """Return the smallest box that contains all boxes."""
    left, top = min(box["x"] for box in boxes), min(box["y"] for box in boxes)
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}
