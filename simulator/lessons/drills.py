"""What goes wrong in life, to be met on purpose: drills, each with its beginning and its steps.

A drill's slug is its heading id in docs/drills.md, where its words stand; its page; its link.
"""

from simulator.clock import PERIOD_S
from simulator.console import Edition
from simulator.console import actions as a
from simulator.iam.limits import ATTEMPT_WINDOW_S
from simulator.lessons import drill_ways as ways
from simulator.lessons import goals, openings
from simulator.lessons import ways as enrol
from simulator.lessons.step import Lesson, Offer, Solution, Step

TEN_MINUTES_S = 600
WALK_AWAY = (Offer("Walk away for 10 minutes", a.SkipAhead(TEN_MINUTES_S)),)
NEXT_CODE = (Offer("Skip to the next code", a.SkipAhead(PERIOD_S)),)
NEXT_WINDOW = (Offer("Wait three minutes", a.SkipAhead(ATTEMPT_WINDOW_S)),)
BUY_PHONE = (Offer("Take a new phone", a.TakeNewPhone()),)

TODAY_ONLY = frozenset({"second-device", "new-phone", "eight-devices"})
"""Drills with more than one device: the 2020 console gives root but one."""


def _true_pair(slug: str) -> Step:
    return Step(slug, goals.in_step, ways.true_pair, "Type two codes in a row and send them.")


def _sign_in(slug: str) -> Step:
    return Step(
        slug,
        goals.proved_in_step,
        enrol.sign_in_again,
        "Sign out if you are in, and sign in with the code that the phone shows.",
    )


def _late() -> tuple[Step, ...]:
    return (
        Step(
            "walk-away",
            goals.draft_is_stale,
            ways.walk_away,
            "The coach lets ten minutes pass.",
            offers=WALK_AWAY,
        ),
        Step(
            "send-them-late",
            goals.device_assigned,
            ways.send_draft,
            "Press the button below the two fields.",
        ),
    )


STEPS: dict[str, tuple[Solution, tuple[Step, ...]]] = {
    "pair-mistakes": (
        openings.before("enter-two-codes"),
        (
            Step(
                "send-one-code-twice",
                goals.refused("same-code-twice"),
                ways.same_code_twice,
                "Type the same digits into both fields.",
            ),
            Step(
                "send-them-reversed",
                goals.refused("codes-reversed"),
                ways.codes_reversed,
                "The newer code goes into the first field this time.",
                offers=NEXT_CODE,
            ),
            Step(
                "skip-one",
                goals.refused("codes-not-consecutive"),
                ways.code_skipped,
                "Type a code, let one pass, type the one after.",
                offers=NEXT_CODE,
            ),
            _true_pair("send-a-true-pair"),
        ),
    ),
    "late-at-the-door": (
        openings.before("submit-at-once"),
        (
            *_late(),
            Step(
                "be-refused",
                goals.refused("code-out-of-step"),
                ways.refused_sign_in,
                "Sign out, then sign in with the phone's current code.",
            ),
            Step(
                "resync-at-the-door",
                goals.in_step,
                enrol.resync,
                "The link below the code field leads to a resync.",
            ),
            _sign_in("get-in"),
        ),
    ),
    "late-in-the-list": (
        openings.before("submit-at-once"),
        (
            *_late(),
            Step(
                "resync-in-the-list",
                goals.in_step,
                enrol.resync,
                "Resync stands with the device, among your security credentials.",
            ),
            _sign_in("prove-it"),
        ),
    ),
    "old-entry": (
        openings.before("enter-two-codes"),
        (
            Step(
                "cancel-the-wizard",
                goals.wizard_left,
                ways.cancel,
                "Press Cancel below the two fields.",
            ),
            Step(
                "begin-again",
                goals.begun_again,
                ways.begin_again,
                "Start the wizard again, under a free name, and show the new QR code.",
            ),
            Step(
                "scan-again",
                goals.both_scanned,
                enrol.scan,
                "Add account, Scan a QR code.",
            ),
            Step(
                "use-the-dead-entry",
                goals.refused("codes-not-from-this-key"),
                ways.dead_pair,
                "Type two codes of the older entry, the upper one.",
                offers=NEXT_CODE,
            ),
            Step(
                "use-the-live-entry",
                goals.in_step,
                ways.true_pair,
                "Type two codes of the newer entry.",
                offers=NEXT_CODE,
            ),
            Step(
                "delete-the-dead-entry",
                goals.no_dead_entry,
                ways.delete_dead_entry,
                "Tap the older entry, then Delete from this phone.",
            ),
        ),
    ),
    "left-over-device": (
        openings.left_over,
        (
            Step(
                "meet-the-refusal",
                goals.refused("device-name-taken"),
                ways.taken_name,
                "Start the wizard and choose the name that the first attempt used.",
            ),
            Step(
                "get-past-it",
                goals.device_created,
                ways.free_name_or_delete,
                "Choose another name, or let the coach delete the left-over device.",
            ),
        ),
    ),
    "wrong-clock": (
        openings.wrong_clock,
        (
            Step(
                "enrol-with-a-wrong-clock",
                goals.device_assigned,
                ways.true_pair,
                "Type two codes in a row, as ever.",
                offers=NEXT_CODE,
            ),
            Step(
                "sign-in-all-the-same",
                goals.in_by_code_once,
                enrol.sign_in_again,
                "Sign out and in again with a code.",
            ),
            Step(
                "correct-the-clock",
                goals.clock_is_right,
                ways.correct_clock,
                "On the phone: Home, Date and time, Set time automatically.",
            ),
            Step(
                "be-refused",
                goals.refused("code-out-of-step"),
                ways.refused_sign_in,
                "Sign out, then sign in with the phone's current code.",
            ),
            Step(
                "resync-too-early",
                goals.refused("pair-already-used"),
                ways.early_resync,
                "Open the resync from the sign-in page and send two codes in a row.",
                offers=NEXT_CODE,
            ),
            Step(
                "resync-in-time",
                goals.in_step,
                enrol.resync,
                "Let ten minutes pass, then send two new codes in a row.",
                offers=(*WALK_AWAY, *NEXT_CODE),
            ),
            _sign_in("get-in"),
        ),
    ),
    "one-code-two-sign-ins": (
        openings.after_everything,
        (
            Step(
                "use-a-code-twice",
                goals.refused("code-already-used"),
                ways.same_code_two_sign_ins,
                "Sign out at once and sign in with the same digits.",
            ),
            Step(
                "use-the-next-code",
                goals.in_after("code-already-used"),
                enrol.sign_in,
                "Wait until the phone shows the next code.",
                offers=NEXT_CODE,
            ),
        ),
    ),
    "ten-tries": (
        openings.at_the_code,
        (
            Step(
                "try-nine-wrong-codes",
                goals.nine_tries,
                ways.nine_wrong_codes,
                "Type any six digits that the phone does not show, nine times.",
            ),
            Step(
                "try-the-right-one",
                goals.refused("attempts-exhausted"),
                ways.right_code,
                "Type the code that the phone shows.",
            ),
            Step(
                "wait-and-sign-in",
                goals.in_after("attempts-exhausted"),
                ways.after_the_window,
                "A new window of three minutes begins with a new tally.",
                offers=NEXT_WINDOW,
            ),
        ),
    ),
    "second-device": (
        openings.one_of_two_lost,
        (
            Step(
                "try-another-method",
                goals.asked_for_own,
                ways.another_method,
                "Try another MFA method lists what else is registered.",
            ),
            Step(
                "sign-in-with-it",
                goals.proved,
                enrol.sign_in,
                "Type the code of the phone you still have.",
            ),
            Step(
                "remove-the-lost-one",
                goals.only_own_devices,
                ways.remove_lost,
                "In your security credentials, select the lost device and remove it.",
            ),
        ),
    ),
    "lost-phone": (
        openings.only_one_lost,
        (
            Step(
                "ask-for-other-factors",
                goals.factors_asked,
                ways.ask_for_factors,
                "The link below the code field leads to it.",
            ),
            Step(
                "verify-the-mail",
                goals.mail_verified,
                ways.verify_mail,
                "Send the mail, open it on the phone, follow its link.",
            ),
            Step(
                "answer-the-call",
                goals.call_verified,
                ways.answer_call,
                "Ask for the call and type the digits on the phone.",
            ),
            Step(
                "enter-the-console",
                goals.signed_in,
                ways.enter_console,
                "Press Sign in to the console.",
            ),
            Step(
                "remove-the-lost-one",
                goals.only_own_devices,
                ways.remove_lost,
                "In your security credentials, take the lost device off.",
            ),
            Step(
                "set-up-anew",
                goals.own_device_in_step,
                ways.enrol_anew,
                "Go through the wizard again, with the new phone.",
                offers=NEXT_CODE,
            ),
        ),
    ),
    "new-phone": (
        openings.new_phone,
        (
            Step(
                "add-the-new-phone",
                goals.new_phone_assigned,
                ways.enrol_anew,
                "Take the new phone into the hand and assign it as a second device.",
                offers=NEXT_CODE,
            ),
            Step(
                "sign-in-with-the-new",
                goals.proved_by_phone_in_hand,
                ways.sign_in_with_phone_in_hand,
                "Sign out. At the code, try another MFA method: the new device.",
            ),
            Step(
                "remove-the-old",
                goals.only_own_devices,
                ways.remove_lost,
                "Only now select the old device and remove it.",
            ),
        ),
    ),
    "remove-device": (
        openings.after_everything,
        (
            Step(
                "remove-it",
                goals.unassigned,
                ways.remove_lost_or_own,
                "In your security credentials, take the device off.",
            ),
            Step(
                "read-the-mail",
                goals.mail_open,
                ways.open_mail,
                "On the phone: Home, Mail.",
            ),
            Step(
                "see-what-is-left",
                goals.in_by_password_alone,
                ways.sign_in_by_password,
                "Sign out and in again: no code is asked for.",
            ),
        ),
    ),
    "eight-devices": (
        openings.eight_devices,
        (
            Step(
                "try-a-ninth",
                goals.refused("too-many-devices"),
                ways.ninth_device,
                "Go through the wizard once more.",
                offers=NEXT_CODE,
            ),
        ),
    ),
    "no-camera": (
        openings.before("type-the-secret-key"),
        (
            Step(
                "slip-while-typing",
                goals.slip_typed,
                ways.type_with_a_slip,
                "Show secret key, then type it with one letter wrong.",
            ),
            Step(
                "be-refused",
                goals.refused("codes-not-from-this-key"),
                ways.dead_pair,
                "Send two codes of that entry.",
                offers=NEXT_CODE,
            ),
            Step(
                "type-it-right",
                goals.typed,
                enrol.type_key,
                "Delete the entry if you like, and type the key again.",
            ),
            Step(
                "send-the-codes",
                goals.in_step,
                ways.true_pair,
                "Type two codes of the right entry.",
                offers=NEXT_CODE,
            ),
        ),
    ),
    "own-phone": (
        openings.before("show-the-qr-code"),
        (
            Step(
                "show-the-code",
                goals.qr_or_assigned,
                enrol.show_qr_code,
                "Press Show QR code.",
            ),
            Step(
                "send-your-phones-codes",
                goals.in_step,
                ways.own_phones_pair,
                "Scan with a real app and type two of its codes in a row.",
            ),
            Step(
                "sign-in-with-your-phone",
                goals.proved,
                ways.sign_in_with_own_phone,
                "Sign out, and sign in with the code of your own phone.",
            ),
        ),
    ),
}


def drills(edition: Edition) -> tuple[Lesson, ...]:
    """Return the drills that an edition has, in order."""
    return tuple(
        Lesson(slug, edition, steps, opening)
        for slug, (opening, steps) in STEPS.items()
        if edition == "today" or slug not in TODAY_ONLY
    )


def find_drill(edition: Edition, slug: str) -> Lesson | None:
    """Return a drill by its slug, or None."""
    return next((drill for drill in drills(edition) if drill.slug == slug), None)
