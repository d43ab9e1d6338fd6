"""A ceremony with any byte changed is refused by name, and never fails in another way.

An assertion is signed as a whole. In a registration without attestation, nobody signs the model,
the counter and the flags, and the browser may add to its client data, so those can change; the key
and its ID cannot. `FUZZ_COUNT=100000` and `FUZZ_SEED` set the number of random changes and which.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator.credentials import Authenticator
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, Passkey
from mfa_rehearsal.iam.hints import CEREMONIES, PASSKEYS
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import creation_options, request_options
from mfa_rehearsal.webauthn.attestation import read_attestation
from mfa_rehearsal.webauthn.messages import Assertion, Registration

from tests.webauthn.client import CHALLENGE, create, get

NOW = UnixSeconds(1_800_000_000)
NEW = iam.open_account("111122223333", "a password")
CREATION = creation_options(NEW, iam.ROOT, CHALLENGE)
PHONE, REGISTRATION = create(Authenticator("synced", aaguid=bytes(range(16))), CREATION)

COUNT = int(os.environ.get("FUZZ_COUNT", "3000"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))

REGISTRATION_FIELDS = ("credential_id", "client_data_json", "attestation_object")
ASSERTION_FIELDS = (
    "credential_id",
    "client_data_json",
    "authenticator_data",
    "signature",
    "user_handle",
)


@cache
def registered() -> Account:
    return register_passkey(NEW, iam.ROOT, "key", CREATION, REGISTRATION, NOW)


@cache
def assertion() -> Assertion:
    return get(PHONE, request_options(registered(), iam.ROOT, CHALLENGE))[1]


def cause_of_sign_in(changed: Assertion) -> str:
    """Return why an assertion is refused, or "" if it isn't."""
    asked = request_options(registered(), iam.ROOT, CHALLENGE)
    try:
        check_passkey(registered(), iam.ROOT, asked, changed)
    except Refusal as refusal:
        return refusal.cause
    return ""


def outcome_of_registration(changed: Registration) -> Passkey | str:
    """Return the passkey that was registered, or why none was."""
    try:
        account = register_passkey(NEW, iam.ROOT, "key", CREATION, changed, NOW)
    except Refusal as refusal:
        return refusal.cause
    return account.passkeys[0]


def changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each position of some data, with the data changed there in four ways."""
    for position, byte in enumerate(data):
        for changed in {byte ^ 0x01, byte ^ 0x80, byte ^ 0xFF, (byte + 1) % 256} - {byte}:
            yield position, data[:position] + bytes((changed,)) + data[position + 1 :]


@pytest.mark.parametrize("name", ASSERTION_FIELDS)
def test_an_assertion_with_a_changed_byte_is_refused_by_name(name: str) -> None:
    assert cause_of_sign_in(assertion()) == ""
    for position, data in changes(getattr(assertion(), name)):
        cause = cause_of_sign_in(replace(assertion(), **{name: data}))
        assert cause in {*CEREMONIES, *PASSKEYS}, f"byte {position} of {name}"


@pytest.mark.parametrize("name", ASSERTION_FIELDS)
def test_an_assertion_that_is_cut_off_or_longer_is_refused_by_name(name: str) -> None:
    """Without a user handle it is as good, because an authenticator needn't return one."""
    data = getattr(assertion(), name)
    for length in range(len(data)):
        changed = replace(assertion(), **{name: data[:length]})
        whole = name == "user_handle" and length == 0
        assert (cause_of_sign_in(changed) == "") == whole, f"{length} bytes of {name}"
    assert cause_of_sign_in(replace(assertion(), **{name: data + b"\0"}))


def test_the_fields_that_are_changed_are_all_that_there_are() -> None:
    assert vars(assertion()).keys() == {*ASSERTION_FIELDS}
    assert vars(REGISTRATION).keys() == {*REGISTRATION_FIELDS}


@pytest.mark.parametrize("name", ["credential_id", "attestation_object"])
def test_a_registration_with_a_changed_byte_is_refused_unless_nobody_signs_it(name: str) -> None:
    data = read_attestation(REGISTRATION.attestation_object).authenticator_data
    start = REGISTRATION.attestation_object.index(data)
    flags_counter_and_model = range(start + 32, start + 32 + 1 + 4 + 16)
    original = registered().passkeys[0]
    for position, changed in changes(getattr(REGISTRATION, name)):
        outcome = outcome_of_registration(replace(REGISTRATION, **{name: changed}))
        unsigned = name == "attestation_object" and position in flags_counter_and_model
        if isinstance(outcome, str):
            assert outcome in {*CEREMONIES, *PASSKEYS}
            assert not unsigned or position == flags_counter_and_model[0]
        else:
            assert unsigned, f"byte {position} of {name}"
            assert_same_key(outcome, original)


def test_client_data_with_a_changed_byte_is_refused_or_says_the_same() -> None:
    original = registered().passkeys[0]
    accepted = set()
    for position, changed in changes(REGISTRATION.client_data_json):
        outcome = outcome_of_registration(replace(REGISTRATION, client_data_json=changed))
        if isinstance(outcome, str):
            assert outcome in CEREMONIES
        else:
            accepted.add(position)
            assert outcome == original
    name = REGISTRATION.client_data_json.index(b"crossOrigin")
    assert accepted <= {*range(name, name + len("crossOrigin"))}


def assert_same_key(outcome: Passkey, original: Passkey) -> None:
    assert outcome.credential_id == original.credential_id
    assert outcome.public_key == original.public_key
    assert outcome.serial_number == original.serial_number


def edited(data: bytes, random: Random) -> bytes:
    """Return data with one random edit."""
    start, length = random.randrange(len(data) + 1), random.choice((1, 1, 1, 2, 8, 40))
    inserted = random.choice((b"", random.randbytes(length), data[start : start + length]))
    removed = random.choice((0, length, length, len(data)))
    return data[:start] + inserted + data[start + removed :]


@pytest.mark.fuzz
def test_random_changes_are_refused_by_name() -> None:
    random, causes = Random(SEED), set()
    for _ in range(COUNT):
        name = random.choice(ASSERTION_FIELDS)
        data = getattr(assertion(), name)
        for _ in range(random.choice((1, 1, 2, 5))):
            data = edited(data, random)
        changed = replace(assertion(), **{name: data})
        same = changed in (assertion(), replace(assertion(), user_handle=b""))
        cause = cause_of_sign_in(changed)
        assert (cause == "") == same, changed
        causes.add(cause)
    assert causes <= {"", *CEREMONIES, *PASSKEYS}
    assert {"passkey-unknown", "client-data-malformed", "signature-wrong"} <= causes
    assert {"authenticator-data-malformed", "rp-id-wrong", "user-handle-wrong"} <= causes


@pytest.mark.fuzz
def test_random_changes_never_register_another_key() -> None:
    random, causes = Random(SEED), set()
    original = registered().passkeys[0]
    for _ in range(COUNT):
        name = random.choice(REGISTRATION_FIELDS)
        data = edited(getattr(REGISTRATION, name), random)
        outcome = outcome_of_registration(replace(REGISTRATION, **{name: data}))
        if isinstance(outcome, str):
            causes.add(outcome)
        else:
            assert_same_key(outcome, original)
    assert causes <= {*CEREMONIES, *PASSKEYS}
    assert {"attestation-malformed", "credential-id-wrong", "client-data-malformed"} <= causes
