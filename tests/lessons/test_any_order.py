"""Random presses in any order: the rules hold, and nothing is lost.

A state machine presses what the screens offer, and sometimes what they don't. It compares the
result with a plain model of the rules: what was accepted, with which digits, and when; which
passkey signed, for whom, and with which counter.
"""

from dataclasses import fields, replace
from functools import partial
from typing import Any

import pyotp
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from mfa_rehearsal import iam
from mfa_rehearsal.clock import later, time_step
from mfa_rehearsal.console import EDITIONS, Edition, World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.passkeys import qr_text
from mfa_rehearsal.console.screens import BROWSER, CONSOLES, PHONE
from mfa_rehearsal.console.world import (
    all_root_devices,
    open_dialog,
    pending_device,
    root_devices,
)
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.relying_party import request_options
from mfa_rehearsal.lessons import (
    Run,
    next_action,
    open_at,
    play,
    read_run,
    replay,
    undo,
    write_run,
)
from mfa_rehearsal.lessons.drills import ORDER, TODAY_ONLY
from mfa_rehearsal.lessons.drills.wizards import begin_again
from mfa_rehearsal.lessons.enrollment import STEPS
from mfa_rehearsal.lessons.goals.lures import only_passkeys
from mfa_rehearsal.lessons.lesson import Solution
from mfa_rehearsal.lessons.passkey_enrollment import passkey_lesson
from mfa_rehearsal.lessons.solutions.detours import valid_pair
from mfa_rehearsal.lessons.solutions.device_routes import remove
from mfa_rehearsal.lessons.solutions.lure_routes import give_code, let_it_ask
from mfa_rehearsal.lessons.solutions.passkey_routes import answer
from mfa_rehearsal.lessons.solutions.sign_in_pages import asked_for, to_code_page
from mfa_rehearsal.lessons.solutions.wizard import to_choice
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.user_agent import ceremonies
from mfa_rehearsal.user_agent.authenticators import PLACES, Place
from mfa_rehearsal.user_agent.dialog import PLACE
from mfa_rehearsal.user_agent.origins import Page
from mfa_rehearsal.views import ViewContext, draw

from tests.console.conftest import NOW

GUIDE = read_guide()
PASSKEY_SLUGS = [step.slug for step in passkey_lesson().steps]
SLUGS = [
    "",
    *ORDER,
    "confirm-success",
    "confirm-success",
    *(step.slug for step in STEPS),
    *PASSKEY_SLUGS,
]
NAMES = ["my-phone", "spare", "a+=,.@-_b", "a b", "", "ü", "x" * 300, "root-account-mfa-device"]
KINDS = ["authenticator-app", "passkey", "hardware", ""]
ANY_TIME = [
    a.OpenAccountMenu,
    a.CloseAccountMenu,
    a.TakeNewPhone,
    a.SwapPhones,
    a.LosePhone,
    a.LoseSecurityKey,
    a.PressToken,
    a.TurnToken,
]
ANSWERS = (a.ConfirmOnComputer, a.ConfirmOnPhone, a.TouchKey)
FALSE_PAGE = Page("https://signin.aws.amazon.com.example/")


def offered(world: World) -> list[type[a.Action]]:
    """Return what the screens offer: the browser's dialog covers the page, but not the phone."""
    dialog = open_dialog(world)
    page = BROWSER[dialog.state] if dialog else CONSOLES[world.edition][world.console.screen]
    return [*page, *PHONE[world.handset.view]]


PAIRS = (a.SubmitCodes, a.SubmitResync, a.AddHardwareToken)


class Reader(RuleBasedStateMachine):
    """Someone who presses anything."""

    run: Run

    @initialize(edition=st.sampled_from(EDITIONS), slug=st.sampled_from(SLUGS))
    def open(self, edition: Edition, slug: str) -> None:
        edition = "today" if slug in {*TODAY_ONLY, *PASSKEY_SLUGS} else edition
        self.run = open_at(edition, slug, "a seed", NOW)
        self.accepted: list[tuple[int, str, int]] = []

    @rule(data=st.data())
    def press_what_is_offered(self, data: st.DataObject) -> None:
        kinds = [*offered(self.run.world), *ANY_TIME]
        self.do(fill(data.draw(st.sampled_from(kinds)), self.run.world, data))

    @rule(data=st.data(), kind=st.sampled_from(sorted(a.ACTIONS)))
    def press_anything(self, data: st.DataObject, kind: str) -> None:
        self.do(fill(a.ACTIONS[kind], self.run.world, data))

    @rule(seconds=st.sampled_from([1, 30, 60, 90, 600, 36_000]))
    def let_time_pass(self, seconds: int) -> None:
        self.do(a.Wait(seconds))

    @rule(route=st.sampled_from([begin_again, valid_pair]))
    def follow_some_route(self, route: Solution) -> None:
        self.follow_route(route)

    def follow_route(self, route: Solution) -> None:
        actions = route(self.run.world)
        try:
            action = next(actions)
            while True:
                self.do(action)
                action = actions.send(self.run.world)
        except (StopIteration, Refusal):
            pass

    @rule(age=st.sampled_from([0, 0, 0, 1, 2, 3, -1, -2, -3]))
    def sign_in_with_a_true_code(self, age: int) -> None:
        self.follow_route(to_code_page)
        for device in root_devices(self.run.world)[:1]:
            adjusted = time_step(self.run.world.now) + device.offset_steps
            self.do(a.SubmitMfaCode(pyotp.TOTP(device.secret).at((adjusted - age) * 30)))

    @rule(place=st.sampled_from(PLACES), name=st.sampled_from(NAMES[:2]))
    def register_a_passkey(self, place: Place, name: str) -> None:
        if self.run.world.edition == "today":
            self.follow_route(to_choice)
            self.do(a.ChooseDevice("passkey", name))
            self.follow_route(lambda world: answer(world, place))

    @rule(place=st.sampled_from(PLACES))
    def sign_in_with_a_passkey(self, place: Place) -> None:
        if iam.passkeys_of(self.run.world.account, iam.ROOT):
            self.follow_route(to_code_page)
            self.follow_route(lambda world: asked_for(world, "passkey"))
            self.follow_route(lambda world: answer(world, place))

    @rule()
    def remove_a_device(self) -> None:
        for device in all_root_devices(self.run.world)[:1]:
            self.follow_route(partial(remove, serial=device.serial_number))

    @rule(place=st.sampled_from(PLACES), rp_id=st.sampled_from(["amazon.com", FALSE_PAGE.host]))
    def be_lured_to_a_false_page(self, place: Place, rp_id: str) -> None:
        world = self.run.world
        options = replace(request_options(world.account, iam.ROOT, bytes(32)), rp_id=rp_id)
        with pytest.raises(Refusal):
            ceremonies.get(FALSE_PAGE, world.near.at(place), options, "verified")

    @rule(place=st.sampled_from(PLACES))
    def give_the_false_page_a_passkey(self, place: Place) -> None:
        if only_passkeys(self.run.world):
            self.follow_route(let_it_ask)
            dialog = open_dialog(self.run.world)
            assert dialog
            assert dialog.rp_id == dialog.page.host != "amazon.com"
            self.follow_route(lambda world: answer(world, place))
            assert not self.run.world.console.signed_in

    @rule()
    def give_the_false_page_a_code(self) -> None:
        if self.run.world.edition == "today":
            self.follow_route(give_code)

    @rule()
    def undo_a_press(self) -> None:
        undone = undo(self.run)
        assert undone.presses == max(self.run.presses - 1, 0)
        self.run = undone
        self.accepted = [each for each in self.accepted if each[0] <= undone.presses]

    @rule()
    def look(self) -> None:
        assert draw(self.run, GUIDE, ViewContext(root="")).html

    def do(self, action: a.Action) -> None:
        before, self.run = self.run.world, play(self.run, action)
        after = self.run.world
        if self.run.refusal and self.run.refused_action == action:
            assert without_attempts(after) == without_attempts(before)
        if isinstance(action, a.SubmitMfaCode) and after.console.signed_in_with:
            self.check_code(before, action, after.console.signed_in_with)
        if after.stranger != before.stranger and after.stranger and after.stranger.code:
            assert isinstance(action, a.GiveCode)
            self.check_code(before, action, after.stranger.signed_in_with)
        if isinstance(action, PAIRS) and not self.run.refusal:
            self.check_pair(before, after, action)
        if isinstance(action, ANSWERS) and not self.run.refusal and before != after:
            self.check_passkey(before, after)

    def check_passkey(self, before: World, after: World) -> None:
        """Check a passkey that was made or proved against the authenticator's own words."""
        dialog = before.console.dialog
        assert dialog
        place = PLACE[dialog.state]
        held = {each.credential_id: each for each in after.near.at(place).credentials}
        if dialog.ceremony == "create":
            (new,) = set(after.account.passkeys) - set(before.account.passkeys)
            assert new.credential_id not in {e.credential_id for e in before.account.passkeys}
            assert held[new.credential_id].rp_id == "amazon.com"
            return
        used = iam.find_passkey(before.account, after.console.signed_in_with)
        assert used, "a removed passkey was accepted"
        own = held[used.credential_id]
        assert (own.rp_id, own.user_name) == ("amazon.com", "root")
        now = iam.find_passkey(after.account, used.serial_number)
        assert now
        assert now.sign_count == own.sign_count == used.sign_count + (place == "security-key")

    def check_code(self, before: World, action: a.SubmitMfaCode | a.GiveCode, serial: str) -> None:
        if before.console.screen not in {"sign-in-mfa", "false-code"}:
            return
        device = iam.device(before.account, serial)
        adjusted = time_step(before.now) + device.offset_steps
        digits = "".join(action.code.split())
        totp = pyotp.TOTP(device.secret)
        steps = {s for s in range(adjusted - 2, adjusted + 3) if totp.at(s * 30) == digits}
        unused = steps - {step for _, seed, step in self.accepted if seed == device.secret}
        assert unused, "a code was accepted twice, or outside its window"
        self.accepted.append((self.run.presses, device.secret, min(unused)))

    def check_pair(self, before: World, after: World, action: a.TwoCodes) -> None:
        if before.account == after.account:
            return
        (changed,) = set(after.account.devices) - set(before.account.devices)
        totp = pyotp.TOTP(changed.secret)
        step = time_step(before.now) + changed.offset_steps
        assert changed.last_pair_step == step
        pair = "".join(action.first.split()), "".join(action.second.split())
        assert pair == (totp.at((step - 1) * 30), totp.at(step * 30))

    @invariant()
    def no_more_than_eight_devices(self) -> None:
        if hasattr(self, "run"):
            assert len(all_root_devices(self.run.world)) <= 8

    @invariant()
    def nobody_else_signs_in_with_a_passkey(self) -> None:
        if hasattr(self, "run") and self.run.world.stranger:
            assert ":u2f/" not in self.run.world.stranger.signed_in_with

    @invariant()
    def time_never_goes_back(self) -> None:
        if hasattr(self, "run"):
            assert self.run.world.now >= self.run.start.now

    @invariant()
    def the_coach_can_look_for_the_next_action(self) -> None:
        if hasattr(self, "run"):
            next_action(self.run)

    def teardown(self) -> None:
        if not hasattr(self, "run"):
            return
        again = replay(self.run, self.run.actions)
        assert again.world == self.run.world
        assert read_run(write_run(self.run)).world == self.run.world


def without_attempts(world: World) -> World:
    """Return a world without what AWS remembers of an attempt."""
    console = replace(world.console, refused_codes=())
    account = replace(world.account, attempts=iam.NO_ATTEMPTS)
    return replace(world, account=account, activity=(), console=console)


def fill(kind: type[a.Action], world: World, data: st.DataObject) -> a.Action:
    """Return an action of a kind with fields that might be typed."""
    names = (field.name for field in fields(kind) if field.name != "shown")
    values: dict[str, Any] = {name: data.draw(typed(name, world)) for name in names}
    return kind(**values)


def typed(name: str, world: World) -> st.SearchStrategy[object]:
    """Return values that might be typed into a field."""
    devices = (*world.account.devices, *world.account.passkeys)
    token = [world.token.serial_number] if world.token else []
    serials = [device.serial_number for device in devices] + ["", "arn:nonsense", *token]
    choices: dict[str, list[object]] = {
        "seconds": [1, 30, 600],
        "offset_s": [0, 600, -600],
        "entry_id": [1, 2, 3, 99],
        "kind": list(KINDS),
        "name": list(NAMES),
        "serial_number": list(serials),
        "type": ["authenticator-app", "passkey", "hardware", "nonsense"],
        "text": qr_texts(world),
        "account_name": ["root", "", "<b>"],
        "secret_key": secret_keys(world),
        "digits": [world.console.call_digits, "000000", ""],
    }
    return st.sampled_from(choices.get(name) or codes(world))


def qr_texts(world: World) -> list[object]:
    device = pending_device(world)
    shown = [iam.provisioning_uri(world.account, device)] if device else []
    dialog = open_dialog(world)
    shown += [qr_text(world, dialog)] if dialog else []
    return [*shown, "https://example.com/", "otpauth://hotp/x?secret=AAAA&counter=1", ""]


def secret_keys(world: World) -> list[object]:
    device = pending_device(world)
    shown = [device.secret, device.secret.lower(), device.secret[:-1]] if device else []
    return [*shown, "", "JBSW Y3DP", "11111111"]


def codes(world: World) -> list[object]:
    """Return valid codes of several ages, and some invalid ones."""
    seeds = [device.secret for device in world.account.devices[-2:]]
    seeds += [world.token.secret] if world.token else []
    ages = (0, 1, 2, -1, 20)
    true = [pyotp.TOTP(seed).at(later(world.now, -30 * age)) for seed in seeds for age in ages]
    return [*true, *(f"{code[:3]} {code[3:]}" for code in true[:2]), "000000", "12345", "", "abc"]


Reader.TestCase.settings = settings(
    max_examples=300,
    stateful_step_count=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyOrder = pytest.mark.fuzz(Reader.TestCase)
