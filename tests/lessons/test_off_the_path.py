"""Readers who overtake a drill or pass its mistake by, and what is then true of their run."""

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
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.views import ViewContext, draw

from tests.console.conftest import NOW

GUIDE = read_guide()


def drill(slug: str, edition: Edition = "today") -> Run:
    found = find_drill(edition, slug)
    assert found
    return begin_lesson(found, "a seed", NOW)


def done(run: Run, *actions: a.Action) -> Run:
    for action in actions:
        run = play(run, action)
    return run


def by_oneself(run: Run, slug: str) -> Run:
    """Do what a step's solution does, as the reader's own doing."""
    way = run.lesson.step(slug).solution(run.world)
    action = next(way, None)
    while action is not None:
        run = play(run, action)
        try:
            action = way.send(run.world)
        except StopIteration:
            break
    return run


def coach(run: Run) -> str:
    """Return the words of the coach, without marks."""
    html = draw(run, GUIDE, ViewContext(root="")).html
    part = html[html.index('<section class="coach"') :]
    return " ".join(re.sub(r"<[^>]+>", " ", part).replace("&#39;", "'").split())


def pair(run: Run, entry: int = 0) -> tuple[str, str]:
    """Return the last two codes of an entry of the phone, older first."""
    phone, now = run.world.handset.phone, run.world.now
    shown = phone.entries[entry]
    older = authenticator.code(phone, shown, later(now, -30))
    return older, authenticator.code(phone, shown, now)


def to_the_end(run: Run) -> Run:
    for _ in range(20):
        run = show_me(run)
    assert current(run) is None
    return run


def test_a_pair_that_was_to_be_late_sent_at_once_ticks_nothing_and_says_so() -> None:
    start = drill("late-at-the-door")
    sent = done(start, a.SubmitCodes(*start.world.console.draft))
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


def test_a_clock_set_right_before_setting_up_predicts_no_refusal() -> None:
    run = done(drill("wrong-clock"), a.LeaveApp(), a.OpenClockSettings(), a.SetPhoneClock(0))
    assert "The phone's clock isn't fast now" in coach(run)
    assert "They're accepted, and AWS notes" not in coach(run)
    right = done(run, a.LeaveApp(), a.OpenAuthenticator(), a.Wait(30))
    right = done(right, a.SubmitCodes(*pair(right)))
    assert "correcting it breaks nothing" in coach(right)
    assert right.passed.keys() >= {"be-refused", "resync-too-early", "resync-in-time"}
    assert to_the_end(right).world.handset.phone.offset_s == 0


def test_show_me_pressed_twice_does_one_step_each_time() -> None:
    run = done(drill("wrong-clock"), a.LeaveApp(), a.OpenClockSettings(), a.SetPhoneClock(0))
    slugs = [step.slug for step in run.lesson.steps]
    once = show_me(run)
    step = current(once)
    assert step
    assert slugs.index(step.slug) == 1
    to_the_end(run)


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_the_live_entry_deleted_locks_out_and_the_coach_says_so_at_once(edition: Edition) -> None:
    run = drill("old-entry", edition)
    for slug in ("cancel-the-wizard", "begin-again", "scan-again", "use-the-live-entry"):
        run = by_oneself(run, slug)
    gone = done(run, a.OpenEntry(2), a.DeleteEntry())
    assert "You couldn't sign in now" in coach(gone)
    assert "QR code" not in coach(gone).split("Delete the dead entry")[0]
    assert "You couldn't sign in now" not in coach(to_the_end(gone))


def test_room_made_first_passes_the_refusal_by_and_the_wrong_device_is_named() -> None:
    start = drill("eight-devices")
    lost, *rest = root_devices(start.world)
    select = (a.OpenMfaSection(), a.SelectDevice(lost.serial_number))
    made = done(start, *select, a.RemoveDevice(), a.ConfirmRemove())
    assert "You made room first" in coach(made)
    assert made.credits == {"remove-one": "done"}
    to_the_end(made)
    wrong = (a.OpenMfaSection(), a.SelectDevice(rest[0].serial_number))
    removed = done(start, *wrong, a.RemoveDevice(), a.ConfirmRemove())
    assert "You removed a device that this phone shows codes for." in coach(removed)
    to_the_end(removed)


def test_the_old_phone_removed_first_leaves_root_without_mfa_and_the_end_says_so() -> None:
    start = drill("new-phone")
    (old,) = root_devices(start.world)
    select = (a.OpenMfaSection(), a.SelectDevice(old.serial_number))
    removed = done(start, *select, a.RemoveDevice(), a.ConfirmRemove())
    assert "The root user has no MFA now" in coach(removed)
    assert "In this order nobody is locked out" in coach(removed)
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


def test_a_lesson_that_was_shown_is_not_praised_as_the_readers_own() -> None:
    end = to_the_end(open_at("today", "", "a seed", NOW))
    assert "The coach showed 12 of 12 steps." in coach(end)
    assert "you signed in with a code" not in coach(end)


def typed_key(run: Run, change: str) -> Run:
    device = pending_device(run.world)
    assert device
    key = {"half": device.secret[:32], "slip": "A" * (device.secret[0] != "A") or "B"}[change]
    key = key if change == "half" else key + device.secret[1:]
    opened = done(run, a.ShowSecretKey(), a.OpenManualEntry(), a.AddByHand("me", key))
    waited = play(opened, a.Wait(30))
    return play(waited, a.SubmitCodes(*pair(waited)))


def test_half_a_key_is_called_half_a_key() -> None:
    run = typed_key(open_at("today", "type-the-secret-key", "a seed", NOW), "half")
    assert "typed with 32 characters; the secret key has 64" in hint(run)
    assert "older entry" not in coach(run)


def test_a_wrong_character_of_a_typed_key_is_named() -> None:
    run = typed_key(open_at("today", "type-the-secret-key", "a seed", NOW), "slip")
    assert re.search(r"character 1 is [AB], and the console shows [A-Z2-7]\.", hint(run))


@pytest.mark.parametrize("edition", ["today", "classic"])
def test_of_two_entries_of_one_name_the_evidence_says_which(edition: Edition) -> None:
    run = drill("old-entry", edition)
    for slug in ("cancel-the-wizard", "begin-again", "scan-again", "use-the-dead-entry"):
        run = by_oneself(run, slug)
    assert "The upper entry belongs to an earlier attempt" in hint(run)
    assert "Use the lower entry." in hint(run)
    assert re.search(r"is from the upper entry \(.+, added [\d:]+ by QR code\)", coach(run))


def test_a_phone_of_ones_own_is_not_blamed_for_the_computers_clock() -> None:
    run = drill("own-phone")
    shown = done(run, a.ShowQrCode())
    device = pending_device(shown.world)
    assert device
    totp = pyotp.TOTP(device.secret)
    true_now = shown.world.now - 9 * 3600
    sent = play(shown, a.SubmitCodes(totp.at(true_now - 30), totp.at(true_now)))
    assert "The clock of this computer and the clock of your phone disagree." in hint(sent)
    assert "Set the phone's date and time" not in coach(sent)


def test_a_skip_is_named_when_a_phone_of_ones_own_no_longer_matches() -> None:
    run = open_at("today", "enter-two-codes", "a seed", NOW)
    device = pending_device(run.world)
    assert device
    totp = pyotp.TOTP(device.secret)
    alone = done(run, a.OpenEntry(1), a.DeleteEntry(), a.SkipAhead(36_000))
    sent = play(alone, a.SubmitCodes(totp.at(NOW - 30), totp.at(NOW)))
    assert "You skipped ahead in this run, so your own phone no longer matches." in hint(sent)


def test_each_editions_coach_speaks_of_that_edition_alone() -> None:
    for slug in ("late-in-the-list", "lost-phone", "remove-device"):
        assert "2020" not in coach(drill(slug, "today"))
        assert "Today" not in coach(drill(slug, "classic")).replace("Today's console", "")


def test_skipping_lands_on_a_full_period() -> None:
    run = replace(open_at("today", "enter-two-codes", "a seed", NOW))
    with_three_left = play(run, a.Wait(27))
    assert seconds_left(with_three_left.world.now) == 3
    skipped = play(with_three_left, a.SkipToNextCode())
    assert seconds_left(skipped.world.now) == 30


def test_a_code_that_is_waiting_to_be_typed_is_not_to_be_skipped() -> None:
    run = open_at("today", "enter-two-codes", "a seed", NOW)
    first = pair(run)[1]
    turned = done(play(run, a.EnterCodes(first, "")), a.Wait(30))
    assert "Type it into MFA code 2 now; skipping would leave it out." in coach(turned)


def test_digits_that_no_entry_showed_tick_no_mistake_made_with_an_entry() -> None:
    run = drill("old-entry")
    for slug in ("cancel-the-wizard", "begin-again", "scan-again"):
        run = by_oneself(run, slug)
    guessed = play(run, a.SubmitCodes("000000", "000001"))
    assert "use-the-dead-entry" not in guessed.credits
    assert "No entry on this phone showed these digits" in hint(guessed)
