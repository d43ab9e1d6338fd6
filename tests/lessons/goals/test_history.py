"""What the event log proves, and what it doesn't."""

from dataclasses import replace
from typing import Any

import pytest
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.console import World
from mfa_rehearsal.iam.activity import SIGN_IN, Event
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S, ATTEMPTS_PER_WINDOW
from mfa_rehearsal.lessons.goals import history
from mfa_rehearsal.lessons.goals.history import CREATE, ENABLE, REMOVE

from tests.console.conftest import NOW
from tests.lessons.goals import worlds
from tests.lessons.goals.worlds import (
    ASSIGNED,
    BY_CODE,
    BY_PASSKEY,
    BY_PASSWORD,
    ENROLLED,
    PASSKEY,
    PASSKEY_ASSIGNED,
    REMOVED,
    WRONG_CODE,
    at,
    by_stranger,
)

WINDOW = UnixSeconds(NOW - NOW % ATTEMPT_WINDOW_S)


def log(*events: Event) -> World:
    return worlds.log(ENROLLED, *events)


def test_only_the_last_event_is_just_done() -> None:
    assert history.just_done(log(ASSIGNED), ENABLE)
    assert not history.just_done(log(), ENABLE)
    assert not history.just_done(log(ASSIGNED, BY_CODE), ENABLE)
    assert not history.just_done(log(ASSIGNED), CREATE)


@pytest.mark.parametrize("undone", [{"error_code": "EntityAlreadyExists"}, {"source_ip": "x"}])
def test_what_was_refused_or_done_by_somebody_else_is_not_done(undone: dict[str, str]) -> None:
    other = replace(ASSIGNED, **undone)  # type: ignore[arg-type]
    assert not history.just_done(log(other), ENABLE)
    assert not history.just_done_to_any(log(other), ENABLE)
    assert history.times_done(log(other, ASSIGNED), ENABLE) == 1


def test_assigning_a_passkey_counts_only_where_any_type_does() -> None:
    assert not history.just_done(log(PASSKEY_ASSIGNED), ENABLE)
    assert history.just_done_to_any(log(PASSKEY_ASSIGNED), ENABLE)
    assert not history.just_done_to_any(log(PASSKEY_ASSIGNED, BY_PASSKEY), ENABLE)
    assert history.just_done(log(replace(REMOVED, resource=PASSKEY)), REMOVE)


def test_a_refusal_is_known_by_its_cause_and_by_what_was_refused() -> None:
    world = log(WRONG_CODE, BY_CODE)
    assert history.refused("code-not-from-this-key")(world)
    assert history.refused("code-not-from-this-key", SIGN_IN)(world)
    assert not history.refused("code-not-from-this-key", ENABLE)(world)
    assert not history.refused("code-already-used")(world)
    assert not history.just_refused(world, "code-not-from-this-key")
    assert history.just_refused(log(WRONG_CODE), "code-not-from-this-key")


def tries(count: int, time: UnixSeconds = WINDOW, **fields: Any) -> list[Event]:
    return [replace(WRONG_CODE, time=time, **fields)] * count


def test_nine_failed_codes_count_within_one_window() -> None:
    most = ATTEMPTS_PER_WINDOW
    end, after = later(WINDOW, ATTEMPT_WINDOW_S - 1), later(WINDOW, ATTEMPT_WINDOW_S)
    assert history.nine_tries(log(*tries(1), *tries(most - 1, end)))
    assert not history.nine_tries(log(*tries(1), *tries(most - 1, after)))
    assert not history.nine_tries(log(*tries(most - 1)))
    assert not history.nine_tries(log())


@pytest.mark.parametrize("other", [{"source_ip": "x"}, {"error_code": ""}, {"mfa_used": False}])
def test_only_the_readers_own_failed_codes_are_tries(other: dict[str, Any]) -> None:
    assert not history.nine_tries(log(*tries(ATTEMPTS_PER_WINDOW, **other)))


def test_a_sign_in_counts_after_a_refusal_only_with_a_code_of_the_readers() -> None:
    goal = history.signed_in_after("code-not-from-this-key")
    assert goal(log(WRONG_CODE, BY_CODE))
    assert not goal(log(BY_CODE, WRONG_CODE))
    assert not goal(log(WRONG_CODE, BY_PASSKEY))
    assert not goal(log(WRONG_CODE, BY_PASSWORD))
    assert not goal(log(WRONG_CODE, by_stranger(BY_CODE)))


def test_alternative_factors_are_a_sign_in_without_a_code_while_there_is_a_device() -> None:
    assert history.signed_in_by_factors(log(ASSIGNED, BY_PASSWORD))
    assert history.signed_in_by_factors(log(PASSKEY_ASSIGNED, BY_PASSWORD))
    assert not history.signed_in_by_factors(log(BY_PASSWORD, ASSIGNED))
    assert not history.signed_in_by_factors(log(ASSIGNED, BY_CODE))
    assert not history.signed_in_by_factors(log(ASSIGNED, REMOVED, BY_PASSWORD))
    assert history.signed_in_by_factors(log(ASSIGNED, ASSIGNED, REMOVED, BY_PASSWORD))
    assert not history.signed_in_by_factors(log(ASSIGNED, by_stranger(BY_PASSWORD)))


def test_the_password_alone_counts_after_a_removal() -> None:
    assert history.signed_in_by_password_alone(log(ASSIGNED, REMOVED, BY_PASSWORD))
    assert not history.signed_in_by_password_alone(log(BY_PASSWORD, ASSIGNED, REMOVED))
    assert not history.signed_in_by_password_alone(log(REMOVED, BY_CODE))
    assert not history.signed_in_by_password_alone(log(BY_PASSWORD))


def test_root_was_without_mfa_if_its_last_device_went_during_the_run() -> None:
    logged = ENROLLED.activity

    def since(*events: Event) -> World:
        return replace(ENROLLED, activity=(*logged, *events))

    assert history.was_without_mfa(ENROLLED, since(REMOVED))
    assert history.was_without_mfa(ENROLLED, since(REMOVED, ASSIGNED))
    assert not history.was_without_mfa(ENROLLED, since(ASSIGNED, REMOVED))
    assert not history.was_without_mfa(ENROLLED, since())
    without = at("start-the-wizard")
    later_on = replace(without, activity=(*without.activity, ASSIGNED, REMOVED))
    assert not history.was_without_mfa(without, later_on)
