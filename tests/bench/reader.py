"""A reader: a new browser with an empty profile and its cache on disk, and a page in it.

Rule: nothing waits forever. A browser that doesn't respond in time is killed, and the run fails.
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
    """A browser, the column that it visits and its profile.

    Args:
        folder: the browser's profile, which identifies its processes.
    """

    context: BrowserContext
    folder: Path
    column: Column
    profile: Profile

    @property
    def memory_bytes(self) -> int:
        """The page's memory now."""
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
    """Open a page with the reader's profile.

    Our own service worker is not throttled, because its downloads in the background are not
    measured.
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
    """Kill the browser if the block takes too long."""
    timer = threading.Timer(limit_s, processes.end, [reader.folder])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
