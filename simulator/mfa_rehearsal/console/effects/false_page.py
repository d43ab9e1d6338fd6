"""The false sign-in page: somebody who relays to AWS, at once, what the reader gives it.

Rule: AWS's own rules decide. It takes a code from anyone who also has the password, once; then the
same code is used up for the reader. A passkey answers only to its own address, so the page gets
nothing that it could hand on. Nothing here knows how the lesson ends.

The window has no tabs, so following the link leaves the console, as signing out does.
"""

from dataclasses import replace
from typing import Final

from mfa_rehearsal import iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects import passkeys
from mfa_rehearsal.console.labels import SIGN_IN_REFUSED
from mfa_rehearsal.console.world import (
    AUTHENTICATOR_APP,
    HARDWARE,
    PASSKEY,
    ROOT_PASSWORD,
    Console,
    Stranger,
    World,
    root_types,
    send_mail,
)
from mfa_rehearsal.errors import Refusal


def receive_false_mail(world: World, _: a.ReceiveFalseMail) -> World:
    """Get the email with the link; only today's console has the false page."""
    return send_mail(world, "false") if world.edition == "today" else world


def follow_mail_link(world: World, _: a.FollowMailLink) -> World:
    """Open the false page in the window."""
    return replace(world, console=Console(screen=world.console.screen))


CODES_FIRST: Final = (AUTHENTICATOR_APP, HARDWARE, PASSKEY)
"""What the false page asks for, if root has it. A code can be handed on, so it comes first: root is
no safer with a passkey as well."""


def give_password(world: World, _: a.GivePassword) -> World:
    """Hand the password on. Without MFA it is enough; otherwise ask for a device."""
    iam.check_password(world.account, iam.ROOT, ROOT_PASSWORD)
    kind = next((each for each in CODES_FIRST if each in root_types(world)), None)
    if kind is None:
        return replace(world, stranger=Stranger())
    asked = replace(world, console=replace(world.console, challenged=kind))
    return passkeys.open_request(asked, "get") if kind == PASSKEY else asked


def give_code(world: World, action: a.GiveCode) -> World:
    """Hand the code on, with which somebody else signs in.

    Raises:
        Refusal: AWS's, which the false page passes back.
    """
    (code,) = action.codes
    try:
        account, serial = iam.check_any_code(
            world.account, iam.ROOT, code, world.now, hardware=world.console.challenged == HARDWARE
        )
    except Refusal as refusal:
        raise replace(refusal, message=SIGN_IN_REFUSED) from None
    return replace(world, account=account, stranger=Stranger(serial, code))
