"""Console and API are two doors to one account: an `Account` goes from one to the other as it is.

The same rules stand behind both, so what one door knows the other knows: a code used here is used
up there. The events of both make one list.
"""

from dataclasses import replace
from functools import reduce
from typing import Any

import pyotp
import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.console import Action, ActionRefusal, World, apply, begin
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import ROOT_PASSWORD
from mfa_rehearsal.endpoint.state.event_log import EventLog
from mfa_rehearsal.errors import Refusal

from tests.endpoint.conftest import ACCOUNT_ID, NOW, Clock, Endpoint, Phone, refusal

USED = (
    "AccessDenied",
    403,
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
)


def at_the_console(endpoint: Endpoint) -> World:
    """Return a world with the endpoint's account, and the events of it so far."""
    backend = endpoint.backend
    world = begin("today", "a seed", endpoint.clock.now)
    return replace(world, account=backend.account, activity=tuple(backend.event_log))


def at_the_endpoint(endpoint: Endpoint, world: World) -> None:
    """Sit the world's account down at the desk, with the events of it so far."""
    endpoint.backend.account, endpoint.backend.event_log = world.account, EventLog(world.activity)


def after(world: World, *actions: Action) -> World:
    return reduce(apply, actions, world)


@pytest.fixture
def roots(endpoint: Endpoint) -> Phone:
    """Return root's device, which the console set up; the endpoint has the account now."""
    endpoint.backend.account = iam.open_account(ACCOUNT_ID, ROOT_PASSWORD)
    inside = after(at_the_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    wizard = after(inside, a.OpenAccountMenu(), a.OpenSecurityCredentials(), a.AssignMfaDevice())
    chosen = after(wizard, a.ChooseDevice("authenticator-app", "my-phone"))
    (device,) = chosen.account.devices
    phone = Phone(device.serial_number, pyotp.TOTP(device.secret), endpoint.clock)
    at_the_endpoint(endpoint, after(chosen, a.SubmitCodes(phone.code(-1), phone.code())))
    return phone


def test_a_device_enabled_through_the_api_signs_in_by_the_consoles_rules(
    endpoint: Endpoint, sts: Any, alices: Phone
) -> None:
    account = endpoint.backend.account
    inside = iam.check_code(account, "alice", alices.serial, alices.code(), NOW)
    with pytest.raises(Refusal) as again:
        iam.check_code(inside, "alice", alices.serial, alices.code(), NOW)
    assert again.value.cause == "code-already-used"
    endpoint.backend.account = inside
    given = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    assert refusal(sts.get_session_token, **given) == USED
    sts.get_session_token(**given | {"TokenCode": alices.code(1)})


def test_a_code_used_at_the_sign_in_page_is_used_up_for_the_api(
    endpoint: Endpoint, roots: Phone
) -> None:
    page = after(at_the_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    inside = after(page, a.SubmitMfaCode(roots.code()))
    assert inside.console.signed_in
    at_the_endpoint(endpoint, inside)
    given = {"SerialNumber": roots.serial, "TokenCode": roots.code()}
    assert refusal(endpoint.client("sts").get_session_token, **given) == USED


def test_a_code_used_through_the_api_is_used_up_for_the_sign_in_page(
    endpoint: Endpoint, roots: Phone
) -> None:
    given = {"SerialNumber": roots.serial, "TokenCode": roots.code()}
    endpoint.client("sts").get_session_token(**given)
    page = after(at_the_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    with pytest.raises(Refusal) as refused:
        apply(page, a.SubmitMfaCode(roots.code()))
    assert refused.value.cause == "code-already-used"
    assert apply(page, a.SubmitMfaCode(roots.code(1))).console.signed_in


def test_attempts_through_both_doors_are_counted_together(endpoint: Endpoint, roots: Phone) -> None:
    sts = endpoint.client("sts")
    for _ in range(5):
        refusal(sts.get_session_token, SerialNumber=roots.serial, TokenCode="000000")
    page = after(at_the_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    for _ in range(4):
        page = kept_after(page, a.SubmitMfaCode("000000"))
    with pytest.raises(ActionRefusal) as refused:
        apply(page, a.SubmitMfaCode(roots.code()))
    assert refused.value.cause == "attempts-exhausted"


def kept_after(world: World, action: Action) -> World:
    with pytest.raises(ActionRefusal) as refused:
        apply(world, action)
    return refused.value.world


def test_the_api_sees_roots_device_and_cannot_touch_it(
    endpoint: Endpoint, client: Any, roots: Phone
) -> None:
    (told,) = client.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
    assert told["User"]["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:root"
    assert client.get_account_summary()["SummaryMap"]["AccountMFAEnabled"] == 1
    code, _, _ = refusal(client.delete_virtual_mfa_device, SerialNumber=roots.serial)
    assert code == "DeleteConflict"
    given = {"UserName": "root", "SerialNumber": roots.serial}
    assert refusal(client.deactivate_mfa_device, **given)[0] == "NoSuchEntity"


def test_both_doors_write_one_list_in_order(endpoint: Endpoint, client: Any, roots: Phone) -> None:
    client.create_user(UserName="alice")
    page = after(at_the_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    at_the_endpoint(endpoint, kept_after(page, a.SubmitMfaCode(roots.code(-3))))
    told = endpoint.client("cloudtrail", "FAKE-alice").lookup_events()["Events"]
    assert [(each["EventName"], each["Username"]) for each in reversed(told)] == [
        ("ConsoleLogin", "root"),
        ("CreateVirtualMFADevice", "root"),
        ("EnableMFADevice", "root"),
        ("CreateUser", "root"),
        ("ConsoleLogin", "root"),
    ]
    codes = [each.error_code for each in endpoint.backend.event_log][:5]
    assert codes == ["", "", "", "", "AccessDenied"]


def test_the_same_thing_is_written_down_alike_through_either_door(
    endpoint: Endpoint, client: Any, roots: Phone
) -> None:
    client.create_user(UserName="alice")
    made = client.create_virtual_mfa_device(VirtualMFADeviceName="hers")["VirtualMFADevice"]
    totp = pyotp.TOTP(made["Base32StringSeed"].decode())
    hers = Phone(made["SerialNumber"], totp, Clock())
    client.enable_mfa_device(UserName="alice", **hers.pair())
    by_name = {each.name: each for each in list(endpoint.backend.event_log)[:3]}
    later = {each.name: each for each in list(endpoint.backend.event_log)[3:]}
    for name in ("CreateVirtualMFADevice", "EnableMFADevice"):
        ours, theirs = by_name[name], later[name]
        assert set(ours.parameters) == set(theirs.parameters)
        assert ours.source == theirs.source
        assert ours.resource.rpartition("/")[0] == theirs.resource.rpartition("/")[0]
