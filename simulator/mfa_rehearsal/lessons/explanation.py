"""What went wrong, explained with everything this run knows.

AWS's answer fits many causes, and `iam` knows only the account. A run also knows the phone: which
entry showed the codes, how its key was entered, and whether time was skipped.
"""

from mfa_rehearsal.console import World
from mfa_rehearsal.console.addresses import FALSE_PAGE
from mfa_rehearsal.iam.pairs import SET_CLOCK
from mfa_rehearsal.lessons.evidence import KeyFinding, Origin, key_of, origin_of
from mfa_rehearsal.lessons.goals.state import matching_entries
from mfa_rehearsal.lessons.run import Run

OTHER_KEY = {"codes-not-from-this-key", "code-not-from-this-key"}
SKIPPED = (
    "You skipped ahead in this run, so your real phone no longer matches. To use it, start over and"
    " don't skip."
)
TWO_CLOCKS = (
    "This computer's clock and your phone's clock disagree. Set the date and time automatically on"
    " both, then type two new codes."
)
TWO_ENTRIES = "The two codes are from different entries. Type both from the same one."
GIVEN_AWAY = (
    f"You typed this code at {FALSE_PAGE.domain}, and somebody else signed in with it. Use the next"
    " code."
)
NO_ENTRY = "No entry on this phone showed these digits in the last hour."


def hint(run: Run) -> str:
    """Return what happened and how to fix it, as far as this run can tell."""
    refusal = run.refusal
    if refusal is None:
        return ""
    if refusal.cause == "code-already-used" and _used_by_stranger(run):
        return GIVEN_AWAY
    origins = [origin_of(run.world, code) for code in run.refused_codes]
    if refusal.cause in OTHER_KEY and origins:
        return _other_key(run.world, origins) or refusal.hint
    if refusal.hint.endswith(SET_CLOCK) and all(origin.entry is None for origin in origins):
        remedy = SKIPPED if run.world.skipped_s else TWO_CLOCKS
        return refusal.hint.removesuffix(SET_CLOCK) + remedy
    return refusal.hint


def _used_by_stranger(run: Run) -> bool:
    stranger = run.world.stranger
    return stranger is not None and run.refused_codes == (stranger.code,)


def position(world: World, origin: Origin) -> str:
    """Return which of the phone's entries it is, such as "the upper entry", or just "the entry"."""
    entries = world.handset.phone.entries
    if origin.entry not in entries or len(entries) == 1:
        return "the entry"
    place = entries.index(origin.entry)
    if len(entries) == 2:
        return "the lower entry" if place else "the upper entry"
    return f"entry {place + 1} of {len(entries)}"


def _other_key(world: World, origins: list[Origin]) -> str:
    entries = {origin.entry for origin in origins if origin.entry}
    if not entries:
        return f"{NO_ENTRY} Compare them with the phone, and type the code it shows now."
    if len(entries) > 1:
        return TWO_ENTRIES
    known = next(origin for origin in origins if origin.entry)
    assert known.entry
    which = position(world, known)
    return _of_key(world, key_of(world, known.entry), f"{which[:1].upper()}{which[1:]}")


def _of_key(world: World, finding: KeyFinding, which: str) -> str:
    if finding.of == "cut short":
        return (
            f"{which} was typed with {finding.length} characters; the secret key has 64. Delete it"
            " and enter the whole key, or scan the QR code."
        )
    if finding.of == "mistyped":
        return (
            f"{which} was typed with an error: character {finding.place} is {finding.typed}, and"
            f" the console shows {finding.true}. Enter the key again, or scan the QR code."
        )
    if finding.of == "this device":
        return ""
    origin = {
        "earlier": "belongs to an earlier attempt: the wizard makes a new key each time it opens.",
        "foreign": "has a key that didn't come from this console.",
    }[finding.of]
    return f"{which} {origin} {_remedy(world)}"


def _remedy(world: World) -> str:
    alive = matching_entries(world)
    if alive:
        return f"Use {position(world, Origin('', alive[0]))}."
    if world.console.pending:
        return "Scan the QR code that the wizard shows now, and use that entry."
    return "No entry on this phone belongs to this device."
