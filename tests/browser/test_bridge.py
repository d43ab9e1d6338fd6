"""The interface between the page and Python, seen from Python."""

import json
import re
from itertools import count
from typing import Any

import pytest
from mfa_rehearsal.browser import bridge
from mfa_rehearsal.browser.session import Session
from mfa_rehearsal.publish.content.coach_text import read_guide

NOW = 1_800_000_000
REAL_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
GUIDE = read_guide()


@pytest.fixture
def session() -> Session:
    """Return a session whose seeds are counted."""
    seeds = count()
    return Session(GUIDE, draw_seed=lambda: f"seed {next(seeds)}")


def press(session: Session, action: str, now: int = NOW, **fields: str) -> dict[str, object]:
    return session.answer({"action": action, "fields": fields, "now": now})


def reload(answer: dict[str, object], now: int) -> dict[str, object]:
    """Reload the page, which has saved the run of an answer and how far it was."""
    kept = {"saved": json.dumps(answer["saved"]), "presses": str(answer["presses"])}
    fields = {"edition": "today", "slug": "", **kept}
    return Session(GUIDE).answer({"action": "Open", "fields": fields, "now": now})


def saved(answer: dict[str, object]) -> dict[str, Any]:
    run = answer["saved"]
    assert isinstance(run, dict)
    return run


def text(answer: dict[str, object]) -> str:
    return str(answer["html"])


def test_a_page_opens_a_run_at_its_step(session: Session) -> None:
    answer = press(session, "Open", edition="classic", slug="enter-two-codes")
    assert answer["step"]["slug"] == "enter-two-codes"  # type: ignore[index]
    assert "Assign MFA" in text(answer)
    assert answer["title"] == "Step 11 of 13: Enter two codes in a row · MFA Rehearsal"


def test_an_answer_can_be_sent_as_json(session: Session) -> None:
    answer = press(session, "Open", edition="today", slug="")
    assert json.loads(json.dumps(answer)) == answer


def test_time_passes_between_two_messages(session: Session) -> None:
    code = re.compile(r'data-code="(\d{6})"')
    before = press(session, "Open", edition="today", slug="enter-two-codes")
    after = press(session, "Redraw", now=NOW + 30)
    assert code.findall(text(before)) != code.findall(text(after))
    assert "Skipped ahead" not in text(after)


def test_a_refusal_is_an_answer(session: Session) -> None:
    press(session, "Open", edition="today", slug="submit-at-once")
    answer = press(session, "SubmitCodes", first="111111", second="111111")
    assert answer["refused"] == {"code": "InvalidAuthenticationCode", "cause": "same-code-twice"}
    assert str(answer["spoken"]).startswith("Both fields contain the same code.")


def test_undo_show_me_and_start_over_act_on_the_run(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    assert press(session, "ShowMe")["step"]["done"] == ["sign-in-as-root"]  # type: ignore[index]
    assert press(session, "Undo")["step"]["done"] == []  # type: ignore[index]
    press(session, "SkipAhead", seconds="30")
    assert "Skipped ahead 30 seconds" in text(press(session, "Redraw"))
    assert "Skipped ahead" not in text(press(session, "StartOver"))


def test_every_run_has_its_own_seed(session: Session) -> None:
    first = press(session, "Open", edition="today", slug="enter-two-codes")
    again = press(session, "Open", edition="today", slug="enter-two-codes")
    assert text(first) != text(again)


def test_times_are_in_the_readers_time_zone(session: Session) -> None:
    answer = press(session, "Open", edition="today", slug="", utc_offset_s="3600")
    assert "09:00" in text(answer)  # 08:00 in UTC


def test_a_bug_is_reported_in_full_with_the_actions_that_led_to_it(
    monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr(bridge, "_session", session)
    press(session, "Open", edition="today", slug="open-security-credentials")
    message = json.dumps({"action": "NoSuchAction", "fields": {}, "now": NOW})
    answer = json.loads(bridge.handle(message))
    assert "KeyError: 'NoSuchAction'" in answer["failed"]
    assert answer["actions"][0] == {"action": "SubmitEmail"}
    assert answer["actions"][-1] == json.loads(message)


def test_a_bug_report_masks_keys_and_names(
    monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr(bridge, "_session", session)
    press(session, "Open", edition="today", slug="type-the-secret-key")
    press(session, "OpenManualEntry")
    press(session, "AddByHand", account_name="me@work", secret_key=REAL_KEY)
    fields = {"account_name": "me@work", "secret_key": REAL_KEY}
    message = json.dumps({"action": "NoSuchAction", "fields": fields, "now": NOW})
    report = bridge.handle(message) + bridge.handle(f"no JSON, but {REAL_KEY}")
    assert REAL_KEY not in report
    assert "me@work" not in report
    assert "(32 characters)" in report


def test_keys_typed_on_the_phone_are_not_saved_after_the_run_ends(session: Session) -> None:
    press(session, "Open", edition="today", slug="confirm-success")
    for action in ("AddAccount", "OpenManualEntry"):
        press(session, action)
    half = press(session, "AddByHand", account_name="me@work", secret_key=REAL_KEY)
    assert REAL_KEY in str(half["saved"])
    over = press(session, "ShowMe")
    assert REAL_KEY not in str(over["saved"])
    assert "me@work" not in str(over["saved"])
    assert "Rehearsal complete" in text(reload(over, NOW))


def test_starting_over_can_be_undone_until_the_next_action(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    before = press(session, "SubmitEmail")
    assert "Restore my run" in text(press(session, "StartOver"))
    assert "Restore my run" in text(press(session, "Redraw"))
    back = press(session, "BringBack")
    assert (back["presses"], back["saved"]) == (before["presses"], before["saved"])
    assert "Restore my run" not in text(back)
    press(session, "StartOver")
    assert "Restore my run" not in text(press(session, "SubmitEmail"))


def test_restoring_after_starting_over_twice_restores_the_original_run(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    before = press(session, "SubmitEmail")
    press(session, "StartOver")
    press(session, "StartOver")
    assert press(session, "BringBack")["saved"] == before["saved"]
    again = press(session, "BringBack")
    assert again["saved"] == before["saved"]
    assert press(session, "SubmitPassword")["presses"] == 2


def test_a_restored_run_is_where_the_reader_left_it(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    press(session, "SubmitEmail")
    far = press(session, "SubmitPassword")
    press(session, "GoTo", presses="1")
    press(session, "StartOver")
    back = press(session, "BringBack")
    assert (back["presses"], back["saved"]) == (1, far["saved"])
    assert "Console home" in text(press(session, "GoTo", presses="2"))


def test_starting_over_after_going_back_to_the_beginning_is_a_new_run(session: Session) -> None:
    opened = press(session, "Open", edition="today", slug="")
    press(session, "SubmitEmail")
    press(session, "GoTo", presses="0")
    new = press(session, "StartOver")
    seeds = [saved(answer)["seed"] for answer in (opened, new)]
    assert seeds[0] != seeds[1]


def test_an_untouched_run_cannot_be_restored(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    assert "Restore my run" not in text(press(session, "StartOver"))


@pytest.mark.parametrize(
    "message",
    [
        {"action": "SetPhoneClock", "fields": {"offset_s": REAL_KEY, "secret_key": REAL_KEY}},
        {"action": "Open", "fields": [REAL_KEY]},
    ],
)
def test_the_traceback_of_a_bug_contains_no_key(
    monkeypatch: pytest.MonkeyPatch, session: Session, message: dict[str, object]
) -> None:
    monkeypatch.setattr(bridge, "_session", session)
    press(session, "Open", edition="today", slug="")
    assert REAL_KEY not in json.loads(bridge.handle(json.dumps({**message, "now": NOW})))["failed"]


def test_a_run_plays_the_same_without_its_typed_keys(session: Session) -> None:
    press(session, "Open", edition="today", slug="confirm-success")
    for action in ("AddAccount", "OpenManualEntry"):
        press(session, action)
    press(session, "AddByHand", account_name="me@work", secret_key=f"{REAL_KEY}0")
    press(session, "AddByHand", account_name="me@work", secret_key=REAL_KEY)
    over = press(session, "ShowMe")
    again = reload(over, NOW)
    assert again["presses"] == over["presses"]
    assert text(again).count('class="entry"') == text(over).count('class="entry"') == 2


def test_the_run_continues_after_a_bug(monkeypatch: pytest.MonkeyPatch, session: Session) -> None:
    monkeypatch.setattr(bridge, "_session", session)
    press(session, "Open", edition="today", slug="open-security-credentials")
    bridge.handle(json.dumps({"action": "NoSuchAction", "fields": {}, "now": NOW}))
    answer = json.loads(
        bridge.handle(json.dumps({"action": "OpenAccountMenu", "fields": {}, "now": NOW}))
    )
    assert "Security credentials" in answer["html"]


def test_a_saved_run_resumes_where_it_was(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    press(session, "SubmitEmail")
    kept = json.dumps(press(session, "SubmitPassword")["saved"])
    later = Session(GUIDE)
    answer = press(later, "Open", now=NOW + 60, edition="today", slug="", saved=kept)
    assert "Console home" in text(answer)
    assert str(answer["spoken"]).startswith("Picked up where")


@pytest.mark.parametrize("kept", ["nonsense", "{}", '{"edition": "today"}', "[]"])
def test_an_unreadable_saved_run_is_reported_and_a_new_one_begins(
    session: Session, kept: str
) -> None:
    answer = press(session, "Open", edition="today", slug="", saved=kept)
    assert "can't be restored" in str(answer["spoken"])
    assert "Root user email address" in text(answer)


def test_yesterdays_run_or_a_complete_one_is_not_resumed(session: Session) -> None:
    kept = json.dumps(press(session, "Open", edition="today", slug="find-the-mfa-section")["saved"])
    old = press(session, "Open", now=NOW + 90_000, edition="today", slug="", saved=kept)
    assert "Root user email address" in text(old)
    press(session, "Open", edition="today", slug="confirm-success")
    over = json.dumps(press(session, "ShowMe")["saved"])
    new = press(session, "Open", edition="today", slug="", saved=over)
    assert "Root user email address" in text(new)


def test_back_and_forward_step_through_the_run(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    press(session, "SubmitEmail")
    assert press(session, "SubmitPassword")["presses"] == 2
    assert "Root user sign in" in text(press(session, "GoTo", presses="1"))
    assert "Console home" in text(press(session, "GoTo", presses="2"))
    press(session, "GoTo", presses="1")
    press(session, "Cancel")
    assert "Sign in" in text(press(session, "GoTo", presses="2"))


def test_a_reloaded_page_keeps_the_readers_place_and_what_came_after_it(
    session: Session,
) -> None:
    press(session, "Open", edition="today", slug="")
    press(session, "SubmitEmail")
    press(session, "SubmitPassword")
    kept = json.dumps(press(session, "GoTo", presses="1")["saved"])
    again = Session(GUIDE)
    answer = press(again, "Open", edition="today", slug="", saved=kept, presses="1")
    assert "Root user sign in" in text(answer)
    assert "Picked up where" in text(answer)
    assert "Console home" in text(press(again, "GoTo", presses="2"))


def test_typed_codes_are_saved(session: Session) -> None:
    press(session, "Open", edition="today", slug="enter-two-codes")
    typed = press(session, "EnterCodes", first="123456", second="")
    again = reload(typed, NOW)
    assert 'value="123456"' in text(again)


def test_a_complete_run_is_still_there_after_a_reload(session: Session) -> None:
    press(session, "Open", edition="today", slug="confirm-success")
    over = press(session, "ShowMe")
    again = reload(over, NOW + 90_000)
    assert "Rehearsal complete" in text(again)


def test_the_notice_of_a_resumed_run_stays_until_the_next_press(session: Session) -> None:
    kept = json.dumps(press(session, "Open", edition="today", slug="")["saved"])
    press(session, "Open", edition="today", slug="", saved=kept)
    assert "Picked up where" in text(press(session, "Redraw"))
    assert "Picked up where" not in text(press(session, "SubmitEmail"))


CODE = re.compile(r'data-code="(\d{6})"')
SET_BACK = "clock was set back 1 hour"


def tick(session: Session, wall: int, open_for: int, action: str = "Redraw") -> dict[str, object]:
    """Send what the page sends: the computer's clock, and the time since the page was opened."""
    origin_ms = 1000 * (wall - open_for) + 0.25
    return session.answer({"action": action, "fields": {}, "now": wall, "origin_ms": origin_ms})


def test_a_clock_set_back_is_reported_once_and_time_continues(session: Session) -> None:
    press(session, "Open", edition="today", slug="confirm-success")
    tick(session, NOW, 0)
    set_back = tick(session, NOW - 3595, 5)
    assert text(set_back).count(SET_BACK) == str(set_back["spoken"]).count(SET_BACK) == 1
    codes = {str(CODE.findall(text(set_back)))}
    for half_minute in range(1, 9):
        seconds = 5 + 30 * half_minute
        codes.add(str(CODE.findall(text(tick(session, NOW - 3600 + seconds, seconds)))))
    assert len(codes) == 9


def test_the_notice_of_a_set_clock_stays_for_at_least_ten_seconds(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    tick(session, NOW, 0)
    tick(session, NOW - 3599, 1)
    assert SET_BACK in text(tick(session, NOW - 3598, 2, "SubmitEmail"))
    assert SET_BACK in text(tick(session, NOW - 3580, 20))
    assert SET_BACK not in text(tick(session, NOW - 3579, 21, "SubmitPassword"))


def test_a_clock_set_ahead_or_a_computer_that_slept_is_reported(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    tick(session, NOW, 0)
    moved = tick(session, NOW + 90_000 + 5, 5)
    assert "asleep or its clock was set ahead 1 day 1 hour" in text(moved)


def test_time_that_passes_by_itself_is_not_reported(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    for seconds in range(0, 40_000, 4_000):
        assert "clock" not in str(tick(session, NOW + seconds, seconds)["spoken"])


def test_a_clock_that_gains_a_little_is_not_reported_until_it_matters(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    said = ["set ahead" in str(tick(session, NOW + 3 * n, 2 * n)["spoken"]) for n in range(6)]
    assert said == [False, False, False, False, False, True]


def test_a_clock_set_back_between_two_visits_is_reported_and_followed(session: Session) -> None:
    press(session, "Open", edition="today", slug="enter-two-codes")
    answer = reload(press(session, "Redraw"), NOW - 3600)
    assert "Picked up where you left off. This computer's clock was set back 1 hour" in str(
        answer["spoken"]
    )
    assert saved(answer)["actions"][-1]["seconds"] == -3600


def test_every_run_of_the_page_moves_with_the_clock(session: Session) -> None:
    press(session, "Open", edition="today", slug="")
    tick(session, NOW, 0, "SubmitEmail")
    session.answer({"action": "GoTo", "fields": {"presses": "0"}, "now": NOW})
    press(session, "StartOver")
    tick(session, NOW, 0)
    tick(session, NOW - 3600, 0)
    press(session, "BringBack", now=NOW - 3600)
    assert session.run
    assert session.farthest
    assert session.run.world.now == session.farthest.world.now == NOW - 3600
