"""The SCORM package in a learning platform's run-time (scorm-again), in a real browser."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from mfa_rehearsal.embedding import course_package, options
from mfa_rehearsal.embedding.options import OptionsError
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.site.precache import SITE_ZIP
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.waiting import show_all, until_ready, until_there

RUNTIME = ROOT / "node_modules/scorm-again/dist/scorm12.min.js"

PLATFORM = """<!doctype html><title>Platform</title><script src="scorm12.js"></script>
<script>
  const known = JSON.parse(sessionStorage.cmi ?? "null");
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  if (known) API.loadFromJSON(known);
  API.on("LMSCommit", () => {
    const { core, suspend_data } = JSON.parse(JSON.stringify(API.cmi));
    const { lesson_status } = core;
    sessionStorage.cmi = JSON.stringify({ core: { lesson_status }, suspend_data });
  });
</script>
<iframe src="course/index.html" width="1250" height="720" title="Course"></iframe>"""


@pytest.fixture(scope="module")
def platform(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a platform that has our package as a course."""
    folder = tmp_path_factory.mktemp("platform")
    package = folder / "package.zip"
    course_package.write(package, ["lost-phone", "guide"], site=site / SITE_ZIP)
    with ZipFile(package) as zipped:
        zipped.extractall(folder / "course")
    shutil.copy(RUNTIME, folder / "scorm12.js")
    (folder / "platform.html").write_text(PLATFORM)
    with loopback.serve(folder) as address:
        yield f"{address}/platform.html"


def simulator(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe").frame_locator("iframe")
    until_ready(frame)
    return frame


def value(page: Page, name: str) -> Any:
    return page.evaluate("name => API.LMSGetValue(name)", name)


def test_the_score_counts_what_the_learner_did_in_each_lesson(page: Page, platform: str) -> None:
    page.goto(platform)
    frame = simulator(page)
    show_all(frame)
    page.wait_for_function("API.LMSGetValue('cmi.interactions._count') == 1")
    page.wait_for_function("API.LMSGetValue('cmi.core.score.raw') === '0'")
    assert value(page, "cmi.core.lesson_status") == "incomplete"
    course = page.frame_locator("iframe")
    course.get_by_role("button", name=course_package.GUIDE_TITLE).click()
    frame = page.frame_locator("iframe").frame_locator("iframe")
    until_there(frame, "html[data-slug=''][data-runtime=ready]")
    console = frame.get_by_role("region", name="Console")
    console.get_by_role("button", name="Next", exact=True).click()
    console.get_by_role("button", name="Sign in", exact=True).click()
    expect(frame.get_by_role("region", name="Coach")).to_contain_text("Step 2 of 13")
    show_all(frame)
    page.wait_for_function("API.LMSGetValue('cmi.core.lesson_status') === 'completed'")
    assert value(page, "cmi.core.score.raw") == "4"  # one of thirteen steps, in one of two lessons


def test_a_lesson_that_is_opened_by_the_simulators_own_link_counts_as_itself(
    page: Page, platform: str
) -> None:
    page.goto(platform)
    course = page.frame_locator("iframe")
    simulator(page)
    course.get_by_role("button", name=course_package.GUIDE_TITLE).click()
    frame = course.frame_locator("iframe")
    until_there(frame, "html[data-slug=''][data-runtime=ready]")
    show_all(frame)
    page.wait_for_function("API.LMSGetValue('cmi.interactions._count') == 1")
    frame.get_by_role("link", name="Next: ").click()
    until_there(frame, "html[data-slug=lost-phone][data-runtime=ready]")
    expect(course.locator("[aria-current=true]")).to_have_text("Lost phone")
    show_all(frame)
    page.wait_for_function("API.LMSGetValue('cmi.core.lesson_status') === 'completed'")
    expect(frame.get_by_text("That was the last drill.")).to_be_visible()


def test_only_the_lessons_that_count_are_in_the_package(site: Path, tmp_path: Path) -> None:
    chosen = options.read({"contact": "IT desk", "lessons": ["own-phone"]})
    course_package.write(tmp_path / "x.zip", ["lost-phone"], site=site / SITE_ZIP, options=chosen)
    with ZipFile(tmp_path / "x.zip") as zipped:
        pages = {name for name in zipped.namelist() if name.startswith("app/today/")}
        first = zipped.read("app/today/index.html").decode()
    assert pages == {"app/today/index.html", "app/today/lost-phone/index.html"}
    assert "IT desk" in first


def test_a_learner_continues_where_they_were_and_the_browser_keeps_nothing(
    page: Page, platform: str
) -> None:
    page.goto(platform)
    coach = simulator(page).get_by_role("region", name="Coach")
    coach.get_by_role("button", name="Show me", exact=True).click()
    expect(coach).to_contain_text("Step 2 of")
    page.wait_for_function("sessionStorage.cmi?.includes('suspend_data')")
    page.evaluate("localStorage.clear()")
    page.wait_for_timeout(500)
    page.reload()
    expect(simulator(page).get_by_role("region", name="Coach")).to_contain_text("Step 2 of")


def test_another_learner_on_the_same_browser_begins_at_the_beginning(
    page: Page, platform: str
) -> None:
    page.goto(platform)
    coach = simulator(page).get_by_role("region", name="Coach")
    coach.get_by_role("button", name="Show me", exact=True).click()
    expect(coach).to_contain_text("Step 2 of")
    other = page.context.new_page()
    other.goto(platform)
    expect(simulator(other).get_by_role("region", name="Coach")).to_contain_text("Step 1 of")


def test_without_a_platform_the_page_says_that_nothing_is_recorded(
    page: Page, platform: str
) -> None:
    page.goto(platform.replace("platform.html", "course/index.html"))
    expect(page.get_by_role("status").first).to_contain_text("nothing is recorded")


def test_the_manifest_names_every_file_and_the_bytes_are_the_same(
    site: Path, tmp_path: Path
) -> None:
    for name in ("one.zip", "two.zip"):
        course_package.write(tmp_path / name, site=site / SITE_ZIP)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as zipped:
        manifest = zipped.read("imsmanifest.xml").decode()
        named = set(re.findall(r'<file href="([^"]+)"/>', manifest))
        assert named | {"imsmanifest.xml"} == set(zipped.namelist())
    assert "<schemaversion>1.2</schemaversion>" in manifest


def test_an_unknown_lesson_is_refused(site: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionsError, match="nowhere"):
        course_package.write(tmp_path / "x.zip", ["nowhere"], site=site / SITE_ZIP)
