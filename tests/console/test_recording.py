"""The event log: one event for each attempt, in CloudTrail's terms."""

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import Edition, World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import open_at, play

from tests.console.conftest import NOW, after


def names(world: World) -> list[tuple[str, str]]:
    return [(event.name, event.error_code) for event in world.activity]


def test_enrolling_and_signing_in_are_recorded(edition: Edition) -> None:
    run = open_at(edition, "confirm-success", "a seed", NOW)
    world = run.world if edition == "today" else after(run.world, a.Close())
    out = after(world, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())
    phone = out.handset.phone
    code = authenticator.code(phone, phone.entries[0], out.now)
    inside = after(out, a.SubmitMfaCode(code))
    assert names(inside) == [
        ("ConsoleLogin", ""),
        ("CreateVirtualMFADevice", ""),
        ("EnableMFADevice", ""),
        ("ConsoleLogin", ""),
    ]
    assert [event.mfa_used for event in inside.activity] == [False, False, False, True]
    assert inside.activity[-1].resource == inside.account.devices[0].serial_number


def test_a_refused_attempt_is_recorded_with_its_code_and_cause() -> None:
    run = play(open_at("today", "submit-at-once", "a seed", NOW), a.SubmitCodes("111111", "111111"))
    event = run.world.activity[-1]
    assert (event.name, event.error_code, event.cause, event.time) == (
        "EnableMFADevice",
        "InvalidAuthenticationCode",
        "same-code-twice",
        later(NOW, 0),
    )


def test_an_events_parameters_have_the_apis_names(edition: Edition) -> None:
    activity = open_at(edition, "confirm-success", "a seed", NOW).world.activity
    name = "root-account-mfa-device" if edition == "classic" else "my-phone"
    serial = f"arn:aws:iam::111122223333:mfa/{name}"
    assert [(event.parameters, event.resource) for event in activity] == [
        ({}, ""),
        ({"VirtualMFADeviceName": name}, serial),
        ({"UserName": "root", "SerialNumber": serial}, serial),
    ]
    assert {event.identity.arn for event in activity} == {"arn:aws:iam::111122223333:root"}


def test_a_password_that_still_needs_a_code_is_not_recorded_yet() -> None:
    world = open_at("today", "confirm-success", "a seed", NOW).world
    asked = after(world, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())
    assert asked.activity == world.activity


def test_a_refusal_by_the_console_itself_is_not_recorded(world: World) -> None:
    run = open_at(world.edition, "choose-authenticator-app", "a seed", NOW)
    assert play(run, a.ChooseDevice("", "x")).world.activity == run.world.activity
