"""Where the browser runs, because a passkey can't be reached from everywhere.

Rule: AWS names the places from which passkeys don't work. What the browser says there is ours.

Source: IAM User Guide, passkeys and security keys: not in virtual machines, remote sessions or
incognito windows.
"""

from typing import Final, Literal, get_args

Surroundings = Literal["own-computer", "virtual-machine", "remote-session", "private-window"]

SURROUNDINGS: Final[tuple[Surroundings, ...]] = get_args(Surroundings)

OWN_COMPUTER: Final[Surroundings] = "own-computer"


def reaches_passkeys(surroundings: Surroundings) -> bool:
    """Say whether a browser there reaches any authenticator."""
    return surroundings == OWN_COMPUTER
