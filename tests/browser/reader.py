"""A reader at the simulator, who finds everything by the names that people see and hear."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.publish.paths import ROOT
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import until_answered, until_ready
from tests.qr_codes import read_qr_code

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations)"""
"""Runs every rule. Most of axe's time goes into describing what passed, which nobody reads."""


@dataclass
class Reader:
    """A reader at the simulator.

    Args:
        page: the page they have open.
        app: address of the app's folder.
        complaints: errors, warnings and outside requests that the browser reported so far.
    """

    page: Page
    app: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen for what the browser reports."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.page.on("request", lambda request: self._check(request.url))

    def _hear(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in {"error", "warning"}:
            self.complaints.append(f"{kind}: {text}")

    def _check(self, url: str) -> None:
        if not url.removeprefix("blob:").startswith(self.app.split("/practice/")[0]):
            self.complaints.append(f"request to {url}")

    def open(self, edition: str, slug: str = "") -> None:
        """Open a page of the simulator and wait until Python can answer."""
        self.page.goto(f"{self.app}/{edition}/{slug + '/' if slug else ''}")
        until_ready(self.page)

    @property
    def console(self) -> Locator:
        """The console."""
        return self.page.get_by_role("region", name="Console", exact=True)

    @property
    def phone(self) -> Locator:
        """The phone."""
        return self.page.get_by_role("region", name="Phone", exact=True)

    @property
    def coach(self) -> Locator:
        """The coach."""
        return self.page.get_by_role("region", name="Coach", exact=True)

    def button(self, name: str, where: Locator | None = None) -> Locator:
        """Return a button by its name, in the console unless another place is given."""
        return (where or self.console).get_by_role("button", name=name, exact=True)

    def press(self, name: str, where: Locator | None = None) -> None:
        """Press a button by its name and wait for the answer.

        What the answer says may already be on the screen, as after two wrong codes, so no text
        shows that a press is answered.
        """
        self.button(name, where).click()
        until_answered(self.page)

    def fill(self, label: str, text: str, where: Locator | None = None) -> None:
        """Type into a field by its label, in the console unless another place is given."""
        (where or self.console).get_by_label(label, exact=True).fill(text)

    def start_over(self) -> None:
        """Begin the page's lesson again."""
        self.press("Start over", self.page.get_by_role("banner"))

    def sign_out_of_the_wizard(self, edition: str) -> None:
        """Close the wizard's message, if there is one, and sign out."""
        if edition == "classic":
            self.press("Close")
        self.press("practice-account")
        self.console.get_by_role("button", name=re.compile("Sign out", re.IGNORECASE)).click()

    def sign_in(self, code: str) -> None:
        """Sign in with the password and a code."""
        self.press("Next")
        self.press("Sign in")
        self.fill("MFA code", code)
        self.press("Submit")

    def to_a_new_period(self) -> None:
        """Let time pass until a code has just changed, so that a walk has half a minute to itself.

        The page's clock must be installed before the page is opened.
        """
        self._pass_time(PERIOD_S)  # the next code is drawn with its age
        ring = self.phone.locator("[data-elapsed-s]").first
        self._pass_time(PERIOD_S - int(ring.get_attribute("data-elapsed-s") or 0))

    def _pass_time(self, seconds: int) -> None:
        with self._next_code():
            self.page.clock.fast_forward(1000 * seconds)

    def skip(self) -> None:
        """Skip to the next code, and wait until the phone shows it."""
        with self._next_code():
            self.press("Skip to the next code", self.page.get_by_role("banner"))

    @contextmanager
    def _next_code(self) -> Iterator[None]:
        """Run the block, then wait until the phone shows another code, if it showed one."""
        before = self.code() if self.phone.locator("output").count() else ""
        yield
        if before:
            expect(self.phone.locator("output").first).not_to_have_attribute("data-code", before)

    def code(self) -> str:
        """Read the current code of the phone's first entry."""
        output = self.phone.locator("output[data-code]").first
        expect(output).to_have_attribute("data-code", re.compile(r"^\d{6}$"))
        return output.get_attribute("data-code") or ""

    def sees(self, text: str | re.Pattern[str], where: Locator | None = None) -> None:
        """Expect to see a text, in the console unless another place is given."""
        expect((where or self.console).get_by_text(text).first).to_be_visible()

    def heads(self, text: str) -> None:
        """Expect a heading in the console."""
        heading = self.console.get_by_role("heading", name=text)
        expect(heading.first).to_be_visible()

    def is_at(self, title: str) -> None:
        """Expect the coach's current step."""
        expect(self.coach.locator("[aria-current=step]")).to_contain_text(title)

    def decode_from_screen(self) -> str:
        """Decode the QR code from a picture of the console, as a real phone would."""
        picture = self.console.locator("svg[data-qr]").screenshot()
        return read_qr_code(Image.open(BytesIO(picture))).text

    def audit(self) -> None:
        """Check the page against axe's accessibility rules."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        violations = self.page.evaluate(VIOLATIONS)
        problems = [(rule["id"], rule["nodes"][0]["html"]) for rule in violations]
        assert not problems, problems
