"""Signing in with the password alone or with a code, and what to do if the code is refused."""

import pyotp
import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import ActionRefusal, Edition, NotHere, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.labels import SIGN_IN_REFUSED
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, root_devices
from mfa_rehearsal.lessons import begin_lesson, open_at
from mfa_rehearsal.lessons.drills import find_drill

from tests.console.conftest import NOW, after, without_attempt


@pytest.fixture
def asked(edition: Edition) -> World:
    """Return a world with a device in sync, on the page that asks for a code."""
    enrolled = open_at(edition, "confirm-success", "a seed", NOW).world
    if edition == "classic":
        enrolled = apply(enrolled, a.Close())
    return after(enrolled, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())


@pytest.fixture
def assigned_late(edition: Edition) -> World:
    """Return a world with a device assigned ten minutes late, on the page that asks for a code."""
    ready = open_at(edition, "submit-at-once", "a seed", NOW).world
    late = after(ready, a.SkipAhead(600), a.SubmitCodes(*ready.console.draft))
    return after(late, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())


def code(world: World, age_steps: int = 0) -> str:
    phone = world.handset.phone
    return authenticator.code(phone, phone.entries[0], later(world.now, -30 * age_steps))


def test_without_a_device_the_password_is_enough(world: World) -> None:
    inside = after(world, a.SubmitEmail(), a.SubmitPassword())
    assert (inside.console.screen, inside.console.signed_in) == ("home", True)
    assert inside.console.signed_in_with == ""


def test_with_a_device_the_right_code_signs_in(asked: World) -> None:
    assert (asked.console.screen, asked.console.signed_in) == ("sign-in-mfa", False)
    inside = apply(asked, a.SubmitMfaCode(code(asked)))
    assert (inside.console.screen, inside.console.signed_in) == ("home", True)
    assert inside.console.signed_in_with == root_devices(inside)[0].serial_number


def test_a_wrong_code_is_refused_with_the_sign_in_pages_one_sentence(asked: World) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(asked, a.SubmitMfaCode("000000"))
    assert refused.value.message == SIGN_IN_REFUSED
    assert refused.value.cause == "code-not-from-this-key"


def test_a_refused_code_is_counted_and_nothing_else_changes(asked: World) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(asked, a.SubmitMfaCode("000000"))
    kept = refused.value.world
    (serial,) = (each.serial_number for each in asked.account.devices)
    checked = asked.account.attempts.count(serial, asked.now)
    assert kept.account.attempts.count(serial, kept.now) == checked + 1
    console = without_attempt(refused.value).console
    assert (console, kept.handset, kept.now) == (asked.console, asked.handset, asked.now)
    assert kept.console.refused_codes == ("000000",)


def test_the_tenth_code_in_three_minutes_is_refused_even_when_right(asked: World) -> None:
    world = asked
    for _ in range(9):
        with pytest.raises(ActionRefusal) as refused:
            apply(world, a.SubmitMfaCode("000000"))
        world = refused.value.world
    with pytest.raises(ActionRefusal) as refused:
        apply(world, a.SubmitMfaCode(code(world)))
    assert refused.value.cause == "attempts-exhausted"


def test_a_code_signs_in_only_once(asked: World) -> None:
    inside = apply(asked, a.SubmitMfaCode(code(asked)))
    again = after(inside, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())
    with pytest.raises(ActionRefusal) as refused:
        apply(again, a.SubmitMfaCode(code(again)))
    assert refused.value.cause == "code-already-used"


def test_a_device_out_of_sync_is_refused_until_a_resync_before_signing_in(
    assigned_late: World,
) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(assigned_late, a.SubmitMfaCode(code(assigned_late)))
    assert refused.value.cause == "code-out-of-step"
    resynced = after(
        assigned_late,
        a.TroubleshootMfa(),
        a.SubmitResync(code(assigned_late, 1), code(assigned_late)),
    )
    assert resynced.console.screen == "sign-in-mfa"
    assert apply(resynced, a.SubmitMfaCode(code(resynced))).console.signed_in


def test_signing_out_resets_the_window(asked: World) -> None:
    inside = apply(asked, a.SubmitMfaCode(code(asked)))
    assert apply(inside, a.SignOut()).console.signed_in_with == ""


def test_an_action_the_screen_does_not_offer_raises_not_here(world: World) -> None:
    with pytest.raises(NotHere):
        apply(world, a.SubmitCodes("123456", "654321"))
    with pytest.raises(NotHere):
        apply(world, a.OpenAccountMenu())


def two_phones() -> World:
    """Return a world with two devices, on the page that asks for a code."""
    drill = find_drill("today", "second-device")
    assert drill
    return begin_lesson(drill, "a seed", NOW).world


def test_the_page_asks_by_type_and_accepts_a_code_from_either_app() -> None:
    asked = two_phones()
    assert asked.console.challenged == AUTHENTICATOR_APP
    lost, kept = root_devices(asked)
    for device in (lost, kept):
        totp = pyotp.TOTP(device.secret)
        inside = apply(asked, a.SubmitMfaCode(totp.at(asked.now)))
        assert inside.console.signed_in_with == device.serial_number
        assert inside.activity[-1].resource == device.serial_number


def test_a_wrong_code_counts_for_each_app_and_names_no_device() -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(two_phones(), a.SubmitMfaCode("000000"))
    kept = refused.value.world
    serials = [device.serial_number for device in root_devices(kept)]
    assert kept.account.attempts.counts == dict.fromkeys(serials, 1)
    assert (kept.activity[-1].mfa_used, kept.activity[-1].resource) == (True, "")


def test_with_two_apps_the_refusal_is_for_the_one_the_code_comes_from() -> None:
    asked = two_phones()
    code = pyotp.TOTP(root_devices(asked)[1].secret).at(asked.now)
    inside = apply(asked, a.SubmitMfaCode(code))
    again = after(inside, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())
    with pytest.raises(ActionRefusal) as refused:
        apply(again, a.SubmitMfaCode(code))
    assert refused.value.cause == "code-already-used"


def test_try_another_method_opens_the_choice_of_types() -> None:
    methods = apply(two_phones(), a.TryAnotherMethod())
    assert methods.console.screen == "sign-in-methods"
    chosen = apply(methods, a.ChooseMethod(AUTHENTICATOR_APP))
    assert (chosen.console.screen, chosen.console.challenged) == ("sign-in-mfa", AUTHENTICATOR_APP)


def test_a_resync_before_sign_in_finds_the_device_the_pair_belongs_to() -> None:
    trouble = apply(two_phones(), a.TroubleshootMfa())
    totp = pyotp.TOTP(root_devices(trouble)[1].secret)
    later_on = apply(trouble, a.Wait(600))
    resynced = apply(
        later_on, a.SubmitResync(totp.at(later_on.now - 90), totp.at(later_on.now - 60))
    )
    assert [device.offset_steps for device in root_devices(resynced)] == [0, -2]
    assert resynced.activity[-1].resource == root_devices(resynced)[1].serial_number


def test_a_refused_resync_before_sign_in_names_no_device() -> None:
    trouble = apply(two_phones(), a.TroubleshootMfa())
    with pytest.raises(ActionRefusal) as refused:
        apply(trouble, a.SubmitResync("111111", "222222"))
    kept = refused.value.world
    event = kept.activity[-1]
    assert (event.name, event.resource, dict(event.parameters)) == (
        "ResyncMFADevice",
        "",
        {"UserName": "root"},
    )
