"""Readers who get ahead of a drill or avoid its mistake, and what the coach then says."""

import re
from dataclasses import replace

import pyotp
import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later, seconds_left
from mfa_rehearsal.console import Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import pending_device, root_devices
from mfa_rehearsal.lessons import Run, begin_lesson, current, open_at, play, show_me
from mfa_rehearsal.lessons.drills import find_drill
from mfa_rehearsal.lessons.explanation import hint
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions.wizard import to_typing
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.views import ViewContext, draw

from tests.console.conftest import NOW

GUIDE = read_guide()


def drill(slug: str, edition: Edition = "today") -> Run:
    found = find_drill(edition, slug)
    assert found
    return begin_lesson(found, "a seed", NOW)


def played(run: Run, *actions: a.Action) -> Run:
    for action in actions:
        run = play(run, action)
    return run


def by_reader(run: Run, slug: str) -> Run:
    """Do a step's solution as the reader, not as the coach."""
    actions = run.lesson.step(slug).solution(run.world)
    action = next(actions, None)
    while action is not None:
        run = play(run, action)
        try:
            action = actions.send(run.world)
        except StopIteration:
            break
    return run


def coach(run: Run) -> str:
    """Return the coach's text, without tags."""
    html = draw(run, GUIDE, ViewContext(root="")).html
    part = html[html.index('<section class="coach"') :]
    return " ".join(re.sub(r"<[^>]+>", " ", part).replace("&#39;", "'").split())


def pair(run: Run, entry: int = 0) -> tuple[str, str]:
    """Return the last two codes of an entry on the phone, older first."""
    phone, now = run.world.handset.phone, run.world.now
    shown = phone.entries[entry]
    older = authenticator.code(phone, shown, later(now, -30))
    return older, authenticator.code(phone, shown, now)


def to_the_end(run: Run) -> Run:
    for _ in range(20):
        run = show_me(run)
    assert current(run) is None
    return run


def test_a_pair_sent_in_time_ticks_nothing_in_a_drill_about_late_pairs() -> None:
    start = drill("late-at-the-door")
    sent = played(start, a.SubmitCodes(*start.world.console.draft))
    assert not sent.credits
    assert set(sent.passed) == {
        "walk-away",
        "send-them-late",
        "be-refused",
        "resync-at-the-door",
    }
    assert "You sent the pair in time" in coach(sent)
    end = to_the_end(sent)
    assert "4 of 5 steps didn't happen this time." in coach(end)


def test_the_coach_predicts_no_refusal_once_the_clock_is_corrected() -> None:
    run = played(drill("wrong-clock"), a.LeaveApp(), a.OpenClockSettings(), a.SetPhoneClock(0))
    assert "The phone's clock isn't fast now" in coach(run)
    assert "They're accepted, and AWS notes" not in coach(run)
    right = played(run, a.LeaveApp(), a.OpenAuthenticator(), a.Wait(30))
    right = played(right, a.SubmitCodes(*pair(right)))
    assert "correcting it breaks nothing" in coach(right)
    assert right.passed.keys() >= {"be-refused", "resync-too-early", "resync-in-time"}
    assert to_the_end(right).world.handset.phone.offset_s == 0


def test_show_me_pressed_twice_does_one_step_each_time() -> None:
    run = played(drill("wrong-clock"), a.LeaveApp(), a.OpenClockSettings(), a.SetPhoneClock(0))
    slugs = [step.slug for step in run.lesson.steps]
    once = show_me(run)
    step = current(once)
    assert step
    assert slugs.index(step.slug) == 1
    to_the_end(run)


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_the_coach_warns_as_soon_as_the_live_entry_is_deleted(edition: Edition) -> None:
    run = drill("old-entry", edition)
    for slug in ("cancel-the-wizard", "begin-again", "scan-again", "use-the-live-entry"):
        run = by_reader(run, slug)
    gone = played(run, a.OpenEntry(2), a.DeleteEntry())
    assert "You couldn't sign in now" in coach(gone)
    assert "QR code" not in coach(gone).split("Delete the dead entry")[0]
    assert "You couldn't sign in now" not in coach(to_the_end(gone))


def test_the_coach_notices_room_made_too_early_and_the_wrong_device_removed() -> None:
    start = drill("eight-devices")
    lost, *rest = root_devices(start.world)
    select = (a.OpenMfaSection(), a.SelectDevice(lost.serial_number))
    made = played(start, *select, a.RemoveDevice(), a.ConfirmRemove())
    assert "You made room first" in coach(made)
    assert made.credits == {"remove-one": "done"}
    to_the_end(made)
    wrong = (a.OpenMfaSection(), a.SelectDevice(rest[0].serial_number))
    removed = played(start, *wrong, a.RemoveDevice(), a.ConfirmRemove())
    assert "You removed a device that this phone shows codes for." in coach(removed)
    to_the_end(removed)


def test_the_end_says_that_removing_the_old_phone_first_left_root_without_mfa() -> None:
    start = drill("new-phone")
    (old,) = root_devices(start.world)
    select = (a.OpenMfaSection(), a.SelectDevice(old.serial_number))
    removed = played(start, *select, a.RemoveDevice(), a.ConfirmRemove())
    assert "The root user has no MFA now" in coach(removed)
    assert "You aren't locked out, but the root user has no MFA" in coach(removed)
    end = to_the_end(removed)
    assert "had no MFA for part of this run" in coach(end)
    assert "You caused the problem and fixed it" not in coach(end)


def test_scanning_does_not_tick_typing_the_key() -> None:
    run = open_at("today", "confirm-success", "a seed", NOW)
    assert "type-the-secret-key" not in run.credits
    end = show_me(run)
    assert "type-the-secret-key" not in end.credits
    assert "Or type the secret key , not needed" in coach(end)


def test_the_section_can_be_found_by_looking() -> None:
    run = open_at("today", "find-the-mfa-section", "a seed", NOW)
    step = current(run)
    assert step
    assert "I can see it" in coach(run)
    seen = play(run, step.offers[0].action)
    assert seen.credits["find-the-mfa-section"] == "done"


def test_a_lesson_that_the_coach_showed_is_not_credited_to_the_reader() -> None:
    end = to_the_end(open_at("today", "", "a seed", NOW))
    assert "The coach showed 12 of 12 steps." in coach(end)
    assert "you signed in with a code" not in coach(end)


def typed_key(run: Run, change: str) -> Run:
    device = pending_device(run.world)
    assert device
    key = {"half": device.secret[:32], "slip": "A" * (device.secret[0] != "A") or "B"}[change]
    key = key if change == "half" else key + device.secret[1:]
    opened = played(run, a.ShowSecretKey(), a.OpenManualEntry(), a.AddByHand("me", key))
    waited = play(opened, a.Wait(30))
    return play(waited, a.SubmitCodes(*pair(waited)))


def test_the_hint_says_that_a_key_was_cut_short() -> None:
    run = typed_key(open_at("today", "type-the-secret-key", "a seed", NOW), "half")
    assert "typed with 32 characters; the secret key has 64" in hint(run)
    assert "older entry" not in coach(run)


def test_the_hint_names_the_wrong_character_of_a_typed_key() -> None:
    run = typed_key(open_at("today", "type-the-secret-key", "a seed", NOW), "slip")
    assert re.search(r"character 1 is [AB], and the console shows [A-Z2-7]\.", hint(run))


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_the_evidence_tells_two_entries_with_the_same_name_apart(edition: Edition) -> None:
    run = drill("old-entry", edition)
    for slug in ("cancel-the-wizard", "begin-again", "scan-again", "use-the-dead-entry"):
        run = by_reader(run, slug)
    assert "The upper entry belongs to an earlier attempt" in hint(run)
    assert "Use the lower entry." in hint(run)
    assert re.search(r"is from the upper entry \(.+, added [\d:]+ by QR code\)", coach(run))


def test_a_real_phone_is_not_blamed_for_the_computers_clock() -> None:
    run = drill("own-phone")
    shown = played(run, a.ShowQrCode())
    device = pending_device(shown.world)
    assert device
    totp = pyotp.TOTP(device.secret)
    true_now = shown.world.now - 9 * 3600
    sent = play(shown, a.SubmitCodes(totp.at(true_now - 30), totp.at(true_now)))
    assert "This computer's clock and your phone's clock disagree." in hint(sent)
    assert "Set the phone's date and time" not in coach(sent)


def test_the_hint_mentions_the_skip_when_a_real_phone_no_longer_matches() -> None:
    run = open_at("today", "enter-two-codes", "a seed", NOW)
    device = pending_device(run.world)
    assert device
    totp = pyotp.TOTP(device.secret)
    alone = played(run, a.OpenEntry(1), a.DeleteEntry(), a.SkipAhead(36_000))
    sent = play(alone, a.SubmitCodes(totp.at(NOW - 30), totp.at(NOW)))
    assert "You skipped ahead in this run, so your real phone no longer matches." in hint(sent)


def test_the_coach_mentions_only_its_own_edition() -> None:
    for slug in ("late-in-the-list", "lost-phone", "remove-device"):
        assert "2020" not in coach(drill(slug, "today"))
        assert "Today" not in coach(drill(slug, "classic")).replace("Today's console", "")


def test_skipping_to_the_next_code_leaves_a_full_period() -> None:
    run = replace(open_at("today", "enter-two-codes", "a seed", NOW))
    with_three_left = play(run, a.Wait(27))
    assert seconds_left(with_three_left.world.now) == 3
    skipped = play(with_three_left, a.SkipToNextCode())
    assert seconds_left(skipped.world.now) == 30


def test_the_coach_warns_against_skipping_a_code_that_must_be_typed() -> None:
    run = open_at("today", "enter-two-codes", "a seed", NOW)
    first = pair(run)[1]
    turned = played(play(run, a.EnterCodes(first, "")), a.Wait(30))
    assert "Type it into MFA code 2 now. If you skip ahead, you'll miss it." in coach(turned)


def test_guessed_digits_do_not_tick_a_mistake_with_an_entry() -> None:
    run = drill("old-entry")
    for slug in ("cancel-the-wizard", "begin-again", "scan-again"):
        run = by_reader(run, slug)
    guessed = play(run, a.SubmitCodes("000000", "000001"))
    assert "use-the-dead-entry" not in guessed.credits
    assert "No entry on this phone showed these digits" in hint(guessed)


FOREIGN_KEY = "MFRGGZDFMZTWQ2LK" * 4


def from_foreign_entry(slug: str) -> str:
    """Return the hint after sending two codes of an entry that isn't of this console."""
    run = follow(open_at("today", slug, "a seed", NOW), to_typing)
    waited = played(run, a.AddByHand("me", FOREIGN_KEY), a.Wait(30))
    foreign = len(waited.world.handset.phone.entries) - 1
    return hint(play(waited, a.SubmitCodes(*pair(waited, foreign))))


def test_the_hint_names_the_entry_to_use_instead_of_a_foreign_one() -> None:
    foreign = "has a key that didn't come from this console."
    scan = "Scan the QR code that the wizard shows now, and use that entry."
    assert (
        from_foreign_entry("enter-two-codes") == f"The lower entry {foreign} Use the upper entry."
    )
    assert from_foreign_entry("scan-the-qr-code") == f"The entry {foreign} {scan}"


def test_the_coach_says_that_the_next_code_waits_only_while_the_second_field_is_empty() -> None:
    run = open_at("today", "enter-two-codes", "a seed", NOW)
    first, waits = pair(run)[1], "If you skip ahead, you'll miss it."
    both = played(run, a.EnterCodes(first, "000000"), a.Wait(30))
    neither = played(run, a.EnterCodes("", ""), a.Wait(30))
    other = played(run, a.EnterCodes("000000", ""), a.Wait(30))
    assert not any(waits in coach(each) for each in (both, neither, other))
