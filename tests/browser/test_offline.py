"""After one visit the whole site works without a network, one version at a time."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.site import precache
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.waiting import let_pass, until, until_ready

PAGES = ("", "guide/", "passkey/", "classic/", "practice/", "trouble/", "why/", "drills/")
STORED_MS = 30_000
"""How long a browser may take to fetch and check a whole new version before the page offers it."""

CACHES = "(async () => (await caches.keys()).sort())()"
FILES = """async () => {
    const [name] = (await caches.keys()).filter((name) => name.startsWith("mfa-rehearsal files "));
    return name ? (await (await caches.open(name)).keys()).map(({ url }) => url).sort() : [];
}"""
IS_GONE = """async () => {
    const script = document.querySelector("script[src$='offline.js']").src;
    const registration = await navigator.serviceWorker.register(new URL("sw.js", script));
    const worker = registration.installing;
    await new Promise((done) => {
        if (!worker || worker.state === "redundant") return done();
        worker.onstatechange = () => ["redundant", "activated"].includes(worker.state) && done();
    });
}"""


@pytest.fixture
def kept_site(site: Path, tmp_path: Path) -> Path:
    """Return a copy of the site that browsers store for offline use."""
    return offered(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture
def compressing() -> bool:
    """Return whether the host sends compressed copies."""
    return False


@pytest.fixture
def kept_address(kept_site: Path, compressing: bool) -> Iterator[str]:
    with loopback.serve(kept_site, copies=compressing) as address:
        yield address


@pytest.fixture
def context(chrome: Browser, kept_address: str) -> Iterator[BrowserContext]:
    context = chrome.new_context(base_url=f"{kept_address}/")
    context.set_default_timeout(STORED_MS)
    yield context
    context.close()


def offered(site: Path) -> Path:
    """Let browsers store the site, replacing the service worker that removes itself."""
    precache.write(site)
    for copy in site.glob("sw.js.*"):
        copy.unlink()
    return site


def kept(context: BrowserContext, place: str = "practice/app/today/") -> Page:
    """Open a page, and wait until the browser has stored the site."""
    page = context.new_page()
    page.goto(place)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def deploy(site: Path, words: str, version: str = "0123456789ab", part: str = "*") -> None:
    """Replace the site with a new version that has another title and another part, or all."""
    home = site / "index.html"
    home.write_text(home.read_text().replace("<title>", f"<title>{words} "))
    renamed = {}
    for old in (site / precache.RUNTIMES).glob(f"{part}-*"):
        renamed[old.name] = f"{old.name.split('-')[0]}-{version}"
        old.rename(old.with_name(renamed[old.name]))
    for page in site.glob("practice/app/*/**/index.html"):
        text = page.read_text()
        for name, new in renamed.items():
            text = text.replace(f"/{name}/", f"/{new}/")
        page.write_text(text)
    offered(site)


@pytest.mark.parametrize("compressing", [True, False])
def test_the_guide_and_the_simulator_need_no_network_after_one_visit(
    context: BrowserContext,
) -> None:
    page = kept(context)
    context.set_offline(True)
    for place in PAGES:
        page.goto(place)
        expect(page).to_have_title(page.title())
        assert page.evaluate("[...document.images].every((image) => image.loading || image.width)")
    for edition in ("today", "classic"):
        page.goto(f"practice/app/{edition}/enter-two-codes/")
        until_ready(page)
        page.get_by_role("banner").get_by_role("button", name="Skip to the next code").click()
        expect(page.locator("body")).to_contain_text("Skipped ahead")


def test_every_picture_and_the_camera_work_without_a_network(
    context: BrowserContext,
) -> None:
    page = kept(context, "guide/")
    context.set_offline(True)
    page.goto("guide/")
    for picture in page.locator("article img:visible").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("(image) => image.naturalWidth") > 0
    page.goto("practice/app/today/enter-two-codes/")
    until_ready(page)
    assert_decoder_comes(page)


def assert_decoder_comes(page: Page) -> None:
    decoder = "integrity.files['zxing/zxing_reader.wasm'].address"
    assert page.evaluate(f"fetch({decoder}).then((answer) => answer.ok)")


def test_an_unknown_address_shows_the_404_page_without_a_network(context: BrowserContext) -> None:
    page = kept(context)
    context.set_offline(True)
    page.goto("nowhere/")
    expect(page.locator("body")).to_contain_text("404")


def test_a_new_version_waits_until_the_reader_loads_it(
    context: BrowserContext, kept_site: Path
) -> None:
    page = kept(context, "")
    old = page.evaluate(FILES)
    deploy(kept_site, "New")
    page.reload()
    notice = page.get_by_role("status").filter(has_text="There is a new version of this site.")
    expect(notice).to_be_visible(timeout=STORED_MS)
    notice.get_by_role("button", name="Later").click()
    expect(notice).to_be_hidden()
    assert not page.title().startswith("New")
    page.goto("practice/app/today/")
    until_ready(page)
    assert "0123456789ab" not in page.content()
    expect(notice).to_be_visible()
    notice.get_by_role("button", name="Load it").click()
    expect(page.locator("[src*='0123456789ab']").first).to_be_attached()
    until_ready(page)
    page.goto("")
    expect(page).to_have_title("New MFA Rehearsal - MFA Rehearsal")
    home = [[url for url in urls if "/index.html?" in url] for urls in (old, page.evaluate(FILES))]
    assert len(home[0]) == len(home[1])
    assert home[0] != home[1]


def test_loading_a_new_version_in_one_tab_leaves_the_others_alone(
    context: BrowserContext, kept_site: Path
) -> None:
    other = kept(context, "practice/app/today/enter-two-codes/")
    until_ready(other)
    page = context.new_page()
    deploy(kept_site, "New")
    page.goto("")
    page.get_by_role("status").get_by_role("button", name="Load it").click()
    expect(page).to_have_title("New MFA Rehearsal - MFA Rehearsal")
    assert "0123456789ab" not in other.content()
    other.get_by_role("banner").get_by_role("button", name="Skip to the next code").click()
    expect(other.locator("body")).to_contain_text("Skipped ahead")
    assert_decoder_comes(other)
    other.get_by_role("status").get_by_role("button", name="Load it").click()
    expect(other.locator("[src*='0123456789ab']").first).to_be_attached()
    until_ready(other)


def test_only_the_previous_versions_parts_stay(context: BrowserContext, kept_site: Path) -> None:
    page = kept(context, "")
    for words in ("Second", "Third"):
        deploy(kept_site, words, f"{words.lower():0<12}")
        page.reload()
        page.get_by_role("status").get_by_role("button", name="Load it").click()
        expect(page).to_have_title(re.compile(f"^{words} "))
    parts = {url.split("/")[6] for url in page.evaluate(FILES) if "/runtime/" in url}
    assert {part.split("-")[1] for part in parts} == {"second000000", "third0000000"}


def test_search_works_without_a_network_right_after_an_update(
    context: BrowserContext, kept_site: Path
) -> None:
    page = kept(context, "")
    index = kept_site / "search/search_index.json"
    index.write_text(index.read_text().replace("virtual", "newer"))
    deploy(kept_site, "New")
    page.reload()
    page.get_by_role("status").get_by_role("button", name="Load it").click()
    expect(page).to_have_title(re.compile("^New "))
    context.set_offline(True)
    search = "fetch('search/search_index.json').then((answer) => answer.text())"
    assert "sign-in-as-root" in page.evaluate(search)


def test_a_road_is_stored_when_a_page_has_used_it(context: BrowserContext) -> None:
    page = kept(context, "")
    assert not [url for url in page.evaluate(FILES) if "/roads/" in url]
    with page.expect_response("**/roads/*.pack"):
        page.goto("practice/app/today/")
    until_ready(page)
    assert len([url for url in page.evaluate(FILES) if "/roads/" in url]) == 1


def test_pages_with_a_changed_former_version_are_fetched(
    context: BrowserContext, kept_site: Path
) -> None:
    page = kept(context, "")
    page.evaluate(FLIP, "/practice/app/today/enter-two-codes/index.html")
    deploy(kept_site, "New")
    page.reload()
    page.get_by_role("status").get_by_role("button", name="Load it").click()
    expect(page).to_have_title(re.compile("^New "))
    context.set_offline(True)
    for slug in ("enter-two-codes", "show-the-qr-code"):
        page.goto(f"practice/app/today/{slug}/")
        until_ready(page)
        assert "0123456789ab" in page.content()


def test_an_open_page_of_the_old_version_keeps_working_after_a_new_one_is_published(
    context: BrowserContext, kept_site: Path
) -> None:
    page = kept(context)
    deploy(kept_site, "New")
    page.get_by_role("banner").get_by_role("button", name="Skip to the next code").click()
    expect(page.locator("body")).to_contain_text("Skipped ahead")
    page.reload()
    until_ready(page)
    expect(page.locator("body")).to_contain_text("Skipped ahead")


def test_a_full_disk_does_no_harm(context: BrowserContext, kept_address: str) -> None:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    quota = {"origin": kept_address, "quotaSize": 2_000_000}
    devtools.send("Storage.overrideQuotaForOrigin", quota)
    with context.expect_event("serviceworker"):
        page.goto("practice/app/today/")
    until_ready(page)
    page.evaluate(IS_GONE)
    assert page.evaluate(FILES) == []
    page.reload()
    until_ready(page)


def test_a_browser_that_refuses_service_workers_causes_no_errors(context: BrowserContext) -> None:
    context.add_init_script(
        "navigator.serviceWorker.register = () => Promise.reject(new Error('refused'))"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("practice/app/today/")
    until_ready(page)
    page.goto("")
    assert complaints == []


def test_nothing_is_stored_in_a_browser_that_saves_data(context: BrowserContext) -> None:
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page = context.new_page()
    page.goto("guide/")
    let_pass(page, 0.5)
    assert page.evaluate("navigator.serviceWorker.getRegistration()") is None


def test_turning_offline_use_off_removes_what_was_stored(
    context: BrowserContext, kept_site: Path
) -> None:
    page = kept(context)
    precache.write_uninstaller(kept_site)
    page.evaluate("navigator.serviceWorker.getRegistration().then((kept) => kept.update())")
    page.wait_for_function("navigator.serviceWorker.getRegistration().then((kept) => !kept)")
    page.goto("why/")
    page.goto("guide/")
    assert page.evaluate(CACHES) == []
    assert page.evaluate("navigator.serviceWorker.controller") is None


# -- Stored files are right, or are repaired ------------------------------------------------------

LOG_IN = "<!doctype html><title>Sign in to this network</title>"

FLIP = """async (ending) => {
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (!request.url.split("?")[0].endsWith(ending)) continue;
            const response = await cache.match(request);
            const bytes = new Uint8Array(await response.arrayBuffer());
            bytes[bytes.length >> 1] ^= 1;
            await cache.put(request, new Response(bytes, { headers: response.headers }));
            return request.url;
        }
    }
}"""
HASH = """async (url) => {
    const bytes = await (await caches.match(url)).arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return btoa(String.fromCharCode(...hash)).slice(0, 22);
}"""


@pytest.mark.parametrize(
    "file",
    ["guide/index.html", "app.js", "styles.css", "python.zip.pack", "classic/confirm-success.webp"],
)
def test_a_file_that_arrives_wrong_is_not_stored_and_is_fetched_again_later(
    context: BrowserContext, kept_site: Path, file: str
) -> None:
    path = next(path for path in sorted(kept_site.rglob("*")) if str(path).endswith(file))
    right = path.read_bytes()
    path.write_text(LOG_IN)
    page = context.new_page()
    with context.expect_event("serviceworker"):
        page.goto("why/")
    page.evaluate(IS_GONE)
    assert page.evaluate(FILES) == []
    path.write_bytes(right)
    page = kept(context)
    context.set_offline(True)
    page.reload()
    until_ready(page)


@pytest.mark.parametrize("compressing", [True, False])
def test_a_stored_file_that_has_changed_is_fetched_again(
    context: BrowserContext, kept_site: Path, compressing: bool
) -> None:
    page = kept(context, "guide/")
    files = precache.list_kept(kept_site)
    packed = "" if compressing else ".pack"
    loaded = ("app.js", "styles.css", "worker.js", "pyodide.js", "guide.json.pack")
    for file in (*loaded, f"python.zip{packed}", f"pyodide.asm.wasm{packed}"):
        url = page.evaluate(FLIP, f"/{file}")
        (expected,) = (hash for place, hash in files.files.items() if place.endswith(f"/{file}"))
        assert page.evaluate(HASH, url) != expected
        page.goto("practice/app/today/")
        until_ready(page)
        assert page.evaluate(HASH, url) == expected, file
    for place in ("guide/", "why/"):
        url = page.evaluate(FLIP, f"/{place}index.html")
        page.goto(place)
        assert page.evaluate(HASH, url) == files.files[f"{place}index.html"]


def test_a_version_that_cannot_be_repaired_gives_way_to_the_hosts_version(
    context: BrowserContext, kept_site: Path
) -> None:
    page = kept(context, "guide/")
    deploy(kept_site, "New")
    page.evaluate(FLIP, "/styles.css")
    page.evaluate(FLIP, "/worker.js")
    page.goto("practice/app/today/")
    expect(page.locator("[src*='0123456789ab']").first).to_be_attached()
    until_ready(page)


def test_a_stored_page_can_reach_no_other_host(context: BrowserContext, tmp_path: Path) -> None:
    page = kept(context)
    page.goto("practice/app/today/")
    until_ready(page)
    asked: list[str] = []

    def note(name: str, content: bytes) -> bytes:
        asked.append(name)
        return content

    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/file.txt").write_text("")
    with loopback.serve(tmp_path / "elsewhere", note) as other:
        leak = f"fetch('{other}/file.txt', {{ mode: 'no-cors' }}).then(() => 'sent', () => 'not')"
        assert page.workers[0].evaluate(leak) == "not"
    assert asked == []


# -- Two copies of the site on one origin ---------------------------------------------------------


@pytest.fixture
def nested(kept_site: Path, tmp_path: Path) -> Path:
    """Return the inner of two copies of the site, one inside the other."""
    inner = kept_site / "preview"
    shutil.copytree(kept_site, tmp_path / "inner")
    (tmp_path / "inner").rename(inner)
    home = inner / "index.html"
    home.write_text(home.read_text().replace("<title>", "<title>Preview "))
    return offered(inner)


def both_kept(context: BrowserContext) -> Page:
    kept(context, "").close()
    page = kept(context, "preview/")
    page.goto("preview/")
    return page


def drop(page: Page, site: Path) -> None:
    precache.write_uninstaller(site)
    page.evaluate("navigator.serviceWorker.getRegistration().then((kept) => kept.update())")
    own = "navigator.serviceWorker.getRegistration().then((kept) => kept?.scope !== '{}')"
    page.wait_for_function(own.format(page.url))


def shows(page: Page, place: str, title: str) -> None:
    page.goto(place)
    expect(page).to_have_title(f"{title} - MFA Rehearsal")
    page.goto(f"{place}practice/app/today/")
    until_ready(page)


def test_a_copy_inside_another_is_stored_beside_it(context: BrowserContext, nested: Path) -> None:
    page = both_kept(context)
    assert nested.is_dir()
    context.set_offline(True)
    shows(page, "", "MFA Rehearsal")
    shows(page, "preview/", "Preview MFA Rehearsal")
    shows(page, "", "MFA Rehearsal")


def test_removing_the_outer_copy_leaves_the_inner_one(
    context: BrowserContext, nested: Path
) -> None:
    page = both_kept(context)
    page.goto("")
    drop(page, nested.parent)
    context.set_offline(True)
    shows(page, "preview/", "Preview MFA Rehearsal")
    assert len(page.evaluate(CACHES)) == 1


def test_removing_the_inner_copy_leaves_the_outer_one(
    context: BrowserContext, nested: Path
) -> None:
    page = both_kept(context)
    drop(page, nested)
    context.set_offline(True)
    shows(page, "", "MFA Rehearsal")
    assert len(page.evaluate(CACHES)) == 1


def test_copies_keep_their_runs_separate(context: BrowserContext, nested: Path) -> None:
    page = both_kept(context)
    assert nested.is_dir()
    page.goto("practice/app/today/")
    until_ready(page)
    page.get_by_role("banner").get_by_role("button", name="Skip to the next code").click()
    expect(page.locator("body")).to_contain_text("Skipped ahead")
    page.goto("preview/practice/app/today/")
    until_ready(page)
    expect(page.locator("body")).not_to_contain_text("Picked up where you left off")
    page.goto("practice/app/today/")
    until_ready(page)
    expect(page.locator("body")).to_contain_text("Picked up where you left off")


# -- Python's memory, stored for the next visit --------------------------------------------------

MEMORY = """async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("mfa-rehearsal memory "));
    const caches_ = await Promise.all(names.map((name) => caches.open(name)));
    const kept = await Promise.all(caches_.map((cache) => cache.keys()));
    return kept.flat().map((request) => request.url).filter((url) => url.includes("memory?"));
}"""
CHANGE = """async ([url, body]) => {
    const [name] = (await caches.keys()).filter((name) => name.startsWith("mfa-rehearsal memory "));
    const cache = await caches.open(name);
    await cache.put(url, new Response(body));
}"""

LOSE = f"""async () => {{
    const urls = await ({MEMORY})();
    const names = await caches.keys();
    for (const name of names) await (await caches.open(name)).delete(urls[0]);
}}"""


@pytest.fixture
def with_memory(context: BrowserContext) -> Page:
    """Return a page whose browser has stored Python's memory."""
    page = kept(context, "why/")
    page.clock.install()
    page.goto("practice/app/today/")
    until_ready(page)
    page.clock.fast_forward(11_000)
    until(page, MEMORY)
    return page


def started_from_memory(page: Page) -> bool:
    marks = "performance.getEntriesByName('practice:from-memory').length"
    return bool(page.workers[0].evaluate(marks))


def secret_key(page: Page) -> str:
    page.goto("practice/app/today/show-the-qr-code/")
    until_ready(page)
    assert started_from_memory(page)
    page.get_by_role("button", name="Show secret key").click()
    return page.get_by_label("Secret key", exact=True).inner_text()


def test_the_next_visit_starts_from_memory_without_a_network(
    context: BrowserContext, with_memory: Page
) -> None:
    context.set_offline(True)
    with_memory.goto("practice/app/classic/enter-two-codes/")
    until_ready(with_memory)
    assert started_from_memory(with_memory)
    with_memory.get_by_role("banner").get_by_role("button", name="Skip to the next code").click()
    expect(with_memory.locator("body")).to_contain_text("Skipped ahead")


def test_the_memory_serves_a_version_with_other_words(
    context: BrowserContext, kept_site: Path, with_memory: Page
) -> None:
    deploy(kept_site, "New", part="words")
    with_memory.reload()
    load = with_memory.get_by_role("status").get_by_role("button", name="Load it")
    load.wait_for()
    with with_memory.expect_navigation():
        load.click()
    until_ready(with_memory)
    assert "words-0123456789ab" in with_memory.content()
    assert started_from_memory(with_memory)


def test_the_memory_contains_no_words(with_memory: Page) -> None:
    """A sentence of the guide, which Python would keep as one byte per character."""
    find = """async ([url, words]) => {
        const bytes = new Uint8Array(await (await caches.match(url)).arrayBuffer());
        return new TextDecoder("latin1").decode(bytes).includes(words);
    }"""
    (url,) = with_memory.evaluate(MEMORY)
    assert with_memory.evaluate(find, [url, "Enter two codes in a row"]) is False
    assert with_memory.evaluate(find, [url, "mfa_rehearsal.browser.bridge"])


def test_randomness_is_not_stored_with_the_memory(with_memory: Page) -> None:
    first = secret_key(with_memory)
    with_memory.evaluate("(sessionStorage.clear(), localStorage.clear())")
    assert secret_key(with_memory) != first


def test_a_corrupt_memory_does_no_harm(with_memory: Page) -> None:
    (url,) = with_memory.evaluate(MEMORY)
    with_memory.evaluate(CHANGE, [url, "not a memory"])
    with_memory.reload()
    until_ready(with_memory)
    assert not started_from_memory(with_memory)
    with_memory.reload()
    until_ready(with_memory)
    assert with_memory.evaluate(MEMORY) == []


def test_a_failed_start_from_memory_is_not_tried_again(with_memory: Page) -> None:
    (url,) = with_memory.evaluate(MEMORY)
    with_memory.evaluate(CHANGE, [url.partition("memory?")[0] + "tried", ""])
    with_memory.reload()
    until_ready(with_memory)
    assert not started_from_memory(with_memory)
    assert with_memory.evaluate(MEMORY) == []


def test_a_memory_that_the_browser_lost_is_not_made_again(with_memory: Page) -> None:
    with_memory.evaluate(LOSE)
    with_memory.reload()
    until_ready(with_memory)
    workers = len(with_memory.workers)
    with_memory.clock.fast_forward(11_000)
    let_pass(with_memory, 1)
    assert len(with_memory.workers) == workers
    assert with_memory.evaluate(MEMORY) == []
