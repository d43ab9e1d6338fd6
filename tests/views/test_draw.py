"""Every screen and view can be drawn with its labels and nothing inline."""

import re
from html.parser import HTMLParser

import pytest
from markupsafe import Markup
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.enrolling import CLASSIC_DEVICE_NAME
from mfa_rehearsal.console.effects.passkeys import qr_text
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, MFA_TYPES, open_dialog
from mfa_rehearsal.lessons import Lesson, Run, begin_lesson, current, open_at, play, show_me
from mfa_rehearsal.lessons.drills import drills, find_drill
from mfa_rehearsal.lessons.enrollment import STEPS
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.views import Head, Linked, ViewContext, draw, page
from mfa_rehearsal.views.qr import draw_qr
from mfa_rehearsal.views.times import span_text

from tests.console.conftest import NOW

GUIDE = read_guide()
CONTEXT = ViewContext(root="../../../")


class Reader(HTMLParser):
    """What a test needs to know about a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.actions: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.attributes |= {f"{tag}@{name}" for name in named}
        self.ids += [named["id"]] if "id" in named else []
        self.actions += [named[name] for name in ("data-action", "data-change") if name in named]


def html(run: Run) -> str:
    return draw(run, GUIDE, CONTEXT).html


def at(edition: Edition, slug: str, *actions: a.Action) -> Run:
    run = open_at(edition, slug, "a seed", NOW)
    for action in actions:
        run = play(run, action)
    return run


def every_screen(edition: Edition) -> list[Run]:
    done = at(edition, "confirm-success", a.Close())
    device = done.world.account.devices[0].serial_number
    out = [a.SignOut(), a.SubmitEmail(), a.SubmitPassword()]
    more = [
        at(edition, "sign-in-as-root", a.SubmitEmail()),
        at(edition, "open-security-credentials", a.OpenAccountMenu()),
        at(edition, "choose-authenticator-app", a.ChooseDevice("", "")),
        at(edition, "show-the-qr-code", a.ShowSecretKey()),
        at(edition, "scan-the-qr-code", a.OpenCamera(), a.Scan("nonsense")),
        at(edition, "type-the-secret-key", a.OpenManualEntry(), a.AddByHand("x", "1")),
        at(edition, "see-the-codes", a.OpenEntry(1)),
        at(edition, "sign-in-as-root", a.OpenClockSettings(), a.SetPhoneClock(600)),
        at(edition, "submit-at-once", a.SubmitCodes("111111", "222222")),
        play(done, a.OpenResync(device)),
        play(play(done, a.OpenResync(device)), a.SubmitResync("1", "2")),
        play(done, a.RemoveDevice(device)),
        play(play(done, a.RemoveDevice(device)), a.ConfirmRemove()),
        at(edition, "choose-authenticator-app", *left_over(edition)),
        replayed(done, *out),
        replayed(done, *out, a.SubmitMfaCode("000000")),
        replayed(done, *out, a.TryAnotherMethod()),
        replayed(done, *out, a.TroubleshootMfa()),
        replayed(done, *out, a.TroubleshootMfa(), a.SubmitResync("1", "2")),
    ]
    newer = passkey_screens() if edition == "today" else []
    return [at(edition, step.slug) for step in STEPS] + more + newer


def passkey_screens() -> list[Run]:
    """Return every screen of passkeys, the token and the demand for MFA, and every dialog."""
    choose = at("today", "choose-authenticator-app")
    asked = play(choose, a.ChooseDevice("passkey", "my-key"))
    scanning = replayed(asked, a.UsePhone(), a.OpenLens())
    dialog = open_dialog(scanning.world)
    assert dialog
    token = replayed(choose, a.ChooseDevice("hardware", "my-token"), a.PressToken())
    made = replayed(asked, a.UseThisDevice(), a.ConfirmOnComputer())
    out = (a.OpenAccountMenu(), a.SignOut(), a.SubmitEmail(), a.SubmitPassword())
    demanded = replayed(at("today", ""), a.DemandMfa(), a.SubmitEmail(), a.SubmitPassword())
    return [
        asked,
        replayed(asked, a.UseThisDevice()),
        replayed(asked, a.UsePhone()),
        scanning,
        replayed(scanning, a.Scan("nonsense")),
        replayed(scanning, a.Scan(qr_text(scanning.world, dialog))),
        replayed(scanning, a.Scan(qr_text(scanning.world, dialog)), a.Wait(300)),
        replayed(asked, a.UseSecurityKey()),
        replayed(asked, a.UseSecurityKey(), a.EnterPin()),
        replayed(asked, a.CancelRequest()),
        made,
        replayed(made, *out),
        replayed(made, *out, a.UseSecurityKey(), a.EnterPin(), a.TouchKey()),
        replayed(made, *out, a.CancelRequest(), a.TroubleshootMfa()),
        token,
        replayed(token, a.TurnToken(), a.AddHardwareToken("x", "1", "2")),
        demanded,
        replayed(demanded, a.SkipToDueDate(), a.ChooseDevice("", "")),
        *(replayed(demanded, a.ChooseDevice(kind, "my-device")) for kind in MFA_TYPES),
    ]


def test_a_prerendered_page_shows_no_serial_number_and_no_qr_code_of_a_request() -> None:
    for run in passkey_screens():
        still = draw(run, GUIDE, ViewContext(root="", live=False)).html
        assert "data-qr" not in still
        assert not re.search(r'data-token-code="\d|PT\d{8}', still)


def test_the_dialog_shows_the_whole_address_of_the_page_that_asks() -> None:
    asked = play(at("today", "choose-authenticator-app"), a.ChooseDevice("passkey", "my-key"))
    text = re.sub(r"<[^>]+>", "", html(asked))
    assert "https://console.aws.amazon.com/iam/home" in text
    assert "Practice, not AWS" in text


def test_the_page_behind_the_dialog_is_inert_and_has_no_second_escape() -> None:
    for run in passkey_screens():
        drawn = html(run)
        assert ('console__window" inert' in drawn) == ("browser-dialog" in drawn)
        assert "browser-dialog" not in drawn or drawn.count("data-escape") == 1


def test_what_the_browser_refuses_is_shown_in_its_dialog_and_not_in_the_page() -> None:
    refused = [run for run in passkey_screens() if run.refusal]
    (wrong,) = (run for run in refused if run.refusal and run.refusal.cause == "no-passkey-here")
    assert "browser-refusal" in html(wrong)
    assert "console-refusal" not in html(wrong)


def left_over(edition: Edition) -> list[a.Action]:
    start = a.AssignMfaDevice() if edition == "today" else a.ActivateMfa()
    again = [a.ChooseDevice(AUTHENTICATOR_APP, CLASSIC_DEVICE_NAME), a.Cancel(), start]
    serial = f"arn:aws:iam::111122223333:mfa/{CLASSIC_DEVICE_NAME}"
    return [*again, a.DeleteVirtualMfaDevice(serial)]


def replayed(run: Run, *actions: a.Action) -> Run:
    for action in actions:
        run = play(run, action)
    return run


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_screen_has_unique_ids_and_only_actions_that_exist(edition: Edition) -> None:
    for run in every_screen(edition):
        read = Reader(html(run))
        assert len(read.ids) == len(set(read.ids)), run.world.console.screen
        assert set(read.actions) <= {*a.ACTIONS, "Undo", "StartOver", "ShowMe"}


HEAD = Head(
    {
        name: Linked(f"../runtime/x/{name}", "sha256-x")
        for name in ("styles.css", "python.js", "app.js", "page.js")
    },
    Markup("the sizes"),
    "../runtime/x/inter.woff2",
    ("page.js",),
    {name: Markup(f"the {name}") for name in ("map", "script", "restore", "style")},
    "the policy",
)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_has_inline_code_that_the_policy_forbids(edition: Edition) -> None:
    for run in every_screen(edition):
        whole = page(run, GUIDE, CONTEXT, "", HEAD)
        names = {name.partition("@")[2] for name in Reader(whole).attributes}
        assert not {name for name in names if name == "style" or name.startswith("on")}
        rest = re.sub(
            r"<(script|style)( type=\"importmap\"[^>]*)?>the (map|script|restore|style)<", "", whole
        )
        assert not re.search(r"<style|<script(?! type=\"module\"( async)? src=)", rest)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_screen_says_that_it_is_practice(edition: Edition) -> None:
    for run in every_screen(edition):
        assert "<strong>Practice</strong> — not AWS" in html(run)


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("open-security-credentials", ["practice-account"]),
        ("start-the-wizard", ["mfa_section", "start_wizard"]),
        ("choose-authenticator-app", ["authenticator_app", "next_page", "choose_title"]),
        ("show-the-qr-code", ["set_up_title", "show_qr_code", "show_secret_key"]),
        ("enter-two-codes", ["code_1", "code_2", "submit_codes"]),
        ("confirm-success", ["assigned"]),
    ],
)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_screen_uses_its_editions_words(edition: Edition, slug: str, names: list[str]) -> None:
    text = html(at(edition, slug))
    for name in names:
        assert getattr(LABELS[edition], name, name) in text


def test_a_prerendered_page_shows_no_secret_code_or_time() -> None:
    run = at("today", "enter-two-codes", a.ShowSecretKey())
    (device,) = run.world.account.devices
    still = draw(run, GUIDE, ViewContext(root="", live=False)).html
    assert device.secret not in still
    assert "data-qr" not in still
    assert not re.search(r'data-code="\d', still)
    assert not re.search(r"\d\d:\d\d", still)


def test_what_the_reader_types_is_escaped() -> None:
    run = at("today", "type-the-secret-key", a.OpenManualEntry())
    named = play(run, a.AddByHand("<b>me</b>", "jbswy3dpehpk3pxpjbswy3dpehpk3pxp"))
    assert "&lt;b&gt;me&lt;/b&gt;" in html(named)


def test_a_refusal_is_shown_in_the_console_and_explained_by_the_coach() -> None:
    run = at("today", "submit-at-once", a.SubmitCodes("111111", "111111"))
    assert run.refusal
    text = html(run)
    assert "Authentication code for device is not valid." in text
    assert "../../../trouble/#same-code-twice" in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_page_stops_waiting_for_a_declined_call(edition: Edition) -> None:
    asked = (a.TroubleshootMfa(), a.SignInWithAlternativeFactors(), a.SendVerificationEmail())
    run = at(edition, "lost-phone", *asked, a.OpenMail(), a.VerifyEmail(), a.CallMeNow())
    assert "Answer the phone" in html(run)
    declined = html(play(run, a.LeaveApp()))
    assert "The call has ended." in declined
    assert "Answer the phone" not in declined


def test_the_coach_says_in_minutes_how_far_out_of_sync_the_phone_is() -> None:
    ready = at("today", "submit-at-once")
    late = replayed(ready, a.SkipAhead(600), a.SubmitCodes(*ready.world.console.draft))
    assert "clock is 10 minutes slow" in html(late)
    assert "Associated, but out of sync" in html(late)


def test_the_control_that_the_step_needs_is_marked() -> None:
    for edition in EDITIONS:
        for step in STEPS:
            assert "data-next" in html(at(edition, step.slug)), (edition, step.slug)


def test_the_next_redraw_is_due_when_the_codes_change() -> None:
    run = open_at("today", "enter-two-codes", "a seed", NOW)
    assert draw(run, GUIDE, CONTEXT).redraw_in_s == 30


def test_a_qr_code_has_a_quiet_zone_of_four_modules() -> None:
    code = draw_qr("otpauth://totp/x")
    starts = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h", code.path)]
    assert min(x for x, _ in starts) == 4
    assert min(y for _, y in starts) == 4


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(30, "30 seconds"), (60, "1 minute"), (-90, "1 minute 30 seconds"), (7200, "2 hours")],
)
def test_a_span_is_given_in_the_largest_units(seconds: int, text: str) -> None:
    assert span_text(seconds) == text


def test_a_phone_with_a_wrong_clock_that_aws_allows_for_is_in_sync() -> None:
    fast = replayed(begin_lesson(find("wrong-clock"), "a seed", NOW))
    enrolled = show_me(fast)
    assert "clock is 10 minutes fast" in html(enrolled)
    assert "Associated, but out of sync" not in html(enrolled)


def test_the_coach_says_which_entry_showed_a_refused_code_and_when() -> None:
    refused = show_me(begin_lesson(find("pair-mistakes"), "a seed", NOW))
    assert "The first code is from my-phone@111122223333" in html(refused)
    stranger = replayed(at("today", "submit-at-once"), a.SubmitCodes("000000", "000001"))
    assert "wasn&#39;t shown on this phone in the last hour" in html(stranger)


def test_the_event_log_shows_the_accounts_activity() -> None:
    text = html(at("today", "confirm-success"))
    for words in ("EnableMFADevice", "MFAUsed: No", "AccountMFAEnabled"):
        assert words in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_step_of_every_drill_is_drawn(edition: Edition) -> None:
    for drill in drills(edition):
        run = begin_lesson(drill, "a seed", NOW)
        while step := current(run):
            read = Reader(html(run))
            assert len(read.ids) == len(set(read.ids)), (drill.slug, step.slug)
            assert set(read.actions) <= {*a.ACTIONS, "Undo", "StartOver", "ShowMe"}
            for offer in step.offers:
                assert (offer.label in html(run)) == offer.when(run.world)
            run = show_me(run)
        assert "Rehearsal complete" in html(run)


def find(slug: str) -> Lesson:
    drill = find_drill("today", slug)
    assert drill
    return drill


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "The second code is missing."),
        ("1", "The second code has one digit."),
        ("1234567", "The second code has 7 digits."),
        ("12345a", "character 6 is the letter a."),
        ("\uff11\uff12\uff13\uff14\uff15\uff16", "the full-width digit \uff11, not the digit 1."),
    ],
)
def test_the_coach_says_why_a_code_is_malformed(typed: str, reason: str) -> None:
    run = at("today", "submit-at-once")
    assert reason in html(replayed(run, a.SubmitCodes("123456", typed)))


def test_the_console_does_not_show_what_the_coach_refuses() -> None:
    run = at("today", "submit-at-once")
    pair = run.world.console.draft
    own = replayed(run, a.OpenEntry(1), a.DeleteEntry(), a.SubmitCodes(*pair))
    shown = html(show_me(own))
    assert "If your real phone has the device&#39;s key" in shown
    assert "console-refusal" not in shown


@pytest.mark.parametrize(
    ("edition", "action", "marked"),
    [
        ("today", a.ChooseDevice(AUTHENTICATOR_APP, "my phone"), ["device-name"]),
        ("today", a.ChooseDevice(AUTHENTICATOR_APP, ""), ["device-name"]),
        ("today", a.ChooseDevice("", "my-phone"), ["kinds"]),
        ("classic", a.ChooseDevice("", ""), ["kinds"]),
    ],
)
def test_the_wizard_marks_only_the_field_that_is_wrong(
    edition: Edition, action: a.Action, marked: list[str]
) -> None:
    assert invalid(html(at(edition, "choose-authenticator-app", action))) == marked


@pytest.mark.parametrize(
    ("first", "second", "marked"),
    [
        ("12345", "123456", ["wizard-first"]),
        ("123456", "12345", ["wizard-second"]),
        ("", "", ["wizard-first"]),
        ("111111", "111111", ["wizard-first", "wizard-second"]),
    ],
)
@pytest.mark.parametrize("edition", EDITIONS)
def test_only_the_code_that_is_wrong_is_marked(
    edition: Edition, first: str, second: str, marked: list[str]
) -> None:
    assert invalid(html(at(edition, "submit-at-once", a.SubmitCodes(first, second)))) == marked


def invalid(drawn: str) -> list[str]:
    """Return the ids, or labels' ids, of everything marked invalid."""
    tags = re.findall(r"<[^>]*aria-invalid[^>]*>", drawn)
    return re.findall(r'(?: id|labelledby)="([^"]*)"', " ".join(tags))
