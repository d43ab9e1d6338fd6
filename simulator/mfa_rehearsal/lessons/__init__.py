"""Lessons as data: steps with goals, solutions and hints, and a reader's run of them."""

from mfa_rehearsal.lessons.enrollment import guide_lesson
from mfa_rehearsal.lessons.guides import guide_lessons
from mfa_rehearsal.lessons.lesson import Lesson, Offer, Step
from mfa_rehearsal.lessons.run import (
    Run,
    begin_lesson,
    begin_run,
    current,
    follow_clock,
    open_at,
    pass_time,
    play,
    replay,
    rewind,
    undo,
)
from mfa_rehearsal.lessons.saving import read_run, read_text, write_run
from mfa_rehearsal.lessons.showing import next_action, show_me, way_ahead

__all__ = [
    "Lesson",
    "Offer",
    "Run",
    "Step",
    "begin_lesson",
    "begin_run",
    "current",
    "follow_clock",
    "guide_lesson",
    "guide_lessons",
    "next_action",
    "open_at",
    "pass_time",
    "play",
    "read_run",
    "read_text",
    "replay",
    "rewind",
    "show_me",
    "undo",
    "way_ahead",
    "write_run",
]
