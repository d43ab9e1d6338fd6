"""Authenticators: what they make, sign, count and refuse."""

from dataclasses import replace

import pytest
from mfa_rehearsal.authenticator.credentials import Authenticator, Gesture, Kind
from mfa_rehearsal.authenticator.passkeys import (
    delete_credential,
    get_assertion,
    make_credential,
    sync,
    usable_credentials,
)
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.webauthn import es256
from mfa_rehearsal.webauthn.attestation import read_attestation
from mfa_rehearsal.webauthn.authenticator_data import (
    AuthenticatorData,
    Flags,
    read_authenticator_data,
    rp_id_hash,
)
from mfa_rehearsal.webauthn.messages import CreationOptions, RequestOptions

CREATION = CreationOptions(bytes(32), "example.com", "Example", b"handle", "ann", "Ann")
REQUEST = RequestOptions(bytes(32), "example.com")
HASHED = bytes(range(32))
KEY: Authenticator = Authenticator("device-bound")
PHONE = Authenticator("synced", aaguid=bytes(range(16)))

PRESENT, VERIFIED = Flags.USER_PRESENT, Flags.USER_PRESENT | Flags.USER_VERIFIED
SYNCED = Flags.BACKUP_ELIGIBLE | Flags.BACKED_UP


def with_one(authenticator: Authenticator, seed: bytes = b"seed") -> Authenticator:
    return make_credential(authenticator, CREATION, "verified", seed)[0]


def said(attestation: bytes) -> AuthenticatorData:
    return read_authenticator_data(read_attestation(attestation).authenticator_data)


@pytest.mark.parametrize(
    ("authenticator", "gesture", "flags"),
    [
        (KEY, "touch", PRESENT),
        (KEY, "verified", VERIFIED),
        (PHONE, "touch", PRESENT | SYNCED),
        (PHONE, "verified", VERIFIED | SYNCED),
    ],
)
def test_flags_say_what_the_user_did_and_whether_the_passkey_is_synced(
    authenticator: Authenticator, gesture: Gesture, flags: Flags
) -> None:
    holding, attestation = make_credential(authenticator, CREATION, gesture, b"seed")
    _, answer = get_assertion(holding, REQUEST, HASHED, gesture)
    assert said(attestation).flags == flags | Flags.ATTESTED_CREDENTIAL
    assert read_authenticator_data(answer.authenticator_data).flags == flags


def test_a_new_credential_has_the_model_its_own_id_and_a_key_for_the_site() -> None:
    holding, attestation = make_credential(PHONE, CREATION, "verified", b"seed")
    (kept,) = holding.credentials
    data = said(attestation)
    assert data.rp_id_hash == rp_id_hash("example.com")
    assert data.sign_count == 0
    assert data.credential is not None
    assert data.credential.aaguid == bytes(range(16))
    assert data.credential.credential_id == kept.credential_id
    assert data.credential.public_key == es256.public_key(kept.private_key)
    assert (kept.rp_id, kept.user_handle, kept.user_name) == ("example.com", b"handle", "ann")


def test_the_same_seed_makes_the_same_credential_and_another_seed_another() -> None:
    assert with_one(KEY) == with_one(KEY)
    assert with_one(KEY).credentials[0].credential_id.hex() == (
        "5092affdbf0796447a9672012511586c416ac5626c8a3e711afe3ae6bed7b3c2"
    )
    first, second = with_one(KEY).credentials[0], with_one(KEY, b"other").credentials[0]
    assert first.credential_id != second.credential_id
    assert first.private_key != second.private_key


def test_a_signature_covers_the_authenticator_data_and_the_client_data() -> None:
    holding = with_one(KEY)
    _, answer = get_assertion(holding, REQUEST, HASHED, "touch")
    public = es256.public_key(holding.credentials[0].private_key)
    assert es256.verify(public, answer.authenticator_data + HASHED, answer.signature)
    assert not es256.verify(public, answer.authenticator_data + bytes(32), answer.signature)


@pytest.mark.parametrize(("kind", "counts"), [("device-bound", [1, 2, 3]), ("synced", [0, 0, 0])])
def test_only_a_device_bound_authenticator_counts_signatures(kind: Kind, counts: list[int]) -> None:
    authenticator, seen = with_one(Authenticator(kind)), []
    for _ in range(3):
        authenticator, answer = get_assertion(authenticator, REQUEST, HASHED, "touch")
        seen.append(read_authenticator_data(answer.authenticator_data).sign_count)
    assert seen == counts
    assert authenticator.credentials[0].sign_count == counts[-1]


def test_each_credential_has_its_own_counter() -> None:
    two = with_one(with_one(KEY), b"other")
    first, second = (each.credential_id for each in two.credentials)
    after, _ = get_assertion(two, REQUEST, HASHED, "touch", first)
    assert [each.sign_count for each in after.credentials] == [1, 0]
    after, _ = get_assertion(after, REQUEST, HASHED, "touch", second)
    assert [each.sign_count for each in after.credentials] == [1, 1]


@pytest.mark.parametrize(("kind", "handle"), [("synced", b"handle"), ("device-bound", b"")])
def test_only_a_synced_authenticator_returns_the_user_handle(kind: Kind, handle: bytes) -> None:
    _, answer = get_assertion(with_one(Authenticator(kind)), REQUEST, HASHED, "touch")
    assert answer.user_handle == handle


def test_the_newest_credential_answers_unless_another_is_chosen_or_allowed() -> None:
    two = with_one(with_one(PHONE), b"other")
    first, second = (each.credential_id for each in two.credentials)
    only_first = replace(REQUEST, allow_credentials=(b"elsewhere", first))
    assert get_assertion(two, REQUEST, HASHED, "touch")[1].credential_id == second
    assert get_assertion(two, REQUEST, HASHED, "touch", first)[1].credential_id == first
    assert get_assertion(two, only_first, HASHED, "touch")[1].credential_id == first
    assert usable_credentials(two, only_first) == two.credentials[:1]
    assert usable_credentials(two, REQUEST) == two.credentials


@pytest.mark.parametrize(
    "options",
    [
        replace(REQUEST, rp_id="example.org"),
        replace(REQUEST, rp_id="login.example.com"),
        replace(REQUEST, allow_credentials=(b"elsewhere",)),
    ],
)
def test_nothing_answers_another_site_or_a_request_for_another_passkey(
    options: RequestOptions,
) -> None:
    holding = with_one(PHONE)
    with pytest.raises(Refusal) as refused:
        get_assertion(holding, options, HASHED, "verified")
    assert refused.value.cause == "no-passkey-here"
    assert refused.value.code == "NotAllowedError"


def test_an_allowed_passkey_does_not_answer_another_site() -> None:
    holding = with_one(PHONE)
    known = (holding.credentials[0].credential_id,)
    lure = replace(REQUEST, rp_id="example.org", allow_credentials=known)
    with pytest.raises(Refusal) as refused:
        get_assertion(holding, lure, HASHED, "verified")
    assert refused.value.cause == "no-passkey-here"


def test_a_passkey_that_was_not_chosen_does_not_answer() -> None:
    with pytest.raises(Refusal) as refused:
        get_assertion(with_one(PHONE), REQUEST, HASHED, "verified", b"elsewhere")
    assert refused.value.cause == "no-passkey-here"


def test_an_authenticator_with_an_excluded_credential_refuses_a_second_one() -> None:
    holding = with_one(KEY)
    known = holding.credentials[0].credential_id
    again = replace(CREATION, exclude_credentials=(b"elsewhere", known))
    with pytest.raises(Refusal) as refused:
        make_credential(holding, again, "verified", b"other")
    assert refused.value.cause == "passkey-already-here"
    assert refused.value.code == "InvalidStateError"
    assert make_credential(KEY, again, "verified", b"other")[0].credentials
    elsewhere = replace(again, rp_id="example.org")
    assert len(make_credential(holding, elsewhere, "verified", b"other")[0].credentials) == 2


def test_a_touch_is_not_enough_where_verification_is_required() -> None:
    strict, holding = replace(CREATION, user_verification="required"), with_one(KEY)
    asking = replace(REQUEST, user_verification="required")
    for attempt in (
        lambda: make_credential(KEY, strict, "touch", b"seed"),
        lambda: get_assertion(holding, asking, HASHED, "touch"),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.cause == "passkey-needs-verification"


def test_a_site_that_does_not_take_es256_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        make_credential(KEY, replace(CREATION, algorithms=(-257, -8)), "touch", b"seed")
    assert refused.value.cause == "passkey-algorithm-not-supported"
    assert make_credential(KEY, replace(CREATION, algorithms=(-257, -7)), "touch", b"seed")


def test_a_deleted_credential_no_longer_answers() -> None:
    holding = with_one(PHONE)
    left = delete_credential(holding, holding.credentials[0].credential_id)
    assert left == PHONE
    assert delete_credential(holding, b"elsewhere") == holding


def test_a_synced_passkey_is_on_the_new_phone_and_a_device_bound_one_never() -> None:
    phone, key = with_one(PHONE), with_one(KEY)
    new_phone = sync(phone, Authenticator("synced"))
    assert new_phone.credentials == phone.credentials
    assert sync(phone, new_phone) == new_phone
    assert sync(key, PHONE) == PHONE
    assert sync(phone, KEY) == KEY
    assert sync(key, KEY) == KEY
    both = sync(phone, with_one(PHONE, b"other"))
    assert len(both.credentials) == 2


def test_private_keys_are_not_in_the_repr() -> None:
    holding = with_one(PHONE)
    assert str(holding.credentials[0].private_key) not in repr(holding)
