"""What the coach says and ticks is true of the run, in every drill, whatever the reader does.

A state machine presses everything, in any order, in every lesson of both editions. A plain model
of what each tick claims, and a reader of the drawn page, check that (a) what is ticked was done,
(b) each control that the current words name is on the page or appears on the way, and (c) Show me
leads to the end from anywhere, or says correctly why it can't.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from mfa_rehearsal.console import EDITIONS, ActionRefusal, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.lessons import (
    Lesson,
    Run,
    begin_lesson,
    current,
    guide_lessons,
    play,
    show_me,
    undo,
)
from mfa_rehearsal.lessons.drills import drills
from mfa_rehearsal.lessons.goals.state import locked_out
from mfa_rehearsal.lessons.run import rewind
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.views import ViewContext, draw

from tests.console.conftest import NOW
from tests.lessons.controls import Controls
from tests.lessons.events import CLAIMS, Did
from tests.lessons.passkey_claims import PASSKEYS
from tests.lessons.test_any_order import fill, offered

GUIDE = read_guide()
LESSONS = [each for e in EDITIONS for each in (*guide_lessons(e), *drills(e))]
ANY_TIME = [a.OpenAccountMenu, a.CloseAccountMenu, a.SwapPhones, a.LoseSecurityKey]
MAX_SHOWN = 3


def log_of(run: Run) -> list[Did]:
    """Return what was done in a run, replayed from its start."""
    log, world = [], run.start
    for action in run.actions:
        before = world
        try:
            world, cause = apply(world, action), ""
        except ActionRefusal as refusal:
            world, cause = refusal.world, refusal.cause
        log.append(Did(action, before, world, cause))
    return log


def check_ticks(run: Run) -> None:
    log, claims = log_of(run), (CLAIMS | PASSKEYS)[run.lesson.slug]
    assert set(claims) >= {step.slug for step in run.lesson.steps}
    for slug, credit in run.credits.items():
        assert claims[slug](log), (run.lesson.edition, run.lesson.slug, slug)
        by_coach = [d for d in log if d.action.shown]
        assert by_coach or credit == "done", slug
    assert not set(run.credits) & set(run.passed)


def check_words(run: Run) -> None:
    """Check that every control that the current words name is there, or appears on the way."""
    here = Controls(drawn(run))
    if current(run) is None:
        return
    missing = [name for name in here.current if not here.has(name)]
    if missing:
        way = on_the_way(run)
        lost = [name for name in missing if not any(page.has(name) for page in way)]
        step = current(run)
        assert not lost, (run.lesson.edition, run.lesson.slug, step and step.slug, lost)
    assert not here.current or any(here.has(name) for name in here.current), here.current


def on_the_way(run: Run) -> list[Controls]:
    """Return the pages that a reader passes through when doing what Show me does."""
    shown = show_me(run)
    presses = range(run.presses + 1, shown.presses + 1)
    return [Controls(drawn(rewind(shown, number))) for number in presses]


def drawn(run: Run) -> str:
    return draw(run, GUIDE, ViewContext(root="")).html


def check_show_me(run: Run) -> None:
    if run.lesson.real_time:
        return
    for _ in range(MAX_SHOWN * len(run.lesson.steps)):
        step = current(run)
        shown = show_me(run)
        if shown.refusal and shown.refusal.cause == "no-way-on":
            assert shown.world.elsewhere, (run.lesson.edition, run.lesson.slug, step and step.slug)
            again = show_me(shown)
            assert current(again) == current(shown)
            return
        run = shown
    step = current(run)
    assert step is None, (run.lesson.edition, run.lesson.slug, step.slug, run.refusal)


def check_warning(run: Run) -> None:
    says = "You couldn&#39;t sign in now" in drawn(run)
    if says:
        assert locked_out(run.world)
    elif locked_out(run.world):
        assert locked_out(run.start)


class Wanderer(RuleBasedStateMachine):
    """A reader who leaves the path of a lesson."""

    run: Run

    @initialize(lesson=st.sampled_from(LESSONS))
    def open(self, lesson: Lesson) -> None:
        self.run = begin_lesson(lesson, "a seed", NOW)

    @rule(data=st.data())
    def press_what_is_offered(self, data: st.DataObject) -> None:
        world = self.run.world
        kinds = [*offered(world), *ANY_TIME]
        self.run = play(self.run, fill(data.draw(st.sampled_from(kinds)), world, data))

    @rule(data=st.data())
    def take_an_offer(self, data: st.DataObject) -> None:
        step = current(self.run)
        offers = [offer for offer in step.offers if offer.when(self.run.world)] if step else []
        if offers:
            self.run = play(self.run, data.draw(st.sampled_from(offers)).action)

    @rule(data=st.data())
    def do_a_step_without_help(self, data: st.DataObject) -> None:
        steps = self.run.lesson.steps
        actions = data.draw(st.sampled_from(steps)).solution(self.run.world)
        try:
            action = next(actions)
            while True:
                self.run = play(self.run, action)
                action = actions.send(self.run.world)
        except (StopIteration, Refusal):
            pass

    @rule(seconds=st.sampled_from([1, 29, 30, 61, 600, 36_000]))
    def let_time_pass(self, seconds: int) -> None:
        self.run = play(self.run, a.Wait(seconds))

    @rule(data=st.data())
    def delete_an_entry(self, data: st.DataObject) -> None:
        entries = self.run.world.handset.phone.entries
        if self.run.world.handset.view == "entries" and entries:
            entry = data.draw(st.sampled_from(entries))
            self.run = play(play(self.run, a.OpenEntry(entry.entry_id)), a.DeleteEntry())

    @rule()
    def skip(self) -> None:
        self.run = play(self.run, a.SkipToNextCode())

    @rule()
    def press_show_me(self) -> None:
        if not self.run.lesson.real_time:
            self.run = show_me(self.run)

    @rule()
    def undo_a_press(self) -> None:
        self.run = undo(self.run)

    @rule()
    def read(self) -> None:
        check_words(self.run)

    def teardown(self) -> None:
        if hasattr(self, "run"):
            check_ticks(self.run)
            check_warning(self.run)
            check_words(self.run)
            check_show_me(self.run)


Wanderer.TestCase.settings = settings(
    max_examples=300,
    stateful_step_count=15,
    suppress_health_check=list(HealthCheck),
)
TestTrueWords = pytest.mark.fuzz(Wanderer.TestCase)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda each: f"{each.edition}-{each.slug}")
def test_every_word_and_tick_is_true_on_the_expected_path(lesson: Lesson) -> None:
    run = begin_lesson(lesson, "a seed", NOW)
    while current(run):
        assert "Full step" not in drawn(run), current(run)
        check_words(run)
        check_ticks(run)
        run = show_me(run)
    check_ticks(run)
