"""What is random in a run: it all follows from the run's seed, so a replay draws the same."""

import base64
import hashlib
from dataclasses import replace

from mfa_rehearsal.console.world import World


def draw_digits(world: World) -> str:
    """Draw the six digits of a call; a later call in the run gets others."""
    digest = hashlib.sha256(f"{world.seed}/call/{world.now}".encode()).digest()
    return f"{int.from_bytes(digest[:4]) % 1_000_000:06}"


def draw_secret(world: World) -> tuple[World, str]:
    """Draw the next secret key of this run.

    Returns:
        The world with the draw counted, and 64 base32 characters.

    Source: length and alphabet as reported for AWS's keys, not documented.
    """
    secret = nth_secret(world, world.devices_made)
    return replace(world, devices_made=world.devices_made + 1), secret


def secrets_made(world: World) -> frozenset[str]:
    """Return every secret key that the console of this run has made."""
    return frozenset(nth_secret(world, number) for number in range(world.devices_made))


def nth_secret(world: World, number: int) -> str:
    """Return one of the secret keys that this run's console makes, counted from 0."""
    digest = hashlib.sha512(f"{world.seed}/{number}".encode()).digest()
    return base64.b32encode(digest[:40]).decode()


def draw_bytes(world: World, purpose: str, number: int) -> bytes:
    """Return 32 random bytes of this run for one purpose, such as a challenge.

    Args:
        world: the run.
        purpose: what they are for; each purpose has its own.
        number: how many were drawn for it before.
    """
    return hashlib.sha256(f"{world.seed}/{purpose}/{number}".encode()).digest()
