"""What went wrong, in words that fit the phone and the account of this run."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.authenticator import Entry
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import Stranger
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.pairs import SET_CLOCK
from mfa_rehearsal.lessons import Run, open_at, play
from mfa_rehearsal.lessons.evidence import Origin
from mfa_rehearsal.lessons.explanation import (
    GIVEN_AWAY,
    NO_ENTRY,
    SKIPPED,
    TWO_CLOCKS,
    TWO_ENTRIES,
    hint,
    position,
)

from tests.console.conftest import NOW
from tests.lessons.goals.worlds import with_console, with_phone

RUN = open_at("today", "enter-two-codes", "a seed", NOW)
(OWN,) = RUN.world.handset.phone.entries
FOREIGN = Entry(9, "Bank", "me", "MFRGGZDFMZTWQ2LK" * 4, NOW, "typed")
OTHER = replace(FOREIGN, entry_id=10, secret="JBSWY3DPEHPK3PXP" * 4)


def with_entries(run: Run, *entries: Entry) -> Run:
    return replace(run, world=with_phone(run.world, entries=entries))


def refused(run: Run, cause: str, *codes: str, hint: str = "AWS's own hint.") -> Run:
    """Return a run whose last action was refused for a cause."""
    action = a.SubmitCodes(*codes) if len(codes) == 2 else a.SubmitMfaCode(*codes)
    refusal = Refusal("Refused", "No.", cause, hint)
    return replace(run, refusal=refusal, refused_action=action)


def shown(entry: Entry, age: int = 0) -> str:
    """Return what an entry showed so many periods ago."""
    return authenticator.code(authenticator.Phone(), entry, later(NOW, -30 * age))


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        ((OWN,), "the entry"),
        ((OWN, FOREIGN), "the upper entry"),
        ((FOREIGN, OWN), "the lower entry"),
        ((FOREIGN, OWN, OTHER), "entry 2 of 3"),
        ((FOREIGN, OTHER), "the entry"),
    ],
)
def test_an_entry_is_named_by_its_place_if_there_are_several(
    entries: tuple[Entry, ...], place: str
) -> None:
    assert position(with_entries(RUN, *entries).world, Origin("", OWN)) == place


def test_without_a_refusal_there_is_no_hint() -> None:
    assert hint(RUN) == ""


def test_a_refusal_with_another_cause_keeps_its_own_hint() -> None:
    assert hint(refused(RUN, "codes-too-old", "1", "2")) == "AWS's own hint."


def test_digits_of_no_entry_are_said_to_be_none_of_the_phones() -> None:
    words = f"{NO_ENTRY} Compare them with the phone, and type the code it shows now."
    assert hint(refused(RUN, "codes-not-from-this-key", "000000", "000001")) == words
    assert hint(refused(RUN, "code-not-from-this-key", "000000")) == words


def test_codes_of_this_device_keep_the_hint_of_the_refusal() -> None:
    run = refused(RUN, "codes-not-from-this-key", shown(OWN, 1), shown(OWN))
    assert hint(run) == "AWS's own hint."


def test_two_entries_are_not_mixed() -> None:
    both = with_entries(RUN, OWN, FOREIGN)
    run = refused(both, "codes-not-from-this-key", shown(OWN, 1), shown(FOREIGN))
    assert hint(run) == TWO_ENTRIES


def test_one_known_code_of_two_is_enough_to_name_its_entry() -> None:
    both = with_entries(RUN, OWN, FOREIGN)
    run = refused(both, "codes-not-from-this-key", "000000", shown(FOREIGN))
    assert hint(run) == (
        "The lower entry has a key that didn't come from this console. Use the upper entry."
    )


def test_without_an_entry_of_the_device_the_hint_says_how_to_get_one() -> None:
    only_foreign = with_entries(RUN, FOREIGN)
    run = refused(only_foreign, "code-not-from-this-key", shown(FOREIGN))
    scan = "Scan the QR code that the wizard shows now, and use that entry."
    words = "The entry has a key that didn't come from this console."
    assert hint(run) == f"{words} {scan}"
    closed = replace(run, world=with_console(run.world, pending=""))
    assert hint(closed) == f"{words} No entry on this phone belongs to this device."


def test_an_earlier_attempts_entry_is_named() -> None:
    run = RUN
    for action in (a.Cancel(), a.AssignMfaDevice()):
        run = play(run, action)
    run = play(run, a.ChooseDevice("authenticator-app", "another"))
    assert hint(refused(run, "code-not-from-this-key", shown(OWN))) == (
        "The entry belongs to an earlier attempt: the wizard makes a new key each time it opens."
        " Scan the QR code that the wizard shows now, and use that entry."
    )


def test_a_clock_is_not_blamed_without_an_entry_on_this_phone() -> None:
    blamed = f"Too old. {SET_CLOCK}"
    run = refused(RUN, "codes-too-old", "000000", "000001", hint=blamed)
    assert hint(run) == f"Too old. {TWO_CLOCKS}"
    skipped = replace(run, world=replace(run.world, skipped_s=1))
    assert hint(skipped) == f"Too old. {SKIPPED}"
    known = refused(RUN, "codes-too-old", shown(OWN, 1), "000001", hint=blamed)
    assert hint(known) == blamed


def test_a_code_given_away_is_explained_only_if_it_is_the_one_somebody_used() -> None:
    run = refused(RUN, "code-already-used", "123456")
    assert hint(run) == "AWS's own hint."
    stolen = replace(run, world=replace(run.world, stranger=Stranger("", "123456")))
    assert hint(stolen) == GIVEN_AWAY
    other = replace(run, world=replace(run.world, stranger=Stranger("", "654321")))
    assert hint(other) == "AWS's own hint."
    assert hint(replace(stolen, refusal=Refusal("Refused", "No.", "too-old", "Old."))) == "Old."


def test_a_key_that_was_cut_short_must_be_entered_again() -> None:
    short = replace(OWN, secret=OWN.secret[:32], origin="typed")
    run = refused(with_entries(RUN, short), "code-not-from-this-key", shown(short))
    assert hint(run) == (
        "The entry was typed with 32 characters; the secret key has 64. Delete it and enter the"
        " whole key, or scan the QR code."
    )


def test_a_mistyped_key_must_be_entered_again() -> None:
    first = "A" if OWN.secret[0] != "A" else "B"
    wrong = replace(OWN, secret=f"{first}{OWN.secret[1:]}", origin="typed")
    run = refused(with_entries(RUN, wrong), "code-not-from-this-key", shown(wrong))
    assert hint(run) == (
        f"The entry was typed with an error: character 1 is {first}, and the console shows"
        f" {OWN.secret[0]}. Enter the key again, or scan the QR code."
    )
