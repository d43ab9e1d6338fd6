"""AWS's demand for MFA between the password and the console: 35 days, then no way around it."""

from collections.abc import Callable

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.console import ActionRefusal, NotHere, World, apply, begin
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.mfa_demand import DAY_S, days_left
from mfa_rehearsal.console.token import code_at
from mfa_rehearsal.iam import provisioning_uri

from tests.console.conftest import NOW, after

PASSWORD = (a.SubmitEmail(), a.SubmitPassword())


def asked() -> World:
    return after(begin("today", "a seed", NOW), a.DemandMfa(), *PASSWORD)


def due() -> World:
    return apply(asked(), a.SkipToDueDate())


def out(world: World) -> World:
    return after(world, a.OpenAccountMenu(), a.SignOut(), *PASSWORD)


def with_passkey(world: World) -> World:
    chosen = apply(world, a.ChooseDevice("passkey", "my-key"))
    assert chosen.console.screen == "register-passkey"
    return after(chosen, a.UseThisDevice(), a.ConfirmOnComputer())


def with_app(world: World) -> World:
    chosen = apply(world, a.ChooseDevice("authenticator-app", "my-phone"))
    assert chosen.console.screen == "register-app"
    (device,) = chosen.account.devices
    shown = after(chosen, a.ShowQrCode(), a.OpenAuthenticator(), a.AddAccount(), a.OpenCamera())
    scanned = apply(shown, a.Scan(provisioning_uri(shown.account, device)))
    phone = scanned.handset.phone
    first = authenticator.code(phone, phone.entries[0], scanned.now)
    later = apply(scanned, a.Wait(30))
    second = authenticator.code(phone, phone.entries[0], later.now)
    return apply(later, a.SubmitCodes(first, second))


def with_token(world: World) -> World:
    chosen = apply(world, a.ChooseDevice("hardware", "my-token"))
    assert chosen.console.screen == "register-token"
    token = chosen.token
    assert token
    first, later = code_at(token, chosen.now), apply(chosen, a.Wait(30))
    codes = first, code_at(token, later.now)
    return apply(later, a.AddHardwareToken(token.serial_number, *codes))


def test_aws_demands_nothing_unless_the_lesson_says_so() -> None:
    inside = after(begin("today", "a seed", NOW), *PASSWORD)
    assert (inside.console.screen, inside.mfa_due) == ("home", None)
    classic = after(begin("classic", "a seed", NOW), a.DemandMfa(), *PASSWORD)
    assert classic.console.screen == "home"


def test_the_first_attempt_begins_the_35_days() -> None:
    world = asked()
    assert (world.console.screen, world.console.signed_in) == ("register-mfa", False)
    assert days_left(world) == 35
    assert not world.activity
    assert days_left(apply(world, a.Wait(1))) == 35
    later = after(world, a.Wait(DAY_S), a.Cancel(), *PASSWORD)
    assert days_left(later) == 34


def test_it_can_be_put_off_until_the_day() -> None:
    inside = apply(asked(), a.SkipRegistration())
    assert (inside.console.screen, inside.console.signed_in) == ("home", True)
    assert [(event.name, event.mfa_used) for event in inside.activity] == [("ConsoleLogin", False)]
    last = out(apply(inside, a.Wait(35 * DAY_S - 1)))
    assert days_left(last) == 1
    assert apply(last, a.SkipRegistration()).console.signed_in


def test_on_the_day_nobody_gets_past_it() -> None:
    world = due()
    assert days_left(world) == 0
    with pytest.raises(ActionRefusal) as refused:
        apply(world, a.SkipRegistration())
    assert refused.value.cause == "mfa-required-now"
    assert refused.value.world == world
    for action in (a.GoHome(), a.OpenSecurityCredentials(), a.OpenAccountMenu()):
        with pytest.raises(NotHere):
            apply(world, action)


def test_skipping_to_the_day_moves_the_clock_once() -> None:
    world = due()
    assert world.now - NOW == world.skipped_s == 35 * DAY_S
    assert apply(world, a.SkipToDueDate()) == world
    untouched = begin("today", "a seed", NOW)
    assert apply(untouched, a.SkipToDueDate()) == untouched


@pytest.mark.parametrize("register", [with_passkey, with_app, with_token])
@pytest.mark.parametrize("start", [asked, due])
def test_each_type_can_be_registered_there_and_lets_the_user_in(
    start: Callable[[], World], register: Callable[[World], World]
) -> None:
    inside = register(start())
    assert (inside.console.screen, inside.console.signed_in) == ("home", True)
    assert inside.console.notice.endswith("assigned")
    names = [event.name for event in inside.activity if event.name != "CreateVirtualMFADevice"]
    assert names == ["ConsoleLogin", "EnableMFADevice"]
    assert not any(event.mfa_used for event in inside.activity)
    assert out(inside).console.screen in {"sign-in-mfa", "sign-in-passkey"}


@pytest.mark.parametrize("kind", ["passkey", "authenticator-app", "hardware"])
def test_registration_can_be_left_and_leads_back(kind: str) -> None:
    chosen = apply(due(), a.ChooseDevice(kind, "my-device"))
    left = after(chosen, *([a.CancelRequest()] if kind == "passkey" else []), a.Cancel())
    assert left.console.screen == "register-mfa"
    assert (left.console.setting_up, left.console.new_name) == ("", "")
    assert apply(left, a.Cancel()).console.screen == "sign-in"


def test_setting_the_computers_clock_back_takes_no_day_away() -> None:
    world = apply(asked(), a.FollowClock(-10 * DAY_S))
    assert days_left(world) == 35
