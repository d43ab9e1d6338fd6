"""Each route arrives from wherever a step or drill begins, and presses only what is there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

import pytest
from mfa_rehearsal.console import EDITIONS, Action, ActionRefusal, NotHere, World, apply
from mfa_rehearsal.console.world import (
    ALTERNATIVE_FACTORS,
    AUTHENTICATOR_APP,
    all_root_devices,
    open_dialog,
    root_types,
)
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.limits import DEVICES_PER_USER
from mfa_rehearsal.lessons import begin_lesson, current, guide_lessons, show_me
from mfa_rehearsal.lessons.drills import drills
from mfa_rehearsal.lessons.goals.history import RESYNC
from mfa_rehearsal.lessons.goals.lures import at_false_page, only_passkeys
from mfa_rehearsal.lessons.goals.passkeys import away
from mfa_rehearsal.lessons.goals.state import (
    device_created,
    in_sync,
    matching_entries,
    own_devices,
    signed_in,
    usable_devices,
    usable_passkeys,
)
from mfa_rehearsal.lessons.lesson import Goal, Lesson, Solution, Step
from mfa_rehearsal.lessons.solutions import (
    code_routes,
    device_routes,
    factor_routes,
    lure_routes,
    passkey_routes,
    recovery,
    sign_in_pages,
    sign_in_routes,
    wizard,
)

from tests.console.conftest import NOW

MOST_PRESSES = 60
"""More than any route takes, so a route that goes in circles fails."""


LESSONS = [each for e in EDITIONS for each in (*guide_lessons(e), *drills(e))]

REACHED = 1_061
"""From so many places in its lesson, of 1,194, a step's solution does the step. From the others it
can't be done yet or any more. A change that makes this fewer has taken a way from somebody."""


def of_lesson(lesson: Lesson) -> Iterator[World]:
    """Yield the world in which a lesson begins, and the one after each of its steps."""
    run = begin_lesson(lesson, "a seed", NOW)
    yield run.world
    while current(run):
        run = show_me(run)
        yield run.world


@cache
def worlds() -> tuple[World, ...]:
    return tuple(chain.from_iterable(map(of_lesson, LESSONS)))


def walked(route: Solution, world: World) -> World:
    """Return the world at a route's end. An action that the screen doesn't offer raises NotHere."""
    actions = route(world)
    action = next(actions, None)
    for _ in range(MOST_PRESSES):
        if action is None:
            return world
        world = pressed(world, action)
        try:
            action = actions.send(world)
        except StopIteration:
            return world
    raise AssertionError(f"still pressing {action}")


def pressed(world: World, action: Action) -> World:
    try:
        return apply(world, action)
    except ActionRefusal as refused:
        return refused.world


def screen_is(*screens: str) -> Goal:
    return lambda world: world.console.screen in screens


def view_is(view: str) -> Goal:
    return lambda world: world.handset.view == view


def signed_out(world: World) -> bool:
    return not signed_in(world)


def past_password(world: World) -> bool:
    return signed_in(world) or world.console.screen in {
        *sign_in_pages.ASKS_FOR_DEVICE,
        "sign-in-methods",
        "register-mfa",
    }


def asked_for_code(world: World) -> bool:
    """Whether an app's code is asked for, or else what root has, or nothing."""
    if AUTHENTICATOR_APP in root_types(world):
        return world.console.challenged == AUTHENTICATOR_APP
    return past_password(world)


def in_device_list(world: World) -> bool:
    return world.console.screen == "security-credentials" and world.console.section_open


def scanned(world: World) -> bool:
    return device_created(world) and bool(matching_entries(world))


def at_typing(world: World) -> bool:
    return world.console.key_shown and world.handset.view == "by-hand"


def no_dialog(world: World) -> bool:
    return open_dialog(world) is None


def usable(world: World) -> bool:
    return bool(usable_devices(world))


def passkey_ready(world: World) -> bool:
    return only_passkeys(world) and bool(usable_passkeys(world))


ROUTES: Mapping[str, tuple[Solution, Goal]] = {
    "out_of_dialog": (passkey_routes.out_of_dialog, no_dialog),
    "to_lens": (passkey_routes.to_lens, view_is("lens")),
    "to_mail": (factor_routes.to_mail, view_is("mail")),
    "to_entries": (wizard.to_entries, view_is("entries")),
    "signed_out": (sign_in_pages.signed_out, signed_out),
    "past_password": (sign_in_pages.past_password, past_password),
    "to_code_page": (sign_in_pages.to_code_page, asked_for_code),
    "into_console": (sign_in_routes.into_console, signed_in),
    "to_device_list": (device_routes.to_device_list, in_device_list),
    "to_choice": (wizard.to_choice, screen_is("choose-device")),
    "to_new_choice": (wizard.to_new_choice, screen_is("choose-device")),
    "to_wizard": (wizard.to_wizard, device_created),
    "to_fields": (wizard.to_fields, scanned),
    "to_typing": (wizard.to_typing, at_typing),
    "usable_device": (recovery.usable_device, usable),
}
TODAY_ROUTES: Mapping[str, tuple[Solution, Goal]] = {
    "to_false_page": (lure_routes.to_false_page, at_false_page),
    "with_passkey_only": (lure_routes.with_passkey_only, passkey_ready),
}


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_arrives_from_anywhere_and_stays_there(name: str) -> None:
    route, goal = ROUTES[name]
    for world in worlds():
        there = walked(route, world)
        assert goal(there)
        assert without_log(walked(route, there)) == without_log(there)


def without_log(world: World) -> World:
    """Return a world without its log, because signing in with the password alone is one more."""
    return replace(world, activity=())


@pytest.mark.parametrize("name", TODAY_ROUTES)
def test_a_route_about_passkeys_arrives_where_one_can_be_registered(name: str) -> None:
    route, goal = TODAY_ROUTES[name]
    for world in worlds():
        full = len(all_root_devices(world)) == DEVICES_PER_USER
        if world.edition == "today" and not (away(world) or full):
            there = walked(route, world)
            assert goal(there)
            assert walked(route, there) == there


def test_enrolling_adds_a_device_unless_the_console_refuses() -> None:
    for world in worlds():
        enrolled = walked(recovery.enroll, world)
        assert own_devices(enrolled)
        assert in_sync(enrolled)


def test_alternative_factors_let_in_a_reader_who_has_a_device() -> None:
    for world in worlds():
        outside = walked(sign_in_pages.signed_out, world)
        if all_root_devices(outside):
            trouble = walked(sign_in_pages.to_trouble, outside)
            assert trouble.console.screen == "sign-in-trouble"
            inside = walked(factor_routes.by_factors, trouble)
            assert inside.console.signed_in_with == ALTERNATIVE_FACTORS
            assert signed_in(inside)


def test_a_resync_brings_a_device_in_sync_here_or_at_the_sign_in() -> None:
    for world in worlds():
        if not own_devices(world):
            continue
        for route in (device_routes.resync, device_routes.resync_in_console):
            resynced = walked(route, world)
            assert resynced.activity[-1].name == RESYNC
            assert in_sync(resynced)
        outside = walked(code_routes.resync_at_sign_in, world)
        assert outside.activity[-1].name == RESYNC
        assert not signed_in(outside)


def test_a_solution_does_its_step_from_most_places_in_its_lesson() -> None:
    reached = [
        does(step, world) for each in LESSONS for world in of_lesson(each) for step in each.steps
    ]
    assert sum(reached) >= REACHED


def does(step: Step, world: World) -> bool:
    try:
        return step.goal(walked(step.solution, world))
    except (NotHere, Refusal):
        return False
