"""What the hardware token does: it is turned over, shows codes, and is assigned."""

from dataclasses import replace

from mfa_rehearsal import iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.mfa_demand import assigned
from mfa_rehearsal.console.world import World, token_in_hand


def press_token(world: World, _: a.PressToken) -> World:
    """Show the code of this moment, if there is a token."""
    if world.token is None:
        return world
    return replace(world, token=replace(world.token, pressed_at=world.now))


def turn_token(world: World, _: a.TurnToken) -> World:
    """Turn the token over, if there is one."""
    if world.token is None:
        return world
    return replace(world, token=replace(world.token, turned=not world.token.turned))


def add_hardware_token(world: World, action: a.AddHardwareToken) -> World:
    """Assign the token to the root user.

    Raises:
        Refusal: what iam.enable_token refuses.
    """
    token = token_in_hand(world)
    named = world.console.new_name, action.serial_number
    made = {token.serial_number: token.secret}
    account = iam.enable_token(world.account, iam.ROOT, named, action.codes, made, world.now)
    console = replace(assigned(world.console), draft=("", ""))
    return replace(world, account=account, console=console)
