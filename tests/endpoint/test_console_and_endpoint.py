"""The console and the API share one account: an `Account` moves between them unchanged.

Both follow the same rules, so a code used in one is used up in the other. The events of both make
one list.
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


def to_console(endpoint: Endpoint) -> World:
    """Give a new world the endpoint's account and its events so far."""
    backend = endpoint.backend
    world = begin("today", "a seed", endpoint.clock.now)
    return replace(world, account=backend.account, activity=tuple(backend.event_log))


def to_endpoint(endpoint: Endpoint, world: World) -> None:
    """Give the endpoint the world's account and its events so far."""
    endpoint.backend.account, endpoint.backend.event_log = world.account, EventLog(world.activity)


def after(world: World, *actions: Action) -> World:
    return reduce(apply, actions, world)


@pytest.fixture
def roots(endpoint: Endpoint) -> Phone:
    """Set up a device for root in the console, give the endpoint the account, return the device."""
    endpoint.backend.account = iam.open_account(ACCOUNT_ID, ROOT_PASSWORD)
    inside = after(to_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    wizard = after(inside, a.OpenAccountMenu(), a.OpenSecurityCredentials(), a.AssignMfaDevice())
    chosen = after(wizard, a.ChooseDevice("authenticator-app", "my-phone"))
    (device,) = chosen.account.devices
    phone = Phone(device.serial_number, pyotp.TOTP(device.secret), endpoint.clock)
    to_endpoint(endpoint, after(chosen, a.SubmitCodes(phone.code(-1), phone.code())))
    return phone


def test_a_device_enabled_through_the_api_follows_the_consoles_sign_in_rules(
    endpoint: Endpoint, sts: Any, alices: Phone
) -> None:
    account = endpoint.backend.account
    inside = iam.check_code(account, "alice", alices.serial, alices.code(), NOW)
    with pytest.raises(Refusal) as second:
        iam.check_code(inside, "alice", alices.serial, alices.code(), NOW)
    assert second.value.cause == "code-already-used"
    endpoint.backend.account = inside
    parameters = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    assert refusal(sts.get_session_token, **parameters) == USED
    sts.get_session_token(**parameters | {"TokenCode": alices.code(1)})


def test_a_code_used_at_the_sign_in_page_is_used_up_for_the_api(
    endpoint: Endpoint, roots: Phone
) -> None:
    page = after(to_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    inside = after(page, a.SubmitMfaCode(roots.code()))
    assert inside.console.signed_in
    to_endpoint(endpoint, inside)
    parameters = {"SerialNumber": roots.serial, "TokenCode": roots.code()}
    assert refusal(endpoint.client("sts").get_session_token, **parameters) == USED


def test_a_code_used_through_the_api_is_used_up_for_the_sign_in_page(
    endpoint: Endpoint, roots: Phone
) -> None:
    parameters = {"SerialNumber": roots.serial, "TokenCode": roots.code()}
    endpoint.client("sts").get_session_token(**parameters)
    page = after(to_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    with pytest.raises(Refusal) as refused:
        apply(page, a.SubmitMfaCode(roots.code()))
    assert refused.value.cause == "code-already-used"
    assert apply(page, a.SubmitMfaCode(roots.code(1))).console.signed_in


def test_attempts_in_the_console_and_the_api_are_counted_together(
    endpoint: Endpoint, roots: Phone
) -> None:
    sts = endpoint.client("sts")
    for _ in range(5):
        refusal(sts.get_session_token, SerialNumber=roots.serial, TokenCode="000000")
    page = after(to_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    for _ in range(4):
        page = after_refusal(page, a.SubmitMfaCode("000000"))
    with pytest.raises(ActionRefusal) as refused:
        apply(page, a.SubmitMfaCode(roots.code()))
    assert refused.value.cause == "attempts-exhausted"


def after_refusal(world: World, action: Action) -> World:
    with pytest.raises(ActionRefusal) as refused:
        apply(world, action)
    return refused.value.world


def test_the_api_lists_roots_device_but_cannot_change_it(
    endpoint: Endpoint, client: Any, roots: Phone
) -> None:
    (device,) = client.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
    assert device["User"]["Arn"] == f"arn:aws:iam::{ACCOUNT_ID}:root"
    assert client.get_account_summary()["SummaryMap"]["AccountMFAEnabled"] == 1
    code, _, _ = refusal(client.delete_virtual_mfa_device, SerialNumber=roots.serial)
    assert code == "DeleteConflict"
    parameters = {"UserName": "root", "SerialNumber": roots.serial}
    assert refusal(client.deactivate_mfa_device, **parameters)[0] == "NoSuchEntity"


def test_events_of_console_and_api_are_one_list_in_order(
    endpoint: Endpoint, client: Any, roots: Phone
) -> None:
    client.create_user(UserName="alice")
    page = after(to_console(endpoint), a.SubmitEmail(), a.SubmitPassword())
    to_endpoint(endpoint, after_refusal(page, a.SubmitMfaCode(roots.code(-3))))
    events = endpoint.client("cloudtrail", "FAKE-alice").lookup_events()["Events"]
    assert [(each["EventName"], each["Username"]) for each in reversed(events)] == [
        ("ConsoleLogin", "root"),
        ("CreateVirtualMFADevice", "root"),
        ("EnableMFADevice", "root"),
        ("CreateUser", "root"),
        ("ConsoleLogin", "root"),
    ]
    codes = [each.error_code for each in endpoint.backend.event_log][:5]
    assert codes == ["", "", "", "", "AccessDenied"]


def test_console_and_api_write_the_same_events_for_an_operation(
    endpoint: Endpoint, client: Any, roots: Phone
) -> None:
    client.create_user(UserName="alice")
    created = client.create_virtual_mfa_device(VirtualMFADeviceName="hers")["VirtualMFADevice"]
    totp = pyotp.TOTP(created["Base32StringSeed"].decode())
    hers = Phone(created["SerialNumber"], totp, Clock())
    client.enable_mfa_device(UserName="alice", **hers.pair())
    in_console = {each.name: each for each in list(endpoint.backend.event_log)[:3]}
    in_api = {each.name: each for each in list(endpoint.backend.event_log)[3:]}
    for name in ("CreateVirtualMFADevice", "EnableMFADevice"):
        one, other = in_console[name], in_api[name]
        assert set(one.parameters) == set(other.parameters)
        assert one.source == other.source
        assert one.resource.rpartition("/")[0] == other.resource.rpartition("/")[0]
