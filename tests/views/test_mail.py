"""Which emails still have a link."""

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import open_at, play
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.views import ViewContext, draw

from tests.console.conftest import NOW

USED = "This link has been used"
LINK = 'data-action="VerifyEmail"'


def inbox(*actions: a.Action) -> str:
    run = open_at("today", "lost-phone", "a seed", NOW)
    asked = (a.TroubleshootMfa(), a.SignInWithAlternativeFactors(), a.SendVerificationEmail())
    for action in (*asked, *actions, a.OpenMail()):
        run = play(run, action)
    return draw(run, read_guide(), ViewContext(root="../../../")).html


def test_the_only_verification_email_has_a_link() -> None:
    html = inbox()
    assert (html.count(LINK), html.count(USED)) == (1, 0)


def test_only_the_newest_verification_email_has_a_link() -> None:
    html = inbox(a.SendVerificationEmail())
    assert (html.count(LINK), html.count(USED)) == (1, 1)
    assert html.index(LINK) < html.index(USED)


def test_no_verification_email_has_a_link_after_leaving_the_page() -> None:
    html = inbox(a.Cancel())
    assert (html.count(LINK), html.count(USED)) == (0, 1)
