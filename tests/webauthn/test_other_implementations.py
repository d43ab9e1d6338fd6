"""Our ceremonies, verified by py_webauthn and python-fido2, and theirs, verified by ours.

Both rely on `cryptography`, whose ECDSA is compared with ours directly.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import fido2.cbor
import pytest
import webauthn
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256, CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator.credentials import Authenticator, Kind
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import creation_options, request_options
from mfa_rehearsal.webauthn import cbor, cose, es256
from mfa_rehearsal.webauthn.format_error import FormatError
from mfa_rehearsal.webauthn.messages import (
    Assertion,
    CreationOptions,
    Registration,
    RequestOptions,
)
from mfa_rehearsal.webauthn.p256 import N
from webauthn.helpers.exceptions import WebAuthnException

from tests.webauthn.client import CHALLENGE, SIGN_IN_PAGE, create, get

NOW = UnixSeconds(1_800_000_000)
RP_ID = "amazon.com"
ACCOUNT = iam.open_account("111122223333", "a password")
CREATION = creation_options(ACCOUNT, iam.ROOT, CHALLENGE)

FLAG = AuthenticatorData.FLAG
write_their_key: Callable[[ec.EllipticCurvePublicKey], CoseKey] = ES256.from_cryptography_key
SHA256 = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


def as_json(answer: Registration | Assertion) -> dict[str, Any]:
    """Return an answer as PublicKeyCredential.toJSON does."""
    members = {"clientDataJSON": websafe_encode(answer.client_data_json)}
    if isinstance(answer, Registration):
        members["attestationObject"] = websafe_encode(answer.attestation_object)
    else:
        members["authenticatorData"] = websafe_encode(answer.authenticator_data)
        members["signature"] = websafe_encode(answer.signature)
        members["userHandle"] = websafe_encode(answer.user_handle)
    credential_id = websafe_encode(answer.credential_id)
    return {
        "id": credential_id,
        "rawId": credential_id,
        "type": "public-key",
        "response": members,
        "clientExtensionResults": {},
    }


# -- verifiers: each registers, then checks an assertion, and raises if it refuses --------------


def check_with_ours(registration: Registration, assertion: Assertion) -> None:
    account = register_passkey(ACCOUNT, iam.ROOT, "key", CREATION, registration, NOW)
    asked = request_options(account, iam.ROOT, CHALLENGE)
    check_passkey(account, iam.ROOT, asked, assertion)


def check_with_py_webauthn(registration: Registration, assertion: Assertion) -> None:
    verified = webauthn.verify_registration_response(
        credential=as_json(registration),
        expected_challenge=CHALLENGE,
        expected_rp_id=RP_ID,
        expected_origin=SIGN_IN_PAGE,
        require_user_verification=True,
    )
    webauthn.verify_authentication_response(
        credential=as_json(assertion),
        expected_challenge=CHALLENGE,
        expected_rp_id=RP_ID,
        expected_origin=SIGN_IN_PAGE,
        credential_public_key=verified.credential_public_key,
        credential_current_sign_count=verified.sign_count,
        require_user_verification=True,
    )


def check_with_fido2(registration: Registration, assertion: Assertion) -> None:
    server = Fido2Server(PublicKeyCredentialRpEntity(name="AWS", id=RP_ID))
    state = {"challenge": websafe_encode(CHALLENGE), "user_verification": "required"}
    made = server.register_complete(state, as_json(registration)).credential_data
    assert made is not None
    server.authenticate_complete(state, [made], as_json(assertion))


Verifier = Callable[[Registration, Assertion], None]
VERIFIERS: list[Verifier] = [check_with_ours, check_with_py_webauthn, check_with_fido2]
REFUSALS = (Refusal, WebAuthnException, ValueError, InvalidSignature)

each_verifier = pytest.mark.parametrize("verify", VERIFIERS)

# -- authenticators: each makes a credential and an assertion ------------------------------------


def ours(kind: Kind) -> tuple[Registration, Assertion]:
    authenticator, registration = create(Authenticator(kind), CREATION)
    ids = (registration.credential_id,)
    asked = RequestOptions(CHALLENGE, RP_ID, ids, "required")
    return registration, get(authenticator, asked)[1]


@dataclass(frozen=True)
class TheirKey:
    """A credential made with python-fido2 and `cryptography`."""

    number: int = 123_456_789
    credential_id: bytes = bytes(range(48))
    aaguid: bytes = bytes.fromhex("adce000235bcc60a648b0b25f1f05503")

    @property
    def private(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(self.number, ec.SECP256R1())

    def create(self, options: CreationOptions, flags: int, count: int) -> Registration:
        key = write_their_key(self.private.public_key())
        made = AttestedCredentialData.create(self.aaguid, self.credential_id, key)
        data = AuthenticatorData.create(hashed(RP_ID.encode()), FLAG(flags), count, made)
        client = CollectedClientData.create("webauthn.create", options.challenge, SIGN_IN_PAGE)
        attestation = AttestationObject.create("none", data, {})
        return Registration(self.credential_id, bytes(client), bytes(attestation))

    def get(self, challenge: bytes, flags: int, count: int, handle: bytes = b"") -> Assertion:
        data = AuthenticatorData.create(hashed(RP_ID.encode()), FLAG(flags), count)
        client = CollectedClientData.create("webauthn.get", challenge, SIGN_IN_PAGE)
        signature = self.private.sign(bytes(data) + client.hash, SHA256)
        return Assertion(self.credential_id, bytes(client), bytes(data), signature, handle)


def theirs(kind: Kind) -> tuple[Registration, Assertion]:
    key, flags = TheirKey(), FLAG.UP | FLAG.UV
    if kind == "synced":
        flags |= FLAG.BE | FLAG.BS
    count = 7 if kind == "device-bound" else 0
    handle = CREATION.user_handle if kind == "synced" else b""
    registration = key.create(CREATION, flags | FLAG.AT, count)
    return registration, key.get(CHALLENGE, flags, count and count + 1, handle)


def hashed(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


Maker = Callable[[Kind], tuple[Registration, Assertion]]
each_maker = pytest.mark.parametrize("make", [ours, theirs])
each_kind = pytest.mark.parametrize("kind", ["synced", "device-bound"])

# -- ceremonies ----------------------------------------------------------------------------------


@each_verifier
@each_maker
@each_kind
def test_every_implementation_accepts_every_others_ceremonies(
    verify: Verifier, make: Maker, kind: Kind
) -> None:
    verify(*make(kind))


@each_verifier
@each_maker
@pytest.mark.parametrize("name", ["client_data_json", "authenticator_data", "signature"])
@pytest.mark.parametrize("position", [0, 10, 30, -1])
def test_every_implementation_refuses_an_assertion_with_a_changed_byte(
    verify: Verifier, make: Maker, name: str, position: int
) -> None:
    registration, assertion = make("device-bound")
    changed = bytearray(getattr(assertion, name))
    changed[position] ^= 1
    with pytest.raises(REFUSALS):
        verify(registration, replace(assertion, **{name: bytes(changed)}))


@each_verifier
@each_maker
def test_every_implementation_refuses_another_credentials_signature(
    verify: Verifier, make: Maker
) -> None:
    registration, assertion = make("synced")
    _, other = (theirs if make is ours else ours)("synced")
    with pytest.raises(REFUSALS):
        verify(registration, replace(assertion, signature=other.signature))


@each_kind
def test_every_implementation_reads_the_same_from_our_registration(kind: Kind) -> None:
    registration, _ = ours(kind)
    account = register_passkey(ACCOUNT, iam.ROOT, "key", CREATION, registration, NOW)
    (stored,) = account.passkeys
    verified = webauthn.verify_registration_response(
        credential=as_json(registration),
        expected_challenge=CHALLENGE,
        expected_rp_id=RP_ID,
        expected_origin=SIGN_IN_PAGE,
    )
    assert verified.credential_id == stored.credential_id
    assert verified.credential_public_key == cose.write_key(stored.public_key)
    assert verified.credential_backed_up == stored.backed_up == (kind == "synced")
    assert (verified.credential_device_type == "multi_device") == stored.backup_eligible
    read = AttestationObject(registration.attestation_object)
    assert read.auth_data.counter == verified.sign_count == stored.sign_count
    assert read.auth_data.credential_data is not None
    assert read.auth_data.credential_data.aaguid == stored.aaguid
    assert read.fmt == "none"


@each_kind
def test_both_write_the_same_bytes_for_the_same_words(kind: Kind) -> None:
    registration, assertion = ours(kind)
    read = AttestationObject(registration.attestation_object)
    said, new = read.auth_data, read.auth_data.credential_data
    assert new is not None
    credential = AttestedCredentialData.create(new.aaguid, new.credential_id, new.public_key)
    data = AuthenticatorData.create(said.rp_id_hash, said.flags, said.counter, credential)
    assert bytes(AttestationObject.create("none", data, {})) == registration.attestation_object
    client = CollectedClientData.create("webauthn.get", CHALLENGE, SIGN_IN_PAGE)
    assert bytes(client) == assertion.client_data_json


# -- parts ---------------------------------------------------------------------------------------

PRIVATE_KEYS = st.integers(1, N - 1)


@settings(deadline=None)
@given(PRIVATE_KEYS, st.binary(max_size=200))
def test_signatures_are_byte_for_byte_those_of_openssl(private: int, message: bytes) -> None:
    key = ec.derive_private_key(private, ec.SECP256R1())
    numbers = key.public_key().public_numbers()
    assert es256.public_key(private) == (numbers.x, numbers.y)
    signature = key.sign(message, SHA256)
    assert es256.sign(private, message) == signature
    assert es256.verify((numbers.x, numbers.y), message, signature)


@settings(deadline=None)
@given(PRIVATE_KEYS, st.binary(max_size=40), st.integers(0, 71), st.integers(1, 255))
def test_a_changed_signature_is_valid_exactly_if_openssl_says_so(
    private: int, message: bytes, position: int, change: int
) -> None:
    signature = bytearray(es256.sign(private, message))
    signature[position % len(signature)] ^= change
    key = ec.derive_private_key(private, ec.SECP256R1()).public_key()
    try:
        key.verify(bytes(signature), message, SHA256)
        valid = True
    except InvalidSignature:
        valid = False
    assert es256.verify(es256.public_key(private), message, bytes(signature)) == valid


@given(st.binary(max_size=40))
def test_cbor_that_we_read_means_the_same_to_python_fido2(data: bytes) -> None:
    try:
        value, end = cbor.decode_first(data)
    except FormatError:
        return
    if None not in leaves(value):  # which python-fido2 2.2 reads as False
        assert fido2.cbor.decode_from(data) == (value, data[end:])


def leaves(value: cbor.Value) -> Iterator[cbor.Value]:
    """Yield the values inside a value, or itself if it contains none."""
    match value:
        case Mapping():
            for each in value.values():
                yield from leaves(each)
        case list():
            for each in value:
                yield from leaves(each)
        case _:
            yield value


NUMBERS = st.integers(-(2**63), 2**63 - 1)
SCALARS = NUMBERS | st.text(max_size=30) | st.binary(max_size=30) | st.booleans()


@given(st.dictionaries(NUMBERS | st.text(max_size=30), SCALARS | st.lists(SCALARS), max_size=9))
def test_cbor_is_written_byte_for_byte_as_python_fido2_does(value: dict[Any, Any]) -> None:
    assert cbor.encode(value) == fido2.cbor.encode(value)
