"""AWS as a relying party: what it asks of an authenticator, and what it verifies in every answer.

Rule: one refusal for each cause. The two ceremonies share everything here: client data, RP ID,
flags. Challenges come from the caller, are for one ceremony, and are dropped by the caller after
it. Import this module and the two ceremonies where they are used, not from the package, because
the mathematics takes time to load.

Source: WebAuthn Level 3, sections 7.1 and 7.2. AWS publishes neither its options nor its words for
refusals. A refused registration has our words; a refused sign-in has those that AWS documents for
sign-in in general.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from mfa_rehearsal.errors import OURS, Source
from mfa_rehearsal.iam.account import Account, User, user
from mfa_rehearsal.iam.arns import user_arn
from mfa_rehearsal.iam.errors import Answer
from mfa_rehearsal.iam.mfa_devices import passkeys_of
from mfa_rehearsal.webauthn.authenticator_data import AuthenticatorData, Flags, rp_id_hash
from mfa_rehearsal.webauthn.client_data import CeremonyType, base64url, read_client_data
from mfa_rehearsal.webauthn.format_error import FormatError
from mfa_rehearsal.webauthn.messages import CreationOptions, RequestOptions, UserVerification

CHALLENGE_MIN_BYTES: Final = 16
"""Source: WebAuthn Level 3, section 13.4.3."""


@dataclass(frozen=True)
class RelyingParty:
    """A site that registers passkeys.

    Args:
        rp_id: the domain that passkeys are for.
        name: what browsers may show.
        origins: the pages that may ask.
        user_verification: whether a fingerprint, face or PIN is required.
    """

    rp_id: str
    name: str
    origins: tuple[str, ...]
    user_verification: UserVerification = "required"


AWS: Final = RelyingParty(
    "amazon.com",
    "Amazon Web Services",
    ("https://signin.aws.amazon.com", "https://console.aws.amazon.com"),
)
"""The relying party that the fake AWS is."""

SOURCES: Final = {
    "rp_id": Source("the domain in Chrome's dialog", "reported"),
    "name": OURS,
    "origins": Source("AWS Sign-In User Guide, the addresses of sign-in and console", "documented"),
    "user_verification": OURS,
}
"""The source of each field of AWS."""


def creation_options(
    account: Account, user_name: str, challenge: bytes, party: RelyingParty = AWS
) -> CreationOptions:
    """Return what to ask of an authenticator so that it makes a passkey for a user.

    Args:
        account: the account as it is.
        user_name: an IAM user, or ROOT.
        challenge: at least 16 random bytes, for this one registration.
        party: who asks.

    Raises:
        Refusal: no-such-user.
    """
    _check_challenge(challenge)
    owner = user(account, user_name)
    return CreationOptions(
        challenge,
        party.rp_id,
        party.name,
        user_handle(account, owner),
        owner.user_name,
        f"{owner.user_name} | {account.alias or account.account_id}",
        exclude_credentials=_credential_ids(account, user_name),
        user_verification=party.user_verification,
    )


def request_options(
    account: Account, user_name: str, challenge: bytes, party: RelyingParty = AWS
) -> RequestOptions:
    """Return what to ask of an authenticator so that a user can sign in.

    Args:
        account: the account as it is.
        user_name: the user whose password was right.
        challenge: at least 16 random bytes, for this one sign-in.
        party: who asks.

    Raises:
        Refusal: no-such-user.
    """
    _check_challenge(challenge)
    allowed = _credential_ids(account, user(account, user_name).user_name)
    return RequestOptions(challenge, party.rp_id, allowed, party.user_verification)


def user_handle(account: Account, owner: User) -> bytes:
    """Return a user's handle: 32 bytes that don't name the user.

    Source: WebAuthn Level 3, section 14.6.1. How AWS makes it is not published.
    """
    return hashlib.sha256(user_arn(account, owner).encode()).digest()


def verify_client_data(
    answer: Answer,
    client_data_json: bytes,
    ceremony: CeremonyType,
    challenge: bytes,
    party: RelyingParty,
) -> None:
    """Check what the browser says about a ceremony.

    Args:
        answer: what AWS answers if it is refused.
        client_data_json: as the browser wrote it.
        ceremony: the type that it must have.
        challenge: the challenge that it must contain.
        party: who asked.

    Raises:
        Refusal: client-data-malformed, ceremony-type-wrong, challenge-wrong, origin-wrong,
            cross-origin.
    """
    try:
        said = read_client_data(client_data_json)
    except FormatError as error:
        raise answer.because("client-data-malformed", detail=error) from None
    if said.type != ceremony:
        raise answer.because("ceremony-type-wrong", type=_shown(said.type), expected=ceremony)
    if said.challenge != base64url(challenge):
        raise answer.because("challenge-wrong")
    if said.origin not in party.origins:
        raise answer.because("origin-wrong", origin=_shown(said.origin))
    if said.cross_origin or said.top_origin:
        raise answer.because("cross-origin")


def verify_authenticator_data(
    answer: Answer, said: AuthenticatorData, rp_id: str, user_verification: UserVerification
) -> None:
    """Check what the authenticator says about a ceremony, except a credential and the counter.

    Args:
        answer: what AWS answers if it is refused.
        said: the authenticator's data.
        rp_id: the relying party's ID in the options.
        user_verification: as in the options.

    Raises:
        Refusal: rp-id-wrong, user-not-present, user-not-verified, backup-flags-wrong.
    """
    if said.rp_id_hash != rp_id_hash(rp_id):
        raise answer.because("rp-id-wrong", rp_id=rp_id)
    if Flags.USER_PRESENT not in said.flags:
        raise answer.because("user-not-present")
    if user_verification == "required" and Flags.USER_VERIFIED not in said.flags:
        raise answer.because("user-not-verified")
    if Flags.BACKED_UP in said.flags and Flags.BACKUP_ELIGIBLE not in said.flags:
        raise answer.because("backup-flags-wrong")


def _credential_ids(account: Account, user_name: str) -> tuple[bytes, ...]:
    return tuple(each.credential_id for each in passkeys_of(account, user_name))


def _check_challenge(challenge: bytes) -> None:
    if len(challenge) < CHALLENGE_MIN_BYTES:
        raise ValueError(f"a challenge has at least {CHALLENGE_MIN_BYTES} bytes")


def _shown(text: str) -> str:
    """Return text from a browser so that it can be printed anywhere, and not too long."""
    return ascii(text)[1:-1][:100]
