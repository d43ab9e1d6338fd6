"""Make and prove a passkey: AWS asks, the browser hands on, an authenticator answers, AWS checks.

Rule: only this module loads the mathematics. `passkeys` imports it when a ceremony begins, so that
a run without passkeys starts without it.
"""

from dataclasses import replace
from typing import Final

from mfa_rehearsal import iam
from mfa_rehearsal.authenticator.credentials import Gesture
from mfa_rehearsal.console.randomness import draw_bytes
from mfa_rehearsal.console.world import Stranger, World
from mfa_rehearsal.iam.passkey_registration import check_new_passkey, register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import AWS, creation_options, request_options
from mfa_rehearsal.user_agent.ceremonies import create, get
from mfa_rehearsal.user_agent.dialog import PLACE, Dialog

VERIFIED: Final[Gesture] = "verified"
"""A fingerprint, or a PIN and a touch: every way here shows who it is."""

RP_ID: Final = AWS.rp_id


def check_name(world: World, name: str) -> None:
    """Check that the root user may have another passkey, with this name.

    Raises:
        Refusal: what check_new_passkey refuses.
    """
    check_new_passkey(world.account, iam.ROOT, name)


def make(world: World, dialog: Dialog) -> World:
    """Register a new passkey of the chosen authenticator for the root user.

    Raises:
        Refusal: by the browser, the authenticator or AWS.
    """
    place, challenge = PLACE[dialog.state], draw_bytes(world, "challenge", dialog.number)
    options = creation_options(world.account, iam.ROOT, challenge)
    seed = draw_bytes(world, "credential", dialog.number)
    holding, answer = create(dialog.page, world.near.at(place), options, VERIFIED, seed)
    name = world.console.new_name
    account = register_passkey(world.account, iam.ROOT, name, options, answer, world.now)
    return replace(world, account=account, near=world.near.put(place, holding))


def prove(world: World, dialog: Dialog) -> tuple[World, str]:
    """Sign in the root user with a passkey of the chosen authenticator.

    Returns:
        The world, and the passkey's serial number.

    Raises:
        Refusal: by the browser, the authenticator or AWS.
    """
    place, challenge = PLACE[dialog.state], draw_bytes(world, "challenge", dialog.number)
    options = request_options(world.account, iam.ROOT, challenge)
    after, answer = get(dialog.page, world.near.at(place), options, VERIFIED)
    account, serial = check_passkey(world.account, iam.ROOT, options, answer)
    return replace(world, account=account, near=world.near.put(place, after)), serial


def hand_on(world: World, dialog: Dialog) -> World:
    """Let the false page ask for any passkey of its own address, and hand the answer on to AWS.

    Raises:
        Refusal: by the browser or the authenticator, which has no passkey for that address. Even
            with an answer, AWS would refuse the address in it.
    """
    place, challenge = PLACE[dialog.state], draw_bytes(world, "challenge", dialog.number)
    options = request_options(world.account, iam.ROOT, challenge)
    asked = replace(options, rp_id=dialog.rp_id, allow_credentials=())
    after, answer = get(dialog.page, world.near.at(place), asked, VERIFIED)
    account, serial = check_passkey(world.account, iam.ROOT, options, answer)
    near = world.near.put(place, after)
    return replace(world, account=account, near=near, stranger=Stranger(serial))
