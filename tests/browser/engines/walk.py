"""A walk through a lesson by its own solution, in any browser.

Rule: the walk plays the solution beside the page to learn what to do next. How to do that on the
screen comes from `views.controls`, as in the coach's words. Codes are read from the phone.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mfa_rehearsal.clock import PERIOD_S, UnixSeconds
from mfa_rehearsal.console import Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.lessons import Lesson, Run, begin_lesson, current, play
from mfa_rehearsal.views.console_texts import KINDS
from mfa_rehearsal.views.controls import NAMED, how_to

from tests.browser.engines.window import Window

PATIENCE_S = 15
START_S = 60

CONTROL = """
  const [region, name] = arguments;
  const named = (element) =>
    element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
  const words = (element) => named(element).trim().replace(/\\s+/g, " ");
  const shown = (element) => element.getClientRects().length > 0 && !element.closest("[inert]");
  const controls = document.querySelectorAll(
    region ? `section[aria-label="${region}"] :is(button, input)` : "header button",
  );
  const fits = (element) => [words(element), element.textContent.trim()].includes(name);
  return [...controls].find((each) => shown(each) && fits(each)) ?? null;
"""
CODE = """
  const code = document.querySelector("section[aria-label=Phone] output[data-code]");
  return code?.dataset.code ?? "";
"""
ANSWERED = """
  const waiting = document.querySelector("[data-pending]");
  return waiting ? -1 : performance.getEntriesByName("practice:answered").length;
"""
STATE = "return document.documentElement.dataset.runtime;"
FINISHED = "return document.querySelector('section[aria-label=Coach] [data-finished]') !== null;"
STEP = "return document.querySelector('[aria-current=step]')?.textContent ?? '';"
HOSTS = """
  const hosts = performance.getEntriesByType("resource").map(({ name }) => new URL(name).host);
  return [...new Set(hosts)].filter((host) => host !== location.host);
"""
LINE_UP = "Line it up"


@dataclass
class Walker:
    """Does in a window what a run of the same lesson does.

    Args:
        run: played beside the window.
    """

    window: Window
    run: Run

    def do(self, action: Action) -> None:
        """Do an action on the screen, and then in the run."""
        doing = DOING.get(type(action), Walker.press_named)
        doing(self, action)
        self.run = play(self.run, action)

    def press(self, region: str, name: str) -> None:
        """Press a control and wait until the page has an answer."""
        self.wait(
            lambda: self.window.read(
                f"return (function() {{{CONTROL}}})(...arguments) !== null;", region, name
            ),
            name,
        )
        before = self.window.read(ANSWERED)
        self.window.press(CONTROL, region, name)
        self.wait(lambda: self.window.read(ANSWERED) > before, name)

    def wait(self, there: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until something is there.

        Raises:
            AssertionError: it isn't there in time.
        """
        end = time.monotonic() + patience_s
        while not there():
            assert time.monotonic() < end, (what, self.window.read(STEP), self.window.read(STATE))
            time.sleep(0.05)

    def code(self) -> str:
        """Return the code that the phone shows."""
        self.wait(lambda: bool(self.window.read(CODE)), "a code")
        return str(self.window.read(CODE))

    def press_named(self, action: Action) -> None:
        """Press the one control that does an action."""
        words = how_to(self.run.world, action)
        (name,) = NAMED.findall(words)
        self.press("Phone" if words.startswith("on the phone") else "Console", name)

    def choose_device(self, action: a.ChooseDevice) -> None:
        """Name the device if the console asks for a name, and choose its kind."""
        edition = self.run.world.edition
        if action.name:
            self.window.type(action.name, CONTROL, "Console", "Device name")
        (kind,) = (kind.label for kind in KINDS[edition] if kind.value == action.kind)
        self.window.press(CONTROL, "Console", kind)
        self.press("Console", LABELS[edition].next_page)

    def scan(self, action: a.Scan) -> None:
        """Let the camera read the QR code's pixels, and wait for the entry's code."""
        self.window.press(CONTROL, "Phone", LINE_UP)
        self.code()

    def wait_for_code(self, action: a.Wait) -> None:
        """Skip to the next code, which then lasts a whole period."""
        assert action.seconds == PERIOD_S
        before = self.code()
        self.press("", "Skip to the next code")
        self.wait(lambda: self.code() != before, "the next code")

    def enter_code(self, action: a.EnterCodes) -> None:
        """Type the phone's code into one of the two fields."""
        labels = LABELS[self.run.world.edition]
        field = labels.code_2 if action.second else labels.code_1
        self.window.type(self.code(), CONTROL, "Console", field)

    def submit_code(self, action: a.SubmitMfaCode) -> None:
        """Sign in with the phone's code."""
        field = LABELS[self.run.world.edition].mfa_code
        self.window.type(self.code(), CONTROL, "Console", field)
        self.press("Console", "Submit")


DOING: Mapping[type[Action], Callable[[Walker, Any], None]] = {
    a.ChooseDevice: Walker.choose_device,
    a.Scan: Walker.scan,
    a.Wait: Walker.wait_for_code,
    a.EnterCodes: Walker.enter_code,
    a.SubmitMfaCode: Walker.submit_code,
}
"""The actions that take more than one press."""


def walk(window: Window, lesson: Lesson, address: str) -> None:
    """Open a lesson's page and walk through the lesson to its end."""
    window.go(address)
    walker = Walker(window, begin_lesson(lesson, "a seed", UnixSeconds(int(time.time()))))
    walker.wait(lambda: bool(window.read(STATE) == "ready"), "Python", START_S)
    while step := current(walker.run):
        way = step.solution(walker.run.world)
        action = next(way, None)
        while action is not None:
            walker.do(action)
            action = _next(way, walker.run)
    walker.wait(lambda: bool(window.read(FINISHED)), "the end")


def _next(way: Any, run: Run) -> Action | None:
    """Return a solution's next action, or None at its end."""
    try:
        action: Action | None = way.send(run.world)
    except StopIteration:
        return None
    return action
