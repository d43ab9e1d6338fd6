"""Where a drill begins: routes from an empty account to the problem it is about."""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, root_devices
from mfa_rehearsal.iam.limits import DEVICES_PER_USER
from mfa_rehearsal.lessons.enrollment import ENROLLMENT, STEPS
from mfa_rehearsal.lessons.lesson import Actions, Lesson, Route, Solution, walk
from mfa_rehearsal.lessons.solutions import detours, sign_in_pages, steps, wizard

FAST_S = 600
"""How fast the wrong clock is; any few minutes would teach the same."""


def before(slug: str) -> Solution:
    """Return the route to where one of the thirteen steps begins."""
    return lambda world: _steps_before(world, slug)


def _steps_before(world: World, slug: str) -> Route:
    for step in Lesson(ENROLLMENT, world.edition, STEPS).before(slug):
        world = yield from walk(step.solution, world)
    return world


def enrolled(world: World) -> Route:
    """Go through the wizard, and close its message."""
    world = yield from _steps_before(world, "confirm-success")
    return (yield a.Close())


def after_everything(world: World) -> Actions:
    """Enroll, and sign in with a code."""
    world = yield from enrolled(world)
    yield from steps.sign_in_again(world)


def at_the_code(world: World) -> Route:
    """Enroll, sign out, and go to the code page."""
    world = yield from enrolled(world)
    return (yield from sign_in_pages.to_code_page(world))


def left_over(world: World) -> Actions:
    """Begin the wizard and cancel it, which leaves its device."""
    world = yield from _steps_before(world, "choose-authenticator-app")
    yield a.ChooseDevice(AUTHENTICATOR_APP, wizard.DEVICE_NAME)
    yield a.Cancel()


def wrong_clock(world: World) -> Actions:
    """Scan with a phone whose clock is ten minutes fast."""
    yield a.OpenClockSettings()
    yield a.SetPhoneClock(FAST_S)
    world = yield a.LeaveApp()
    yield from _steps_before(world, "enter-two-codes")


def two_phones(world: World) -> Route:
    """Enroll one phone, then another."""
    world = yield from enrolled(world)
    yield a.TakeNewPhone()
    world = yield a.SwapPhones()
    return (yield from walk(detours.enroll_other_phone, world))


def one_of_two_lost(world: World) -> Actions:
    """Lose the first of two phones, and go to the code page."""
    yield from two_phones(world)
    yield a.SwapPhones()
    world = yield a.LosePhone()
    yield from sign_in_pages.to_code_page(world)


def only_one_lost(world: World) -> Actions:
    """Lose the only phone, and go to the code page."""
    yield from enrolled(world)
    world = yield a.LosePhone()
    yield from sign_in_pages.to_code_page(world)


def new_phone(world: World) -> Actions:
    """Enroll one phone, and get a new one."""
    yield from enrolled(world)
    yield a.TakeNewPhone()


def eight_devices(world: World) -> Actions:
    """Enroll as many devices as a user may have; the phone of the first is lost."""
    yield from enrolled(world)
    world = yield a.LosePhone()
    while len(root_devices(world)) < DEVICES_PER_USER:
        world = yield from walk(detours.enroll_other_phone, world)
