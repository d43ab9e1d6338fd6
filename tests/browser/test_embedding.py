"""The simulator in pages on another origin: sandboxed, small, in two frames, in any theme."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from mfa_rehearsal.embedding import exporting
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.site.precache import SITE_ZIP
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.waiting import show_all, until_ready

SANDBOX = "allow-scripts allow-same-origin allow-popups allow-top-navigation-by-user-activation"
GUIDE = "https://runbook.example.org/mfa"

PLAIN = """<!doctype html><title>Plain</title><meta name="viewport" content="width=device-width">
<style>html.dark {{ background: #111; color: #eee }}</style><body>
<p>Before you get root access, practice.</p>
<iframe class="mfa-rehearsal" src="{app}/today/{start}" width="{width}" height="{height}"
  title="Practice" allow="fullscreen" sandbox="{sandbox}"{more}></iframe>
<script>
  window.heard = [];
  addEventListener("mfa-rehearsal", ({{ detail }}) => heard.push(detail));
</script>
<script type="module" src="{app}/embed.js"></script>"""

HUGO_LIKE = """<!doctype html><html data-theme="dark"><title>Docs</title>
<style>:root {{ --text: #222 }} [data-theme=dark] {{ --text: #ddd; color-scheme: dark }}
body {{ color: var(--text); transition: color .2s }}
main {{ max-width: 50rem; margin: auto }}</style>
<main><h1>Onboarding</h1><div id="here"></div></main>
<script type="module">
  import {{ mount }} from "{app}/embed.js";
  mount(document.getElementById("here"), {{ start: "lost-phone", height: 500 }});
</script>"""

LMS_LIKE = """<!doctype html><title>Course</title><body style="background: #fff; color: #222">
<iframe src="player.html" width="700" height="500" title="Unit 3"></iframe>"""


FROM_A_SIBLING = """() => {
  const sibling = document.createElement("iframe");
  document.body.append(sibling);
  const message = "{ source: 'mfa-rehearsal', type: 'theme', theme: 'dark' }";
  sibling.contentWindow.eval(`parent.frames[0].postMessage(${message}, "*")`);
}"""
"""A frame with the page's own origin that isn't the page around the simulator."""


ADD_FRAME = """src => new Promise((done) => {
  addEventListener("message", ({ data }) => { window.arrived = data.type === "finished" });
  const sibling = document.createElement("iframe");
  Object.assign(sibling, { onload: () => done(), src });
  document.body.append(sibling);
})"""
"""Adds a frame to the page, and a listener that hears each message after embed.js."""

LOOK_ALIKE = """() => {
  const facts = { edition: "today", lesson: "lost-phone", total: 13, done: 13, seconds: 60 };
  parent.postMessage({ source: "mfa-rehearsal", type: "finished", ...facts }, "*");
}"""


class Sharing(loopback.Handler):
    """Lets pages on other origins import embed.js."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@pytest.fixture(scope="module")
def app(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an exported simulator."""
    folder = tmp_path_factory.mktemp("exported")
    exporting.write(folder / "mfa", GUIDE, site / SITE_ZIP)
    handler = partial(Sharing, directory=str(folder), change=loopback.unchanged, copies=False)
    with loopback.run(handler) as address:
        yield f"{address}/mfa"


@pytest.fixture
def host(app: str, tmp_path: Path) -> Iterator[str]:
    """Return the address of pages on another origin."""
    words = {"app": app, "start": "", "sandbox": SANDBOX, "more": "", "width": 600, "height": 400}
    large = words | {"width": 1280, "height": 680}
    pages = {
        "plain.html": PLAIN.format(**words),
        "large.html": PLAIN.format(**large),
        "keeping.html": PLAIN.format(**large | {"more": " data-keep"}),
        "player.html": PLAIN.format(**words),
        "hugo.html": HUGO_LIKE.format(app=app),
        "course.html": LMS_LIKE,
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text)
    with loopback.serve(tmp_path) as address:
        yield address


def has_theme(frame: FrameLocator, theme: str) -> None:
    expect(frame.locator("html")).to_have_attribute("data-theme", theme)
    dark = frame.locator("body").evaluate("body => getComputedStyle(body).colorScheme")
    assert dark == theme


def heard(page: Page, kind: str) -> list[dict[str, Any]]:
    page.wait_for_function("kind => heard.some(({ type }) => type === kind)", arg=kind)
    found: list[dict[str, Any]] = page.evaluate(
        "kind => heard.filter(({ type }) => type === kind)", kind
    )
    return found


def test_a_small_sandboxed_frame_on_another_origin_runs_and_fits(page: Page, host: str) -> None:
    page.goto(f"{host}/plain.html")
    frame = page.frame_locator("iframe")
    until_ready(frame)
    width = frame.locator("html").evaluate("html => [html.scrollWidth, innerWidth]")
    assert width == [600, 600]
    frame.get_by_role("region", name="Console").get_by_role("button").first.click()
    assert heard(page, "step")[0]["slug"]


def test_its_links_lead_to_the_owners_page(page: Page, host: str) -> None:
    page.goto(f"{host}/plain.html")
    frame = page.frame_locator("iframe")
    until_ready(frame)
    links = frame.locator("a[target=_top]")
    assert {link.get_attribute("href") for link in links.all()} == {GUIDE}
    own = frame.get_by_role("banner").get_by_role("link").first
    own.click()
    until_ready(frame)


def test_the_end_of_a_lesson_is_told_once(page: Page, host: str) -> None:
    page.goto(f"{host}/large.html")
    frame = page.frame_locator("iframe")
    until_ready(frame)
    show_all(frame)
    (finished,) = heard(page, "finished")
    assert finished["lesson"]
    assert (finished["shown"], finished["done"]) == (finished["total"], 0)
    assert finished["seconds"] > 0


def test_a_refused_press_is_told_with_its_cause(page: Page, host: str) -> None:
    page.goto(f"{host}/plain.html")
    page.evaluate(
        "src => { document.querySelector('iframe').src = src }", frame_at(page, "enter-two-codes")
    )
    frame = page.frame_locator("iframe")
    until_ready(frame)
    for label in ("MFA code 1", "MFA code 2"):
        frame.get_by_label(label, exact=True).fill("111111")
    frame.get_by_role("button", name="Add MFA", exact=True).click()
    (refused,) = heard(page, "refused")
    assert {"code", "cause"} <= {*refused}


def frame_at(page: Page, slug: str) -> str:
    src = page.locator("iframe").get_attribute("src") or ""
    return f"{src}{slug}/"


def test_the_theme_follows_the_page_at_start_and_on_toggle(page: Page, host: str) -> None:
    page.goto(f"{host}/plain.html")
    frame = page.frame_locator("iframe")
    has_theme(frame, "light")
    page.evaluate("document.documentElement.classList.add('dark')")
    has_theme(frame, "dark")


def test_a_mounted_frame_starts_in_the_theme_of_its_place(page: Page, host: str) -> None:
    page.goto(f"{host}/hugo.html")
    frame = page.frame_locator("iframe")
    assert "theme=dark" in (page.locator("iframe").get_attribute("src") or "")
    has_theme(frame, "dark")
    until_ready(frame)
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    has_theme(frame, "light")


def test_a_frame_in_a_frame_runs_and_tells_the_page_around_it(page: Page, host: str) -> None:
    page.goto(f"{host}/course.html")
    player = page.frame_locator("iframe")
    until_ready(player.frame_locator("iframe"))
    inner = page.frames[1]
    inner.wait_for_function("heard.some(({ type }) => type === 'step')")


def test_a_kept_run_survives_a_reload_without_the_frames_own_storage(
    page: Page, host: str, app: str
) -> None:
    page.goto(f"{host}/keeping.html")
    frame = page.frame_locator("iframe")
    until_ready(frame)
    coach = frame.get_by_role("region", name="Coach")
    coach.get_by_role("button", name="Show me", exact=True).click()
    expect(coach).to_contain_text("Step 2 of")
    page.wait_for_function("heard.filter(({ type }) => type === 'run').length > 1")
    for inner in page.frames:
        if inner.url.startswith(app):
            inner.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    page.reload()
    until_ready(frame)
    expect(coach).to_contain_text("Step 2 of")


def test_messages_from_elsewhere_change_nothing(page: Page, host: str) -> None:
    page.goto(f"{host}/plain.html")
    frame = page.frame_locator("iframe.mfa-rehearsal")
    until_ready(frame)
    has_theme(frame, "light")
    inner = page.frames[1]
    inner.evaluate("postMessage({ source: 'mfa-rehearsal', type: 'theme', theme: 'dark' }, '*')")
    page.evaluate(FROM_A_SIBLING)
    page.evaluate("postMessage({ source: 'mfa-rehearsal', type: 'finished' }, '*')")
    page.wait_for_timeout(200)
    has_theme(frame, "light")
    assert page.evaluate("heard.filter(({ type }) => type === 'finished')") == []


def test_another_frame_of_the_same_host_cannot_speak_for_the_simulator(
    page: Page, host: str, app: str
) -> None:
    page.goto(f"{host}/plain.html")
    until_ready(page.frame_locator("iframe.mfa-rehearsal"))
    page.evaluate(ADD_FRAME, f"{app}/favicon.svg")
    sibling = page.frames[-1]
    assert sibling.url == f"{app}/favicon.svg"
    sibling.evaluate(LOOK_ALIKE)
    page.wait_for_function("window.arrived")
    assert page.evaluate("heard.filter(({ type }) => type === 'finished')") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_guides_toggle_is_followed_by_its_simulator(
    page: Page, address: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    page.goto(f"{address}/practice/")
    frame = page.frame_locator("iframe")
    has_theme(frame, "light" if scheme == "dark" else "dark")
    name = "slate" if scheme == "dark" else "default"
    page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", name)
    has_theme(frame, scheme)


def test_the_address_chooses_the_theme(page: Page, app: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{app}/today/?theme=dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("banner").get_by_role("link").first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
