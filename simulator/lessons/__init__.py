"""What is taught, as data: steps with goals, solutions and hints; and a reader's run of them."""

from simulator.lessons.enrolment import enrolment
from simulator.lessons.run import (
    Run,
    begin_lesson,
    begin_run,
    current,
    next_action,
    open_at,
    pass_time,
    play,
    replay,
    show_me,
    undo,
)
from simulator.lessons.step import Lesson, Step

__all__ = [
    "Lesson",
    "Run",
    "Step",
    "begin_lesson",
    "begin_run",
    "current",
    "enrolment",
    "next_action",
    "open_at",
    "pass_time",
    "play",
    "replay",
    "show_me",
    "undo",
]
