"""Every refusal of a passkey, with AWS's code, status and message, and the real cause.

Where an authenticator or a browser wouldn't do it, the bytes are made by hand.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator.credentials import Authenticator
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.hints import CEREMONIES, PASSKEYS
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import AWS, creation_options, request_options
from mfa_rehearsal.webauthn import cbor, cose, es256
from mfa_rehearsal.webauthn.attestation import read_attestation
from mfa_rehearsal.webauthn.authenticator_data import (
    Flags,
    read_authenticator_data,
    rp_id_hash,
    write_authenticator_data,
)
from mfa_rehearsal.webauthn.client_data import CREATE, GET, CeremonyType, write_client_data
from mfa_rehearsal.webauthn.messages import Assertion, Registration

from tests.webauthn.client import CHALLENGE, SIGN_IN_PAGE, create, get

Words = tuple[str, int, str]

INCORRECT = ("AccessDenied", 403, "Your authentication information is incorrect. Please try again.")
NOT_REGISTERED = ("ValidationError", 400, "The passkey or security key could not be registered.")
ALREADY = ("EntityAlreadyExists", 409, "This passkey or security key is already registered.")
NO_DEVICE = ("NoSuchEntity", 404, "VirtualMFADevice with serial number {serial} doesn't exist.")
UNABLE = (
    "AccessDenied",
    403,
    (
        "MultiFactorAuthentication failed, unable to validate MFA code.  "
        "Please verify your MFA serial number is valid and associated with this user."
    ),
)


@dataclass(frozen=True)
class Scene:
    """An account in which root has a key, and honest answers to start from."""

    account: Account
    key: Authenticator
    now: UnixSeconds

    @property
    def serial(self) -> str:
        return self.account.passkeys[0].serial_number

    # -- registering ---------------------------------------------------------------------------

    @property
    def registration(self) -> Registration:
        options = creation_options(self.account, "alice", CHALLENGE)
        return create(Authenticator("device-bound"), options, seed=b"alice's")[1]

    def register(self, registration: Registration, algorithms: tuple[int, ...] = (-7,)) -> object:
        asked = replace(creation_options(self.account, "alice", CHALLENGE), algorithms=algorithms)
        return register_passkey(self.account, "alice", "new", asked, registration, self.now)

    def register_data(self, data: bytes, **more: cbor.Value) -> object:
        """Register with these authenticator data, or another attestation statement."""
        wrapped: dict[cbor.Key, cbor.Value] = {"fmt": "none", "attStmt": {}, "authData": data}
        wrapped.update(more)
        attestation = cbor.encode(wrapped)
        return self.register(replace(self.registration, attestation_object=attestation))

    @property
    def new_data(self) -> bytes:
        return read_attestation(self.registration.attestation_object).authenticator_data

    def register_flags(self, flags: Flags) -> object:
        said = replace(read_authenticator_data(self.new_data), flags=flags)
        return self.register_data(write_authenticator_data(said))

    def register_key(self, change: Mapping[cbor.Key, cbor.Value]) -> object:
        key = cose.write_key(es256.public_key(self.alices_key()))
        changed = cbor.decode(key)
        assert isinstance(changed, Mapping)
        before = self.new_data.removesuffix(key)
        return self.register_data(before + cbor.encode({**changed, **change}))

    def alices_key(self) -> int:
        return es256.private_key(b"alice's")

    def register_said(self, client_data: bytes) -> object:
        return self.register(replace(self.registration, client_data_json=client_data))

    # -- signing in ----------------------------------------------------------------------------

    @property
    def assertion(self) -> Assertion:
        return get(self.key, request_options(self.account, "root", CHALLENGE))[1]

    def check(self, assertion: Assertion, user_name: str = "root") -> object:
        asked = request_options(self.account, user_name, CHALLENGE)
        return check_passkey(self.account, user_name, asked, assertion)

    def signed(
        self,
        flags: int = Flags.USER_PRESENT | Flags.USER_VERIFIED,
        count: int = 9,
        *,
        rp_id: str = "amazon.com",
        client_data: bytes = write_client_data(GET, CHALLENGE, SIGN_IN_PAGE),
        rest: bytes = b"",
    ) -> Assertion:
        """Return an assertion with the real key's signature over these words."""
        data = rp_id_hash(rp_id) + bytes((flags,)) + count.to_bytes(4, "big") + rest
        message = data + hashlib.sha256(client_data).digest()
        (credential,) = self.key.credentials
        signature = es256.sign(credential.private_key, message)
        return Assertion(credential.credential_id, client_data, data, signature)


def said(
    ceremony: CeremonyType, challenge: bytes = CHALLENGE, origin: str = SIGN_IN_PAGE, top: str = ""
) -> bytes:
    return write_client_data(ceremony, challenge, origin, top)


@pytest.fixture
def scene(account: Account, now: UnixSeconds) -> Scene:
    options = creation_options(account, "root", CHALLENGE)
    key, registration = create(Authenticator("device-bound"), options)
    registered = register_passkey(account, "root", "key", options, registration, now)
    return Scene(registered, key, now)


def sign_in_of(s: Scene, client_data: bytes) -> object:
    return s.check(s.signed(client_data=client_data))


def again(s: Scene) -> object:
    """Sign in, then send the same assertion again."""
    asked, assertion = request_options(s.account, "root", CHALLENGE), s.assertion
    after, _ = check_passkey(s.account, "root", asked, assertion)
    return check_passkey(after, "root", asked, assertion)


def removed(s: Scene) -> object:
    asked = request_options(s.account, "root", CHALLENGE)
    after = iam.deactivate(s.account, "root", s.serial)
    return check_passkey(after, "root", asked, s.assertion)


def not_requested(s: Scene) -> object:
    asked = replace(request_options(s.account, "root", CHALLENGE), allow_credentials=(b"other",))
    return check_passkey(s.account, "root", asked, s.assertion)


def twice(s: Scene) -> object:
    """Register root's own credential for alice, with an answer made for her request."""
    asked = creation_options(s.account, "alice", CHALLENGE)
    registration = create(Authenticator("device-bound"), asked)[1]
    return s.register(registration)


PRESENT, VERIFIED, SYNCED = Flags.USER_PRESENT, Flags.USER_VERIFIED, Flags.BACKED_UP
CREATED = PRESENT | VERIFIED | Flags.ATTESTED_CREDENTIAL
FRAME = "https://frame.example"
FALSE_PAGE = "https://signin.aws.amazon.com.example"

Situation = Callable[[Scene], object]

REGISTERING: list[tuple[str, Situation, Words]] = [
    ("client-data-malformed", lambda s: s.register_said(b"{"), NOT_REGISTERED),
    ("ceremony-type-wrong", lambda s: s.register_said(said(GET)), NOT_REGISTERED),
    ("challenge-wrong", lambda s: s.register_said(said(CREATE, bytes(32))), NOT_REGISTERED),
    ("challenge-wrong", lambda s: s.register_said(said(CREATE, CHALLENGE[1:])), NOT_REGISTERED),
    (
        "origin-wrong",
        lambda s: s.register_said(said(CREATE, origin=FALSE_PAGE)),
        NOT_REGISTERED,
    ),
    ("cross-origin", lambda s: s.register_said(said(CREATE, top=FRAME)), NOT_REGISTERED),
    ("rp-id-wrong", lambda s: s.register_data(bytes(32) + s.new_data[32:]), NOT_REGISTERED),
    ("user-not-present", lambda s: s.register_flags(CREATED & ~PRESENT), NOT_REGISTERED),
    ("user-not-verified", lambda s: s.register_flags(CREATED & ~VERIFIED), NOT_REGISTERED),
    ("backup-flags-wrong", lambda s: s.register_flags(CREATED | SYNCED), NOT_REGISTERED),
    (
        "attestation-malformed",
        lambda s: s.register(replace(s.registration, attestation_object=b"")),
        NOT_REGISTERED,
    ),
    ("attestation-malformed", lambda s: s.register_data(s.new_data[:-1]), NOT_REGISTERED),
    (
        "attestation-malformed",
        lambda s: s.register_data(s.new_data[:32] + b"\x05" + bytes(4)),
        NOT_REGISTERED,
    ),
    ("attestation-malformed", lambda s: s.register_key({-3: bytes(32)}), NOT_REGISTERED),
    ("attestation-not-none", lambda s: s.register_data(b"", fmt="packed"), NOT_REGISTERED),
    (
        "attestation-not-none",
        lambda s: s.register_data(s.new_data, attStmt={"sig": b""}),
        NOT_REGISTERED,
    ),
    ("passkey-algorithm-not-offered", lambda s: s.register_key({3: -257}), NOT_REGISTERED),
    (
        "passkey-algorithm-not-offered",
        lambda s: s.register(s.registration, algorithms=(-257,)),
        NOT_REGISTERED,
    ),
    (
        "credential-id-wrong",
        lambda s: s.register(replace(s.registration, credential_id=b"other")),
        NOT_REGISTERED,
    ),
    ("passkey-already-registered", twice, ALREADY),
]

SIGNING_IN: list[tuple[str, Situation, Words]] = [
    ("client-data-malformed", lambda s: sign_in_of(s, b"\xff"), INCORRECT),
    ("ceremony-type-wrong", lambda s: sign_in_of(s, said(CREATE)), INCORRECT),
    ("challenge-wrong", lambda s: sign_in_of(s, said(GET, bytes(32))), INCORRECT),
    ("origin-wrong", lambda s: sign_in_of(s, said(GET, origin=FALSE_PAGE)), INCORRECT),
    (
        "origin-wrong",
        lambda s: sign_in_of(s, said(GET, origin=SIGN_IN_PAGE.replace("https", "http"))),
        INCORRECT,
    ),
    ("cross-origin", lambda s: sign_in_of(s, said(GET, top=FRAME)), INCORRECT),
    (
        "cross-origin",
        lambda s: sign_in_of(s, said(GET).replace(b"false", b"true")),
        INCORRECT,
    ),
    ("rp-id-wrong", lambda s: s.check(s.signed(rp_id="amazon.com.example")), INCORRECT),
    ("user-not-present", lambda s: s.check(s.signed(VERIFIED)), INCORRECT),
    ("user-not-verified", lambda s: s.check(s.signed(PRESENT)), INCORRECT),
    ("backup-flags-wrong", lambda s: s.check(s.signed(PRESENT | VERIFIED | SYNCED)), INCORRECT),
    ("backup-flags-wrong", lambda s: s.check(s.signed(PRESENT | VERIFIED | 0x08)), INCORRECT),
    ("authenticator-data-malformed", lambda s: s.check(s.signed(rest=b"\0")), INCORRECT),
    (
        "authenticator-data-malformed",
        lambda s: s.check(replace(s.assertion, authenticator_data=b"")),
        INCORRECT,
    ),
    ("passkey-unknown", removed, INCORRECT),
    ("passkey-unknown", lambda s: s.check(replace(s.assertion, credential_id=b"")), INCORRECT),
    ("passkey-not-this-users", lambda s: s.check(s.assertion, "alice"), INCORRECT),
    ("passkey-not-requested", not_requested, INCORRECT),
    ("user-handle-wrong", lambda s: s.check(replace(s.assertion, user_handle=b"x")), INCORRECT),
    ("signature-wrong", lambda s: s.check(replace(s.assertion, signature=b"")), INCORRECT),
    (
        "signature-wrong",
        lambda s: s.check(replace(s.assertion, client_data_json=said(GET) + b" ")),
        INCORRECT,
    ),
    ("counter-not-higher", again, INCORRECT),
]

CODES: list[tuple[str, Situation, Words]] = [
    (
        "not-a-virtual-device",
        lambda s: iam.check_code(s.account, "root", s.serial, "123456", s.now),
        UNABLE,
    ),
    (
        "not-a-virtual-device",
        lambda s: iam.resync(s.account, "root", s.serial, "123456", "654321", s.now),
        NO_DEVICE,
    ),
    (
        "not-a-virtual-device",
        lambda s: iam.enable(s.account, "root", s.serial, "123456", "654321", s.now),
        NO_DEVICE,
    ),
    ("not-a-virtual-device", lambda s: iam.delete(s.account, s.serial), NO_DEVICE),
    ("not-a-virtual-device", lambda s: iam.tag(s.account, s.serial, ()), NO_DEVICE),
]

SITUATIONS = REGISTERING + SIGNING_IN + CODES


@pytest.mark.parametrize(("cause", "situation", "words"), SITUATIONS)
def test_each_refusal_has_its_words_and_its_own_cause(
    cause: str, situation: Situation, words: Words, scene: Scene
) -> None:
    code, status, message = words
    with pytest.raises(Refusal) as refused:
        situation(scene)
    refusal = refused.value
    assert refusal.cause == cause
    expected = code, status, message.format(serial=scene.serial)
    assert (refusal.code, refusal.http_status, refusal.message) == expected
    assert (refusal.source.grade == "ours") == (words in (NOT_REGISTERED, ALREADY))


def test_every_cause_has_a_situation_above() -> None:
    assert {cause for cause, _, _ in SITUATIONS} == {*CEREMONIES, *PASSKEYS}
    both = {cause for cause, _, _ in REGISTERING} & {cause for cause, _, _ in SIGNING_IN}
    assert both == {*CEREMONIES}


def test_the_scene_starts_from_answers_that_are_accepted(scene: Scene) -> None:
    assert scene.register(scene.registration)
    assert scene.register_data(scene.new_data)
    assert scene.register_flags(CREATED)
    assert scene.check(scene.assertion)
    assert scene.check(scene.signed())


def test_a_hint_names_what_is_wrong(scene: Scene) -> None:
    strange = said(GET, origin="https://\u0430mazon.com")
    with pytest.raises(Refusal, check=lambda r: r.cause == "origin-wrong") as refused:
        sign_in_of(scene, strange)
    assert "by https://\\u0430mazon.com, which" in refused.value.hint
    with pytest.raises(Refusal) as refused:
        scene.check(scene.signed(count=0, rest=b"12"))
    assert "2 of the 39 bytes of authenticator data are left over" in refused.value.hint
    with pytest.raises(Refusal) as refused:
        again(scene)
    assert "counts 1 signatures, but AWS has seen 1" in refused.value.hint


def test_a_long_origin_is_cut_in_the_hint(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        sign_in_of(scene, said(GET, origin="x" * 5000))
    assert len(refused.value.hint) < 300


def test_verification_is_not_checked_where_it_is_only_preferred(
    account: Account, now: UnixSeconds
) -> None:
    lenient = replace(AWS, user_verification="preferred")
    options = creation_options(account, "root", CHALLENGE, lenient)
    key, registration = create(Authenticator("device-bound"), options, gesture="touch")
    after = register_passkey(account, "root", "key", options, registration, now, lenient)
    asked = request_options(after, "root", CHALLENGE, lenient)
    _, assertion = get(key, asked, gesture="touch")
    assert check_passkey(after, "root", asked, assertion, lenient)


def test_another_party_has_its_own_domain_and_pages(account: Account, now: UnixSeconds) -> None:
    other = replace(AWS, rp_id="example.com", origins=("https://example.com",))
    options = creation_options(account, "root", CHALLENGE, other)
    key, registration = create(Authenticator("synced"), options, origin="https://example.com")
    after = register_passkey(account, "root", "key", options, registration, now, other)
    asked = request_options(after, "root", CHALLENGE, other)
    _, assertion = get(key, asked, origin="https://example.com")
    assert check_passkey(after, "root", asked, assertion, other)
    with pytest.raises(Refusal) as refused:
        check_passkey(after, "root", asked, assertion)
    assert refused.value.cause == "origin-wrong"


@pytest.mark.parametrize(
    ("stored", "sent", "accepted"),
    [
        (0, 0, True),
        (0, 1, True),
        (1, 2, True),
        (5, 2**32 - 1, True),
        (1, 1, False),
        (2, 1, False),
        (1, 0, False),
        (2**32 - 1, 0, False),
    ],
)
def test_a_counter_must_rise_unless_it_was_never_used(
    scene: Scene, stored: int, sent: int, accepted: bool
) -> None:
    (passkey,) = scene.account.passkeys
    before = replace(passkey, sign_count=stored)
    account = replace(scene.account, passkeys=scene.account.passkeys.put(before))
    asked, assertion = request_options(account, "root", CHALLENGE), scene.signed(count=sent)
    if accepted:
        after, _ = check_passkey(account, "root", asked, assertion)
        assert after.passkeys[0].sign_count == sent
        return
    with pytest.raises(Refusal) as refused:
        check_passkey(account, "root", asked, assertion)
    assert refused.value.cause == "counter-not-higher"


def test_a_passkey_that_stops_syncing_is_remembered(account: Account, now: UnixSeconds) -> None:
    options = creation_options(account, "root", CHALLENGE)
    phone, registration = create(Authenticator("synced"), options)
    after = register_passkey(account, "root", "key", options, registration, now)
    assert (after.passkeys[0].backup_eligible, after.passkeys[0].backed_up) == (True, True)
    scene = Scene(after, phone, now)
    only_eligible = scene.signed(PRESENT | VERIFIED | Flags.BACKUP_ELIGIBLE, 0)
    used, _ = check_passkey(after, "root", request_options(after, "root", CHALLENGE), only_eligible)
    assert (used.passkeys[0].backup_eligible, used.passkeys[0].backed_up) == (True, False)
    with pytest.raises(Refusal) as refused:
        scene.check(scene.signed(PRESENT | VERIFIED, 0))
    assert refused.value.cause == "backup-flags-wrong"
