"""What lies beside the phone, as plain values: the hardware token and the security key."""

from dataclasses import dataclass

from mfa_rehearsal.console.token import shown_code
from mfa_rehearsal.console.world import World, open_dialog
from mfa_rehearsal.views.view_context import ViewContext


@dataclass(frozen=True, eq=False)
class TokenValues:
    """The hardware token.

    Args:
        serial_number: what is on its back; "" on a prerendered page.
        code: the six digits in its window, or "" while it is dark.
        turned: whether its back is up.
    """

    serial_number: str
    code: str
    turned: bool


@dataclass(frozen=True, eq=False)
class DeskValues:
    """What the desk's template reads.

    Args:
        token: the hardware token, once it has been taken in hand, or None.
        key_blinks: whether the security key waits for a touch.
    """

    token: TokenValues | None
    key_blinks: bool


def desk_values(world: World, context: ViewContext) -> DeskValues:
    """Return what the desk's template reads."""
    dialog = open_dialog(world)
    return DeskValues(_token(world, context), dialog is not None and dialog.state == "touch")


def _token(world: World, context: ViewContext) -> TokenValues | None:
    token = world.token
    if token is None:
        return None
    code = shown_code(token, world.now) if context.live else ""
    return TokenValues(token.serial_number if context.live else "", code, token.turned)
