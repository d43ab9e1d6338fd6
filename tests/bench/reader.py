"""A reader: a browser of their own with an empty profile and its cache on disk, and a page in it.

Rule: nothing waits for ever. A browser that does not listen in time is killed; what waits for it
then fails, and so does the run.
"""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish import chromium
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.bench import processes
from tests.bench.columns import Column
from tests.bench.profiles import Profile
from tests.bench.slowing import slowed
from tests.bench.throttling import throttle_page, throttle_service_workers

WINDOW = {"width": 1280, "height": 800}
START_MS = 60_000


@dataclass(frozen=True)
class Reader:
    """Who visits what.

    Args:
        folder: the browser's profile, by which its processes are known.
    """

    context: BrowserContext
    folder: Path
    column: Column
    profile: Profile

    @property
    def memory_bytes(self) -> int:
        """What the page weighs now."""
        return processes.memory_bytes(self.folder)


@contextmanager
def reading(playwright: Playwright, column: Column, profile: Profile) -> Iterator[Reader]:
    """Run a browser while the block runs."""
    with ExitStack() as stack:
        temporary = TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(temporary))
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=chromium.ensure(),
            args=list(chromium.FLAGS),
            viewport={"width": WINDOW["width"], "height": WINDOW["height"]},
            timeout=START_MS,
        )
        stack.callback(context.close)
        if column.beforehand:
            context.add_init_script(column.beforehand)
        if profile.every_thread:
            stack.enter_context(slowed(folder, profile.slower))
        yield Reader(context, folder, column, profile)


@contextmanager
def opened(reader: Reader) -> Iterator[Page]:
    """Open a page under the reader's profile.

    Our own service worker fetches while nobody waits for it, and that is not measured: its line is
    left as it is.
    """
    page = reader.context.new_page()
    session = reader.context.new_cdp_session(page)
    throttle_page(session, reader.profile)
    if not reader.column.offline:
        throttle_service_workers(session, reader.profile)
    yield page
    page.close()


@contextmanager
def patience(reader: Reader, limit_s: float) -> Iterator[None]:
    """Kill the browser when the block takes too long."""
    timer = threading.Timer(limit_s, processes.end, [reader.folder])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
