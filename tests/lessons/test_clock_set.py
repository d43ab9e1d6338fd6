"""The computer's clock is changed in the middle of a lesson: the lesson ends as it would have."""

import json

import pyotp
import pytest
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.console import EDITIONS, Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import (
    Lesson,
    Run,
    begin_lesson,
    current,
    follow_clock,
    guide_lessons,
    open_at,
    pass_time,
    play,
    read_run,
    write_run,
)
from mfa_rehearsal.lessons.drills import drills
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.views.event_log_values import event_log_values

from tests.console.conftest import NOW

LESSONS = [each for edition in EDITIONS for each in (*guide_lessons(edition), *drills(edition))]
MOVES = [-3600, 3600, -95, 95, -40 * 86_400]


def to_the_end(run: Run, at: int, moved_s: int) -> Run:
    """Play a lesson's own solutions, changing the clock before the step of this number."""
    for number in range(2 * len(run.lesson.steps)):
        run = follow_clock(run, moved_s) if number == at else run
        step = current(run)
        if step is None:
            break
        run = follow(run, step.solution)
    return run


@pytest.mark.parametrize("moved_s", MOVES)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda each: f"{each.edition}-{each.slug}")
def test_every_lesson_can_be_finished_whenever_the_clock_is_changed(
    lesson: Lesson, moved_s: int
) -> None:
    begun = begin_lesson(lesson, "a seed", NOW)
    for at in range(len(lesson.steps)):
        run = to_the_end(begun, at, moved_s)
        assert run.over, (at, current(run))
        assert run.world.clock_moved_s == moved_s
        again = read_run(json.loads(json.dumps(write_run(run))))
        assert (again.world, again.credits) == (run.world, run.credits)


# -- A real phone, which shows the true time ------------------------------------------------------


class RealPhone:
    """A reader with a real phone and a computer whose clock may be wrong.

    Args:
        wrong_s: how fast the computer's clock is.
    """

    def __init__(self, wrong_s: int, slug: str = "own-phone") -> None:
        self.true = NOW
        self.wrong_s = wrong_s
        self.run = open_at("today", slug, "a seed", self.computer())
        self.do(a.ShowQrCode())

    def computer(self) -> UnixSeconds:
        return later(self.true, self.wrong_s)

    def wait(self, seconds: int) -> None:
        self.true = later(self.true, seconds)
        self.run = pass_time(self.run, self.computer())

    def set_clock(self, wrong_s: int) -> None:
        moved_s, self.wrong_s = wrong_s - self.wrong_s, wrong_s
        self.run = pass_time(follow_clock(self.run, moved_s), self.computer())

    def code(self, ago: int = 0) -> str:
        """Return what the phone shows, or showed some periods ago."""
        (device,) = self.run.world.account.devices
        return pyotp.TOTP(device.secret).at(self.true - 30 * ago)

    def do(self, action: Action) -> None:
        self.run = play(self.run, action)

    def assign(self) -> None:
        self.do(a.SubmitCodes(self.code(1), self.code()))
        assert not self.run.refusal

    def resync(self) -> None:
        (device,) = self.run.world.account.devices
        self.do(a.OpenResync(device.serial_number))
        self.do(a.SubmitResync(self.code(1), self.code()))

    def signs_in(self) -> bool:
        for action in (a.SignOut(), a.SubmitEmail(), a.SubmitPassword()):
            self.do(action)
        self.do(a.SubmitMfaCode(self.code()))
        return self.run.world.console.signed_in


@pytest.mark.parametrize("slug", ["own-phone", "show-the-qr-code"])
@pytest.mark.parametrize("wrong_s", [95, -95, 3600, -3600, 6 * 3600])
def test_codes_of_a_real_phone_match_as_soon_as_the_clock_is_right(slug: str, wrong_s: int) -> None:
    reader = RealPhone(wrong_s, slug)
    reader.wait(40)
    reader.assign()
    reader.wait(50)
    reader.set_clock(0)
    assert reader.run.world.now == reader.true
    assert reader.signs_in()
    assert reader.run.done >= {step.slug for step in reader.run.lesson.steps[-1:]}


def test_a_resync_after_the_clock_was_corrected_lasts() -> None:
    reader = RealPhone(3600)
    reader.assign()
    reader.set_clock(0)
    reader.wait(70)
    reader.resync()
    assert not reader.run.refusal
    reader.wait(95)
    assert reader.signs_in()


def test_a_clock_that_was_wrong_for_a_while_leaves_a_real_phone_in_sync() -> None:
    for wrong_s in (3600, -3600):
        reader = RealPhone(0)
        reader.assign()
        reader.set_clock(wrong_s)
        reader.wait(200)
        reader.set_clock(0)
        assert reader.signs_in()


def test_a_computer_that_slept_leaves_a_real_phone_in_sync() -> None:
    reader = RealPhone(0)
    reader.assign()
    reader.true = later(reader.true, 3600)
    reader.run = pass_time(follow_clock(reader.run, 3600), reader.computer())
    assert reader.signs_in()


def test_a_clock_corrected_between_two_visits_leaves_a_real_phone_in_sync() -> None:
    reader = RealPhone(3600)
    reader.assign()
    reader.true, reader.wrong_s = later(reader.true, 600), 0
    reader.run = pass_time(read_run(write_run(reader.run)), reader.computer())
    assert reader.run.world.now == reader.true
    assert reader.signs_in()


# -- The simulated phone, whose clock moves with the computer's -----------------------------------


def test_a_pair_accepted_before_the_clock_was_set_back_does_not_block_newer_ones() -> None:
    run = follow_clock(open_at("today", "confirm-success", "a seed", NOW), -3600)
    (device,) = run.world.account.devices
    assert device.last_pair_step is not None
    assert device.last_pair_step * 30 <= run.world.now
    assert device.offset_steps == 0


def test_events_keep_their_age_when_the_clock_is_set_back() -> None:
    before = open_at("today", "confirm-success", "a seed", NOW)
    after = follow_clock(before, -3600)
    (device,), (moved,) = before.world.account.devices, after.world.account.devices
    assert [e.time - 3600 for e in before.world.activity] == [e.time for e in after.world.activity]
    assert moved.enable_date == (device.enable_date or 0) - 3600
    (entry,), (other,) = before.world.handset.phone.entries, after.world.handset.phone.entries
    assert other.added_at == entry.added_at - 3600


def test_codes_typed_before_the_clock_was_set_back_are_dropped() -> None:
    run = play(open_at("today", "enter-two-codes", "a seed", NOW), a.EnterCodes("123456", ""))
    assert follow_clock(run, -3600).world.console.draft == ("", "")
    assert follow_clock(run, 3600).world.console.draft == ("123456", "")


def test_a_late_pair_stays_late_when_the_clock_is_changed() -> None:
    run = open_at("today", "late-in-the-list", "a seed", NOW)
    run = follow(run, run.lesson.steps[0].solution)
    run = follow(run, run.lesson.steps[1].solution)
    before = {each.offset_steps for each in run.world.account.devices}
    for moved_s in (-3600, 3600):
        after = follow_clock(run, moved_s).world.account.devices
        assert {each.offset_steps for each in after} == before


def test_a_clock_that_is_set_to_1970_is_followed() -> None:
    run = follow_clock(open_at("today", "confirm-success", "a seed", NOW), -NOW)
    assert run.world.now == 0
    assert to_the_end(run, -1, 0).over


@pytest.mark.parametrize("moved_s", [-3600, 3600])
def test_changing_the_clock_does_not_change_how_long_a_lesson_took(moved_s: int) -> None:
    run = pass_time(open_at("today", "own-phone", "a seed", NOW), later(NOW, 90))
    assert event_log_values(follow_clock(run, moved_s), 0, live=True).took == "1 minute 30 seconds"
