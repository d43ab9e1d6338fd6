"""Routes through a sign-in with alternative factors: the email, then the call.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.goals.devices import FACTOR_SCREENS
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions.sign_in_pages import to_trouble


def by_factors(world: World) -> Route:
    """Sign in with alternative factors, from the code page or any page after it."""
    world = yield from to_factors(world)
    world = yield from verified_mail(world)
    world = yield from verified_call(world)
    return (yield a.SignInToConsole())


def to_factors(world: World) -> Route:
    """Go to the alternative factors."""
    if world.console.screen in FACTOR_SCREENS:
        return world
    world = yield from to_trouble(world)
    return (yield a.SignInWithAlternativeFactors())


def verified_mail(world: World) -> Route:
    """Send the email, and follow its link on the phone."""
    world = yield from to_factors(world)
    if world.console.screen == "sign-in-factors":
        world = yield a.SendVerificationEmail()
    if world.console.screen != "sign-in-mail-sent":
        return world
    world = yield from to_mail(world)
    return (yield a.VerifyEmail())


def to_mail(world: World) -> Route:
    """Open the mail app from anywhere on the phone."""
    if world.handset.view not in {"home", "mail"}:
        world = yield a.LeaveApp()
    return (yield a.OpenMail()) if world.handset.view == "home" else world


def verified_call(world: World) -> Route:
    """Request the call, and type the digits that the console shows."""
    world = yield from verified_mail(world)
    if world.console.screen == "sign-in-verified":
        return world
    if world.handset.view not in {"ringing", "call"}:
        world = yield a.CallMeNow()
    if world.handset.view == "ringing":
        world = yield a.AnswerCall()
    return (yield a.EnterCallDigits(world.console.call_digits))
