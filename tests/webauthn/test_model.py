"""Random ceremonies with clones, removals and false sites, against a model that only counts.

The model knows no bytes. It says who is let in: a passkey that is in the account, for the right
user, whose counter is higher than any seen, and for nobody else's site.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator.credentials import Authenticator
from mfa_rehearsal.authenticator.passkeys import sync
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.account import with_device, with_user
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import creation_options, request_options
from mfa_rehearsal.webauthn.messages import Assertion, RequestOptions

from tests.iam.conftest import SECRET
from tests.webauthn.client import create, get

NOW = UnixSeconds(1_800_000_000)
USERS = st.sampled_from(["root", "alice"])
PLACES = st.sampled_from(["phone", "tablet", "key", "other key"])
KEYS = st.sampled_from(["key", "other key"])


def cause_of(action: Callable[[], object]) -> str:
    try:
        action()
    except Refusal as refusal:
        return refusal.cause
    return ""


class Ceremonies(RuleBasedStateMachine):
    """An account, four authenticators, copies of them, and the model beside them."""

    def __init__(self) -> None:
        super().__init__()
        opened = iam.open_account("111122223333", "a password")
        self.account = with_user(opened, iam.User("alice"))
        synced, bound = Authenticator("synced"), Authenticator("device-bound")
        self.places = {"phone": synced, "tablet": synced, "key": bound, "other key": bound}
        self.clones: dict[str, Authenticator] = {}
        self.sent: list[tuple[str, RequestOptions, Assertion]] = []
        self.drawn = 0
        # The model: owner and last count of each credential in the account, and virtual devices.
        self.owners: dict[bytes, str] = {}
        self.counts: dict[bytes, int] = {}
        self.virtual = {"root": 0, "alice": 0}

    def draw(self) -> bytes:
        """Return bytes that were not returned before."""
        self.drawn += 1
        return self.drawn.to_bytes(16, "big")

    def held(self, place: Authenticator, user_name: str) -> list[bytes]:
        """Return the credentials in a place that let a user in, oldest first."""
        ids = [each.credential_id for each in place.credentials]
        return [each for each in ids if self.owners.get(each) == user_name]

    def count_of(self, user_name: str) -> int:
        passkeys = sum(owner == user_name for owner in self.owners.values())
        return passkeys + self.virtual[user_name]

    @rule(user_name=USERS, where=PLACES)
    def register(self, user_name: str, where: str) -> None:
        challenge, seed = self.draw(), self.draw()
        options = creation_options(self.account, user_name, challenge)
        place = self.places[where]
        if self.held(place, user_name):
            refused = cause_of(lambda: create(place, options, seed=seed))
            assert refused == "passkey-already-here"
            return
        holding, answer = create(place, options, seed=seed)
        arguments = (user_name, f"device-{self.drawn}", options, answer, NOW)
        if self.count_of(user_name) == 8:
            refused = cause_of(lambda: register_passkey(self.account, *arguments))
            assert refused == "too-many-devices"
            return
        self.account = register_passkey(self.account, *arguments)
        self.places[where] = holding
        self.owners[answer.credential_id] = user_name
        self.counts[answer.credential_id] = 0

    @rule(user_name=USERS)
    def assign_virtual_device(self, user_name: str) -> None:
        if self.count_of(user_name) < 8:
            name = f"device-{int.from_bytes(self.draw(), 'big')}"
            self.account = iam.create(self.account, name, SECRET, NOW)
            device = iam.device(self.account, iam.serial_number(self.account, name))
            self.account = with_device(self.account, replace(device, user_name=user_name))
            self.virtual[user_name] += 1

    def sign_in(self, user_name: str, place: Authenticator) -> Authenticator:
        """Sign in, compare the outcome with the model's, and return the place."""
        options = request_options(self.account, user_name, self.draw())
        usable = self.held(place, user_name)
        if not options.allow_credentials or not usable:
            return place
        after, answer = get(place, options)
        assert answer.credential_id == usable[-1]
        (count,) = (
            each.sign_count
            for each in after.credentials
            if each.credential_id == answer.credential_id
        )
        last = self.counts[answer.credential_id]
        if count > last or not (count or last):
            self.account, serial = check_passkey(self.account, user_name, options, answer)
            found = iam.find_passkey(self.account, serial)
            assert found is not None
            assert found.credential_id == answer.credential_id
            self.counts[answer.credential_id] = count
            self.sent.append((user_name, options, answer))
        else:
            refused = self.cause_of_check(user_name, options, answer)
            assert refused == "counter-not-higher"
        return after

    def cause_of_check(self, user_name: str, options: RequestOptions, answer: Assertion) -> str:
        return cause_of(lambda: check_passkey(self.account, user_name, options, answer))

    @rule(user_name=USERS, where=PLACES)
    def use_a_passkey(self, user_name: str, where: str) -> None:
        self.places[where] = self.sign_in(user_name, self.places[where])

    @rule(where=KEYS)
    def clone(self, where: str) -> None:
        self.clones[where] = self.places[where]

    @precondition(lambda self: self.clones)
    @rule(user_name=USERS, where=KEYS)
    def use_a_clone(self, user_name: str, where: str) -> None:
        if where in self.clones:
            self.clones[where] = self.sign_in(user_name, self.clones[where])

    @rule(user_name=USERS, where=KEYS)
    def use_a_key_and_then_its_clone(self, user_name: str, where: str) -> None:
        """The clone's counter is exactly the one that AWS has seen."""
        clone = self.places[where]
        self.use_a_passkey(user_name, where)
        self.sign_in(user_name, clone)

    @rule()
    def sync(self) -> None:
        phone, tablet = self.places["phone"], self.places["tablet"]
        self.places["tablet"] = sync(phone, tablet)

    @precondition(lambda self: self.owners)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        passkey = data.draw(st.sampled_from(sorted(self.account.passkeys, key=str)))
        self.account = iam.deactivate(self.account, passkey.user_name, passkey.serial_number)
        del self.owners[passkey.credential_id], self.counts[passkey.credential_id]

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def send_an_old_assertion_again(self, data: st.DataObject) -> None:
        user_name, options, answer = data.draw(st.sampled_from(self.sent))
        fresh = request_options(self.account, user_name, self.draw())
        known = answer.credential_id in self.owners
        expected = "challenge-wrong" if known else "passkey-unknown"
        assert self.cause_of_check(user_name, fresh, answer) == expected
        if known and self.counts[answer.credential_id]:
            assert self.cause_of_check(user_name, options, answer) == "counter-not-higher"

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def send_an_assertion_as_another_user(self, data: st.DataObject) -> None:
        user_name, options, answer = data.draw(st.sampled_from(self.sent))
        other = "alice" if user_name == "root" else "root"
        known = answer.credential_id in self.owners
        expected = "passkey-not-this-users" if known else "passkey-unknown"
        assert self.cause_of_check(other, options, answer) == expected

    @rule(user_name=USERS, where=PLACES)
    def visit_a_false_site(self, user_name: str, where: str) -> None:
        """Its own domain gets nothing, and AWS refuses what a broken browser gives it."""
        place, options = self.places[where], request_options(self.account, user_name, self.draw())
        lure = replace(options, rp_id="amazon.com.example")
        assert cause_of(lambda: get(place, lure)) == "no-passkey-here"
        if self.held(place, user_name):
            _, answer = get(place, options, origin="https://amazon.com.example")
            assert self.cause_of_check(user_name, options, answer) == "origin-wrong"

    @invariant()
    def the_account_is_what_the_model_says(self) -> None:
        counts = {each.credential_id: each.sign_count for each in self.account.passkeys}
        owners = {each.credential_id: each.user_name for each in self.account.passkeys}
        assert (counts, owners) == (self.counts, self.owners)
        for user_name in ("root", "alice"):
            devices = iam.mfa_devices_of(self.account, user_name)
            assert len(devices) == self.count_of(user_name) <= 8


Ceremonies.TestCase.settings = settings(deadline=None, max_examples=100, stateful_step_count=40)
TestCeremonies = pytest.mark.fuzz(Ceremonies.TestCase)
