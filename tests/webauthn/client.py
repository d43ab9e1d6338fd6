"""A browser that can lie: the same as the simulator's, but it takes any origin and checks nothing.

Rule: as in reality, only the values of navigator.credentials pass between the two sides.
"""

import hashlib

from mfa_rehearsal.authenticator.credentials import Authenticator, Gesture
from mfa_rehearsal.authenticator.passkeys import get_assertion, make_credential
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.relying_party import creation_options
from mfa_rehearsal.webauthn.attestation import read_attestation
from mfa_rehearsal.webauthn.authenticator_data import read_authenticator_data
from mfa_rehearsal.webauthn.client_data import CREATE, GET, write_client_data
from mfa_rehearsal.webauthn.messages import (
    Assertion,
    CreationOptions,
    Registration,
    RequestOptions,
)

SIGN_IN_PAGE = "https://signin.aws.amazon.com"
CHALLENGE = bytes(range(32))


def create(
    authenticator: Authenticator,
    options: CreationOptions,
    *,
    seed: bytes = b"seed",
    gesture: Gesture = "verified",
    origin: str = SIGN_IN_PAGE,
) -> tuple[Authenticator, Registration]:
    """Do what navigator.credentials.create does."""
    client_data = write_client_data(CREATE, options.challenge, origin)
    holding, attestation = make_credential(authenticator, options, gesture, seed)
    new = read_authenticator_data(read_attestation(attestation).authenticator_data).credential
    assert new is not None
    return holding, Registration(new.credential_id, client_data, attestation)


def get(
    authenticator: Authenticator,
    options: RequestOptions,
    *,
    gesture: Gesture = "verified",
    origin: str = SIGN_IN_PAGE,
) -> tuple[Authenticator, Assertion]:
    """Do what navigator.credentials.get does."""
    client_data = write_client_data(GET, options.challenge, origin)
    hashed = hashlib.sha256(client_data).digest()
    after, signed = get_assertion(authenticator, options, hashed, gesture)
    assertion = Assertion(
        signed.credential_id,
        client_data,
        signed.authenticator_data,
        signed.signature,
        signed.user_handle,
    )
    return after, assertion


def register(account: Account, user_name: str, name: str, now: UnixSeconds) -> Account:
    """Register a new security key, whose seed is its name."""
    options = creation_options(account, user_name, CHALLENGE)
    _, registration = create(Authenticator("device-bound"), options, seed=name.encode())
    return register_passkey(account, user_name, name, options, registration, now)
