"""Sign in without a device: verify the email address, then enter six digits during a call.

The email's sender, subject and link are AWS's words; its other words and the whole call are ours.
AWS documents for today's console that recovery opens the security credentials; for 2020 this is an
inference.

Source: IAM User Guide, id_credentials_mfa_lost-or-broken.
"""

from dataclasses import replace

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.randomness import draw_digits
from mfa_rehearsal.console.world import ALTERNATIVE_FACTORS, World, send_mail
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.typed import cleaned, wrong_digit

CALL = {"ringing", "call"}
"""Views of the phone during a call."""


def send_verification_email(world: World, _: a.SendVerificationEmail) -> World:
    """Send a verification email to the account's address."""
    return send_mail(world, "verify")


def call_me_now(world: World, _: a.CallMeNow) -> World:
    """Show six digits and ring the phone."""
    return replace(
        world,
        console=replace(world.console, call_digits=draw_digits(world)),
        handset=replace(world.handset, view="ringing", opened=0),
    )


def enter_call_digits(world: World, action: a.EnterCallDigits) -> World:
    """Compare the digits typed on the phone with those in the console."""
    typed = cleaned(action.digits)
    if typed != world.console.call_digits:
        raise Refusal(
            "InvalidInput",
            f"These aren't the digits on the screen. {wrong_digit(typed)}".strip(),
            "call-digits-wrong",
            "Type the six digits that the console shows.",
            field="digits",
        )
    return replace(world, console=replace(world.console, call_digits=""))


def leave_app(world: World, _: a.LeaveApp) -> World:
    """Go to the phone's home screen, which ends a call in progress."""
    return hang_up(world) if world.handset.view in CALL else world


def hang_up(world: World) -> World:
    """End the call, if there is one."""
    ended = replace(world, console=replace(world.console, call_digits=""))
    return (
        replace(ended, handset=replace(ended.handset, view="home"))
        if ended.handset.view in CALL
        else ended
    )


def sign_in_to_console(world: World, _: a.SignInToConsole) -> World:
    """Sign in the user, who has verified the email address and phone number."""
    proof = ALTERNATIVE_FACTORS
    return replace(
        world, console=replace(world.console, signed_in=True, signed_in_with=proof, challenged="")
    )
