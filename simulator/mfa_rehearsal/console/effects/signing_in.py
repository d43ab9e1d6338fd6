"""What the sign-in pages do: password first, then the type of device that they ask for.

Rule: with one type, the page asks for it at once; with several, the user chooses a type first.

Source: IAM User Guide, MFA enabled sign-in.
"""

from dataclasses import replace

from mfa_rehearsal import iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects import mfa_demand, passkeys
from mfa_rehearsal.console.labels import SIGN_IN_REFUSED
from mfa_rehearsal.console.world import (
    HARDWARE,
    PASSKEY,
    ROOT_PASSWORD,
    Console,
    MfaType,
    World,
    root_types,
)
from mfa_rehearsal.errors import Refusal


def submit_password(world: World, _: a.SubmitPassword) -> World:
    """Check the password, and ask a user who has devices for one of them."""
    iam.check_password(world.account, iam.ROOT, ROOT_PASSWORD)
    world = replace(world, console=replace(world.console, challenged=""))
    types = root_types(world)
    if not types:
        return mfa_demand.attempt_without_mfa(world)
    return _challenge(world, types[0]) if len(types) == 1 else world


def _challenge(world: World, kind: MfaType) -> World:
    """Ask for a device of this type; for a passkey, the page asks the browser at once."""
    asked = replace(world, console=replace(world.console, challenged=kind))
    return passkeys.open_request(asked, "get") if kind == PASSKEY else asked


def submit_mfa_code(world: World, action: a.SubmitMfaCode) -> World:
    """Check one code, and sign in the user if AWS accepts it.

    Raises:
        Refusal: with the sign-in page's one sentence for every error, as on AWS. Its cause is the
            real one.
    """
    (code,) = action.codes
    try:
        account, serial = iam.check_any_code(
            world.account, iam.ROOT, code, world.now, hardware=world.console.challenged == HARDWARE
        )
    except Refusal as refusal:
        raise replace(refusal, message=SIGN_IN_REFUSED) from None
    world = replace(world, account=account)
    return replace(
        world, console=replace(world.console, signed_in=True, signed_in_with=serial, challenged="")
    )


def choose_method(world: World, action: a.ChooseMethod) -> World:
    """Ask for this type of device, if the user has one."""
    has_it = action.type in root_types(world)
    return _challenge(world, action.type) if has_it else world


def sign_out(world: World, _: a.SignOut) -> World:
    """Reset the console's window."""
    return replace(world, console=Console())
