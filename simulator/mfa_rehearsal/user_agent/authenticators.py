"""The authenticators that the browser can reach, by where they are.

This computer's passkeys and the phone's are kept by two providers that don't sync with each other,
as with a computer and a phone of different makers. So a passkey is in one place, and choosing the
wrong one can be practiced. Each provider restores its passkeys on a new device.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal, assert_never

from mfa_rehearsal.authenticator.credentials import Authenticator

Place = Literal["this-device", "phone", "security-key"]
"""Where a passkey can be kept."""

PLACES: Final[tuple[Place, ...]] = ("this-device", "phone", "security-key")


SYNCED: Final = Authenticator("synced")
DEVICE_BOUND: Final = Authenticator("device-bound")
"""Authenticators of each kind, without passkeys."""


@dataclass(frozen=True)
class Authenticators:
    """Every authenticator within reach.

    Args:
        computer: what this computer's provider keeps.
        phone: what the phone's provider keeps.
        security_key: the key in the hand.
    """

    computer: Authenticator = SYNCED
    phone: Authenticator = SYNCED
    security_key: Authenticator = DEVICE_BOUND

    def at(self, place: Place) -> Authenticator:
        """Return the authenticator in a place."""
        match place:
            case "this-device":
                return self.computer
            case "phone":
                return self.phone
            case "security-key":
                return self.security_key
        assert_never(place)

    def put(self, place: Place, changed: Authenticator) -> "Authenticators":
        """Return the authenticators with one replaced."""
        match place:
            case "this-device":
                return replace(self, computer=changed)
            case "phone":
                return replace(self, phone=changed)
            case "security-key":
                return replace(self, security_key=changed)
        assert_never(place)


def knows_site(authenticator: Authenticator, rp_id: str) -> bool:
    """Say whether an authenticator has a passkey for a site."""
    return any(each.rp_id == rp_id for each in authenticator.credentials)


def places_of(authenticators: Authenticators, credential_id: bytes) -> tuple[Place, ...]:
    """Return the places that have a credential."""
    return tuple(
        place
        for place in PLACES
        if any(each.credential_id == credential_id for each in authenticators.at(place).credentials)
    )
