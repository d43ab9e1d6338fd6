"""The address bar: the registered domain stands apart, and the bar is there where it teaches."""

import pytest
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Run, open_at, play
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.user_agent.origins import Page
from mfa_rehearsal.views import ViewContext, draw
from mfa_rehearsal.views.address_values import address_of

from tests.console.conftest import NOW


@pytest.mark.parametrize(
    ("address", "before", "domain", "after"),
    [
        ("https://signin.aws.amazon.com/signin", "https://signin.aws.", "amazon.com", "/signin"),
        ("https://amazon.com/", "https://", "amazon.com", "/"),
        ("https://amazon.com.check.example/", "https://amazon.com.", "check.example", "/"),
        ("https://amazon.com@check.example/", "https://amazon.com@", "check.example", "/"),
    ],
)
def test_the_domain_stands_apart_from_all_that_comes_before_it(
    address: str, before: str, domain: str, after: str
) -> None:
    parts = address_of(Page(address))
    assert (parts.before, parts.domain, parts.after) == (before, domain, after)


def html(run: Run, *actions: a.Action) -> str:
    for action in actions:
        run = play(run, action)
    return draw(run, read_guide(), ViewContext(root="")).html


def lured(slug: str) -> Run:
    return open_at("today", slug, "a seed", NOW)


def test_both_addresses_are_drawn_with_their_domains_emphasized() -> None:
    run, link = lured("false-page-passkey"), (a.OpenMail(), a.FollowMailLink())
    assert "<b>amazon.com</b>" in html(run)
    assert "<b>account-check.example</b>" in html(run, *link)
    assert "<b>account-check.example</b>" in html(run, *link, a.GivePassword())


def test_there_is_one_address_bar_at_most() -> None:
    run, link = lured("false-page-passkey"), (a.OpenMail(), a.FollowMailLink())
    for actions in ((), link, (*link, a.GivePassword())):
        assert html(run, *actions).count('aria-label="Browser"') == 1
    assert 'aria-label="Browser"' not in html(lured("ten-tries"))


def test_every_false_page_says_that_it_is_practice_and_takes_no_typed_credentials() -> None:
    run, link = lured("false-page-code"), (a.LeaveApp(), a.OpenMail(), a.FollowMailLink())
    for actions in (link, (*link, a.GivePassword())):
        assert "Practice, not AWS" in html(run, *actions)
    page = html(run, *link)
    assert page.count("readonly") == 2
    shown = page[page.index('class="sign-in false-page"') : page.index("</form>")]
    assert shown.count("AWS") == shown.count("Practice, not AWS") == 1


def test_the_coach_says_at_once_that_somebody_else_is_in_and_the_log_shows_from_where() -> None:
    run = lured("false-page-code")
    for action in (a.LeaveApp(), a.OpenMail(), a.FollowMailLink(), a.GivePassword()):
        run = play(run, action)
    step = run.lesson.step("give-it-a-code")
    given = html(run, next(iter(step.solution(run.world))))
    assert "Somebody else is signed in as root" in given
    assert "sourceIPAddress: 203.0.113.50" in given
    assert "Somebody else is signed in" not in html(run)


def test_the_bar_says_where_the_browser_runs_unless_it_is_the_own_computer() -> None:
    run, away = lured("passkey-not-here"), a.OpenBrowser("virtual-machine")
    assert 'aria-label="Browser"' not in html(run)
    assert "Browser in a virtual machine" in html(run, away)
    assert 'aria-label="Browser"' not in html(run, away, a.OpenBrowser("own-computer"))
