"""The site's own rule for device names, which applies after AWS's, to the reader's names only."""

import pytest
from mfa_rehearsal.console import ActionRefusal, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.site_options import NameRule, SiteOptions
from mfa_rehearsal.console.world import MFA_TYPES
from mfa_rehearsal.lessons import Run, open_at, play

from tests.console.conftest import NOW

RULE = NameRule(r"root-[a-z]+-\d\d", "root, a name and two digits.", "root-ann-01")
OPTIONS = SiteOptions(account_alias="acme-prod", name_rule=RULE)
STEP = "choose-authenticator-app"
CAUSE = "device-name-against-own-rule"


def at(slug: str, edition: str = "today") -> Run:
    return open_at(edition, slug, "a seed", NOW, OPTIONS)  # type: ignore[arg-type]


def cause(run: Run, name: str, kind: str = MFA_TYPES[1]) -> str:
    refused = play(run, a.ChooseDevice(kind, name)).refusal
    return refused.cause if refused else ""


@pytest.mark.parametrize("kind", MFA_TYPES)
def test_a_name_that_only_the_sites_rule_refuses_is_refused_by_that_rule(kind: str) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(at(STEP).world, a.ChooseDevice(kind, "my-phone"))
    assert (refused.value.cause, refused.value.field) == (CAUSE, "name")
    assert "AWS accepts this name" in refused.value.hint
    assert RULE.example in refused.value.hint


@pytest.mark.parametrize("kind", MFA_TYPES)
def test_a_name_that_follows_the_rule_is_accepted(kind: str) -> None:
    assert cause(at(STEP), "root-ann-07", kind) == ""


def test_what_aws_refuses_is_refused_by_aws_first() -> None:
    assert cause(at(STEP), "my phone") == "device-name-not-allowed"


def test_aws_hears_nothing_of_a_name_that_the_rule_refuses() -> None:
    run = at(STEP)
    refused = play(run, a.ChooseDevice("authenticator-app", "my-phone"))
    assert refused.world.activity == run.world.activity
    assert refused.world.account == run.world.account


def test_a_name_that_the_lesson_uses_itself_can_be_used_again() -> None:
    run = at("left-over-device")
    for action in (a.OpenAccountMenu(), a.OpenSecurityCredentials(), a.AssignMfaDevice()):
        run = play(run, action)
    assert run.world.console.screen == "choose-device"
    assert cause(run, "my-phone") == ""
    assert cause(run, "my-phone-2") == CAUSE


def test_the_2020_console_asks_for_no_name_so_no_rule_applies() -> None:
    assert cause(at(STEP, "classic"), "") == ""


def test_the_alias_is_in_the_name_of_the_phones_entry() -> None:
    run = at("see-the-codes")
    (entry,) = run.world.handset.phone.entries
    assert "acme-prod" in entry.account_name
