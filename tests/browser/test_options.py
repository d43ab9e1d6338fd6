"""What a site's owner has set reaches readers: of an exported folder, and of the plugin's site."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from mfa_rehearsal.embedding import exporting, options
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.site.precache import SITE_ZIP
from playwright.sync_api import Page, expect

from tests.browser.waiting import show_all, until_ready

LESSONS = ["guide", "left-over-device", "lost-phone", "own-phone"]
CONTACT = "IT <desk> & co, +1 555 0100"
OPTIONS = {
    "lessons": LESSONS,
    "account_alias": "acme-prod",
    "device_name_pattern": r"root-[a-z]+-\d\d",
    "device_name_rule": "root, your <user> name and two digits",
    "device_name_example": "root-ann-01",
    "contact": CONTACT,
    "contact_link": "tel:+15550100",
}
NOT_OFFERED = ("passkey", "new-phone", "pair-mistakes", "second-device")

MKDOCS_YML = {
    "site_name": "Onboarding",
    "strict": True,
    "theme": "mkdocs",
    "plugins": [{"mfa-rehearsal": OPTIONS | {"address": "mfa"}}],
}


@dataclass(frozen=True)
class Published:
    """A simulator with options: its folder and its address."""

    folder: Path
    address: str


def export(site: Path, folder: Path) -> Path:
    exporting.write(folder / "mfa", "", site / SITE_ZIP, options.read(OPTIONS))
    return folder


def build(site: Path, folder: Path) -> Path:
    """Build a site with the plugin of a package that contains the built simulator, as a wheel's."""
    package = folder / "installed/mfa_rehearsal"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "simulator/mfa_rehearsal", package, ignore=ignored)
    shutil.copy(site / SITE_ZIP, package / "site.zip")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# MFA\n\n::mfa-rehearsal{start=lost-phone}\n")
    (folder / "mkdocs.yml").write_text(json.dumps(MKDOCS_YML))
    env = os.environ | {"PYTHONPATH": str(package.parent), "NO_MKDOCS_2_WARNING": "1"}
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(build, cwd=folder, env=env, check=True)
    return folder / "site"


@pytest.fixture(scope="module", params=[export, build], ids=["exported", "by the plugin"])
def published(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    folder = request.param(site, tmp_path_factory.mktemp("options"))
    with loopback.serve(folder) as address:
        yield Published(folder / "mfa", f"{address}/mfa")


def start(page: Page, url: str) -> None:
    page.goto(url)
    until_ready(page)


def name_device(page: Page, name: str) -> None:
    console = page.get_by_role("region", name="Console")
    console.get_by_label("Device name", exact=True).fill(name)
    console.get_by_label("Authenticator app", exact=True).check()
    console.get_by_role("button", name="Next", exact=True).click()


def test_a_name_against_the_organizations_rule_is_refused_by_the_coach_and_not_by_aws(
    page: Page, published: Published
) -> None:
    start(page, f"{published.address}/today/choose-authenticator-app/")
    coach, console = (page.get_by_role("region", name=name) for name in ("Coach", "Console"))
    expect(coach.locator("[data-name-rule]")).to_contain_text("Your organization")
    expect(coach.locator("[data-name-rule]")).to_contain_text("root, your <user> name")
    name_device(page, "my-phone")
    cause = coach.locator("[data-cause=device-name-against-own-rule]")
    expect(cause).to_contain_text("AWS accepts this name, but your organization's rule doesn't")
    expect(console.get_by_role("alert")).to_have_count(0)
    expect(coach).to_contain_text("Account activity (1)")
    name_device(page, "my phone")
    expect(coach.locator("[data-cause=device-name-not-allowed]")).to_be_visible()
    expect(console.get_by_role("alert")).to_be_visible()
    name_device(page, "root-ann-02")
    expect(console.get_by_role("button", name="Show QR code")).to_be_visible()
    expect(coach.locator("[data-name-rule]")).to_have_count(0)


def test_the_phone_shows_the_accounts_alias(page: Page, published: Published) -> None:
    start(page, f"{published.address}/today/see-the-codes/")
    expect(page.get_by_role("region", name="Phone")).to_contain_text("root-ann-01@acme-prod")


def test_a_reader_who_is_locked_out_sees_whom_to_call_and_again_at_the_end(
    page: Page, published: Published
) -> None:
    start(page, f"{published.address}/today/lost-phone/")
    coach = page.get_by_role("region", name="Coach")
    contact = coach.locator("[data-contact]")
    expect(contact).to_contain_text("Locked out of your real account?")
    expect(contact.get_by_role("link", name=CONTACT)).to_have_attribute("href", "tel:+15550100")
    expect(page.get_by_role("region", name="Console")).not_to_contain_text("555")
    show_all(page)
    expect(contact).to_have_count(1)
    expect(coach.locator("[data-finished] [data-contact]")).to_contain_text(CONTACT)


def test_the_next_lesson_is_the_next_one_that_is_offered(page: Page, published: Published) -> None:
    start(page, f"{published.address}/today/")
    show_all(page)
    finished = page.get_by_role("region", name="Coach").locator("[data-finished]")
    finished.get_by_role("link", name="Next: ").click()
    expect(page).to_have_url(f"{published.address}/today/left-over-device/")
    until_ready(page)
    show_all(page)
    finished.get_by_role("link", name="Start the next drill").click()
    expect(page).to_have_url(f"{published.address}/today/lost-phone/")


def test_an_address_changes_no_option(page: Page, published: Published) -> None:
    other = json.dumps(options.read({"contact": "Mallory"}).as_data())
    words = f"contact=Mallory&options={quote(other)}&data-options={quote(other)}"
    start(page, f"{published.address}/today/lost-phone/?{words}#{words}")
    coach = page.get_by_role("region", name="Coach")
    expect(coach.locator("[data-contact]")).to_contain_text(CONTACT)
    expect(coach).not_to_contain_text("Mallory")


def test_the_first_screen_and_the_road_have_the_options_before_python(published: Published) -> None:
    html = (published.folder / "today/lost-phone/index.html").read_text()
    assert "IT &lt;desk&gt; &amp; co, +1 555 0100</a>" in html
    road = re.search(r'data-road="\.\./\.\./([^"]+)"', html)
    assert road
    parts = json.loads(gzip.decompress((published.folder / road[1]).read_bytes()))["parts"]
    assert "IT &lt;desk&gt; &amp; co, +1 555 0100</a>" in "".join(parts)


def test_lessons_that_are_not_offered_are_nowhere(published: Published) -> None:
    texts = {path: path.read_text() for path in published.folder.rglob("*.html")}
    for road in (published.folder / "roads").iterdir():
        texts[road] = gzip.decompress(road.read_bytes()).decode()
    for path, text in texts.items():
        assert not [slug for slug in NOT_OFFERED if f"/{slug}/" in text], path
    for edition in ("today", "classic"):
        assert not [slug for slug in NOT_OFFERED if (published.folder / edition / slug).exists()]
        assert (published.folder / edition / "lost-phone").exists()
    named = {road for text in texts.values() for road in re.findall(r"roads/([^\"]+)\"", text)}
    assert named == {path.name for path in (published.folder / "roads").iterdir()}


def test_the_road_goes_on_with_the_example_and_leaves_other_names_to_python(
    published: Published,
) -> None:
    html = (published.folder / "today/choose-authenticator-app/index.html").read_text()
    (name,) = re.findall(r'data-road="\.\./\.\./([^"]+)"', html)
    road = json.loads(gzip.decompress((published.folder / name).read_bytes()))
    names = {way["fields"].get("name") for ways in road["ways"] for way in ways}
    assert "root-ann-01" in names
    assert road["typed"]["mark"] not in names
