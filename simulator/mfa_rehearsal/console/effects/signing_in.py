"""What the sign-in pages do: password first, then a code from the type of device they ask for."""

from dataclasses import replace

from mfa_rehearsal import iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.labels import SIGN_IN_REFUSED
from mfa_rehearsal.console.world import (
    AUTHENTICATOR_APP,
    ROOT_PASSWORD,
    Console,
    World,
    root_devices,
)
from mfa_rehearsal.errors import Refusal


def submit_password(world: World, _: a.SubmitPassword) -> World:
    """Check the password; sign in a user without a device, and ask any other for a code."""
    iam.check_password(world.account, iam.ROOT, ROOT_PASSWORD)
    if not root_devices(world):
        return replace(world, console=replace(world.console, signed_in=True))
    return replace(world, console=replace(world.console, challenged=AUTHENTICATOR_APP))


def submit_mfa_code(world: World, action: a.SubmitMfaCode) -> World:
    """Check one code, and sign in the user if AWS accepts it.

    Raises:
        Refusal: with the sign-in page's one sentence for every error, as on AWS. Its cause is the
            real one.
    """
    (code,) = action.codes
    try:
        account, serial = iam.check_any_code(world.account, iam.ROOT, code, world.now)
    except Refusal as refusal:
        raise replace(refusal, message=SIGN_IN_REFUSED) from None
    world = replace(world, account=account)
    return replace(
        world, console=replace(world.console, signed_in=True, signed_in_with=serial, challenged="")
    )


def choose_method(world: World, action: a.ChooseMethod) -> World:
    """Ask for a code from this type of device."""
    return replace(world, console=replace(world.console, challenged=action.type))


def sign_out(world: World, _: a.SignOut) -> World:
    """Reset the console's window."""
    return replace(world, console=Console())
