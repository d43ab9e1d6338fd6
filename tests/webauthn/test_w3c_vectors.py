"""The test vectors of WebAuthn Level 3: the standard's own ceremonies, made by nobody here.

Source: WebAuthn Level 3, section 16, none.ES256; client data of none.ES256.crossOrigin and the
attestation object of packed-self.ES256, which AWS's wizard doesn't ask for.
"""

import hashlib
from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import RelyingParty, creation_options, request_options
from mfa_rehearsal.webauthn import es256
from mfa_rehearsal.webauthn.messages import Assertion, Registration

PARTY = RelyingParty("example.org", "Example", ("https://example.org",), "preferred")
NOW = UnixSeconds(1_800_000_000)
NEW = iam.open_account("111122223333", "a password")

PRIVATE = 0x6E68E7A58484A3264F66B77F5D6DC5BC36A47085B615C9727AB334E8C369C2EE
CHALLENGE = bytes.fromhex("00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130")
CREDENTIAL_ID = bytes.fromhex("f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4")
AAGUID = bytes.fromhex("8446ccb9ab1db374750b2367ff6f3a1f")
CREATED = bytes.fromhex(
    "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a2241"
    "4d4d507434557878475453746e63647134313759447742466938767049612d7077386f4f75565734"
    "5441222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73"
    "734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a53"
    "4f4e206d617920626520657874656e6465642077697468206164646974696f6e616c206669656c64"
    "7320696e20746865206675747572652c207375636820617320746869733a20426b5165446a646354"
    "427258426941774a544c453551227d"
)
ATTESTATION = bytes.fromhex(
    "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360"
    "d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff"
    "6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a50102"
    "03262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df6122"
    "5820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220"
)
SIGN_IN_CHALLENGE = bytes.fromhex(
    "39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408"
)
AUTHENTICATOR_DATA = bytes.fromhex(
    "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000"
)
SIGNED = bytes.fromhex(
    "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e"
    "55685158756c5455506f334a5558543049393770767a7a59425039745a6368587961763031416722"
    "2c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f72"
    "6967696e223a66616c73657d"
)
SIGNATURE = bytes.fromhex(
    "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd38022100"
    "8480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87"
)
FRAMED_CHALLENGE = bytes.fromhex("3be5aacd03537142472340ab5969f240f1d87716e20b6807ac230655fa4b3b49")
FRAMED = bytes.fromhex(
    "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a224f"
    "2d57717a514e5463554a484930437257576e7951504859647862694332674872434d475666704c4f"
    "306b222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73"
    "734f726967696e223a747275652c22657874726144617461223a22636c69656e74446174614a534f"
    "4e206d617920626520657874656e6465642077697468206164646974696f6e616c206669656c6473"
    "20696e20746865206675747572652c207375636820617320746869733a207a5a7175457444523944"
    "577170573574425754467567227d"
)
SELF_ATTESTED = bytes.fromhex(
    "a363666d74667061636b65646761747453746d74a263616c672663736967584630440220067a2075"
    "4ab925005dbf378097c92120031581c73228d1fb4f5b881bcd7da98302207fc7b147558c7c0eba3a"
    "f18bd9d121fa3d3a26d17fe3f220272178f473b6006d68617574684461746158a4bfabc37432958b"
    "063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b55d00000000df850e09db6afbdfab51"
    "697791506cfc0020455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58c"
    "a5010203262001215820eb151c8176b225cc651559fecf07af450fd85802046656b34c18f6cf1938"
    "43c5225820927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2"
)

REGISTRATION = Registration(CREDENTIAL_ID, CREATED, ATTESTATION)
ASSERTION = Assertion(CREDENTIAL_ID, SIGNED, AUTHENTICATOR_DATA, SIGNATURE)


def register(registration: Registration, challenge: bytes = CHALLENGE) -> Account:
    options = creation_options(NEW, iam.ROOT, challenge, PARTY)
    return register_passkey(NEW, iam.ROOT, "key", options, registration, NOW, PARTY)


def test_the_registration_is_accepted() -> None:
    (passkey,) = register(REGISTRATION).passkeys
    assert passkey.credential_id == CREDENTIAL_ID
    assert passkey.aaguid == AAGUID
    assert passkey.public_key == es256.public_key(PRIVATE)
    assert (passkey.backup_eligible, passkey.backed_up, passkey.sign_count) == (True, True, 0)


def test_the_assertion_is_accepted() -> None:
    account = register(REGISTRATION)
    asked = request_options(account, iam.ROOT, SIGN_IN_CHALLENGE, PARTY)
    after, serial = check_passkey(account, iam.ROOT, asked, ASSERTION, PARTY)
    assert after.passkeys[0].serial_number == serial


def test_the_signature_is_the_one_that_we_would_make() -> None:
    signed = AUTHENTICATOR_DATA + hashlib.sha256(SIGNED).digest()
    assert es256.sign(PRIVATE, signed) == SIGNATURE


def test_the_assertion_is_refused_where_verification_is_required() -> None:
    account, strict = register(REGISTRATION), replace(PARTY, user_verification="required")
    asked = request_options(account, iam.ROOT, SIGN_IN_CHALLENGE, strict)
    with pytest.raises(Refusal) as refused:
        check_passkey(account, iam.ROOT, asked, ASSERTION, strict)
    assert refused.value.cause == "user-not-verified"


def test_a_registration_in_a_frame_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        register(replace(REGISTRATION, client_data_json=FRAMED), FRAMED_CHALLENGE)
    assert refused.value.cause == "cross-origin"


def test_a_registration_with_attestation_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        register(replace(REGISTRATION, attestation_object=SELF_ATTESTED))
    assert refused.value.cause == "attestation-not-none"
