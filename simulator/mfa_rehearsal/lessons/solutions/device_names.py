"""Names for new devices that AWS accepts, and the rule of the site's owner too."""

from collections.abc import Collection, Iterator

from mfa_rehearsal.console import World
from mfa_rehearsal.lessons.solutions.codes import no_way_on


def first_free(world: World, name: str, taken: Collection[str]) -> str:
    """Return a name that isn't taken.

    Args:
        name: what to call the device if the site has no rule of its own; perhaps with a number.

    Raises:
        Refusal: every name that we know to follow the site's rule is taken.
    """
    free = (each for each in _tries(world, name) if each not in taken)
    found = next(free, "")
    if not found:
        raise no_way_on()
    return found


def free_name(world: World, name: str) -> str:
    """Return a name, or the first with a number that no device has."""
    taken = {each.name for each in (*world.account.devices, *world.account.passkeys)}
    return first_free(world, name, taken)


def _tries(world: World, name: str) -> Iterator[str]:
    if world.options.name_rule and world.edition == "today":
        yield from world.options.name_rule.examples()
        return
    number = 1
    while True:
        yield f"{name}-{number}" if number > 1 else name
        number += 1
