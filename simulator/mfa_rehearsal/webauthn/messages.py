"""What crosses between a relying party and an authenticator: navigator.credentials' values.

Rule: bytes and text only. A browser stands between the two sides: it hands the options on, adds the
client data, and hands the answer back.

Source: WebAuthn Level 3, sections 5.1, 5.2, 5.4 and 5.5.
"""

from dataclasses import dataclass
from typing import Literal

from mfa_rehearsal.webauthn.cose import ES256

UserVerification = Literal["required", "preferred", "discouraged"]


@dataclass(frozen=True)
class CreationOptions:
    """The relying party's wishes for a new credential: PublicKeyCredentialCreationOptions.

    Args:
        challenge: random bytes for this one ceremony.
        rp_id: the domain that the credential is for.
        rp_name: the relying party's name.
        user_handle: user.id, at most 64 bytes that don't name the user.
        user_name: user.name, to tell accounts apart.
        user_display_name: user.displayName.
        algorithms: COSE algorithms, the preferred first.
        exclude_credentials: IDs of the user's credentials; an authenticator with one must refuse.
        user_verification: whether a fingerprint, face or PIN is required.
    """

    challenge: bytes
    rp_id: str
    rp_name: str
    user_handle: bytes
    user_name: str
    user_display_name: str
    algorithms: tuple[int, ...] = (ES256,)
    exclude_credentials: tuple[bytes, ...] = ()
    user_verification: UserVerification = "preferred"


@dataclass(frozen=True)
class RequestOptions:
    """The relying party's wishes for an assertion: PublicKeyCredentialRequestOptions.

    Args:
        challenge: random bytes for this one ceremony.
        rp_id: the domain that the credential is for.
        allow_credentials: IDs of the credentials that may answer, or () for any of the domain's.
        user_verification: whether a fingerprint, face or PIN is required.
    """

    challenge: bytes
    rp_id: str
    allow_credentials: tuple[bytes, ...] = ()
    user_verification: UserVerification = "preferred"


@dataclass(frozen=True)
class Registration:
    """A new credential: PublicKeyCredential with an AuthenticatorAttestationResponse.

    Args:
        credential_id: the browser's copy of the ID in the attestation object.
        client_data_json: the browser's.
        attestation_object: the authenticator's.
    """

    credential_id: bytes
    client_data_json: bytes
    attestation_object: bytes


@dataclass(frozen=True)
class Assertion:
    """Proof of a credential: PublicKeyCredential with an AuthenticatorAssertionResponse.

    Args:
        credential_id: which credential signed.
        client_data_json: the browser's.
        authenticator_data: the authenticator's.
        signature: over authenticator data and the hash of the client data.
        user_handle: the user that the credential was made for, or b"" if the authenticator
            doesn't keep it.
    """

    credential_id: bytes
    client_data_json: bytes
    authenticator_data: bytes
    signature: bytes
    user_handle: bytes = b""
