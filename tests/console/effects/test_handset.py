"""The phone, and passing time."""

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.console import ActionRefusal, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import open_at

from tests.console.conftest import NOW, after


def test_another_kind_of_qr_code_is_refused_and_the_camera_stays_open(world: World) -> None:
    camera = after(world, a.OpenAuthenticator(), a.AddAccount(), a.OpenCamera())
    with pytest.raises(ActionRefusal) as refused:
        apply(camera, a.Scan("https://example.com/"))
    assert refused.value.cause == "not-an-otpauth-code"
    assert refused.value.world == camera


def test_a_key_typed_by_hand_shows_codes(world: World) -> None:
    typing = after(world, a.OpenAuthenticator(), a.AddAccount(), a.OpenManualEntry())
    done = apply(typing, a.AddByHand("root", "jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp"))
    assert done.handset.view == "entries"
    (entry,) = done.handset.phone.entries
    assert len(authenticator.code(done.handset.phone, entry, done.now)) == 6


def test_an_entry_can_be_deleted() -> None:
    world = open_at("today", "see-the-codes", "a seed", NOW).world
    (entry,) = world.handset.phone.entries
    deleted = after(world, a.OpenEntry(entry.entry_id), a.DeleteEntry())
    assert deleted.handset.phone.entries == ()
    assert deleted.handset.view == "entries"


def test_skipping_moves_both_clocks_and_is_counted(world: World) -> None:
    ahead = apply(world, a.SkipAhead(30))
    assert (ahead.now, ahead.skipped_s) == (world.now + 30, 30)
    assert authenticator.phone_time(ahead.handset.phone, ahead.now) == world.now + 30


def test_waiting_moves_both_clocks_and_skips_nothing(world: World) -> None:
    waited = apply(world, a.Wait(30))
    assert (waited.now, waited.skipped_s) == (world.now + 30, 0)


def test_the_phones_clock_can_be_wrong(world: World) -> None:
    wrong = after(world, a.OpenClockSettings(), a.SetPhoneClock(600))
    assert authenticator.phone_time(wrong.handset.phone, wrong.now) == world.now + 600
