"""What navigator.credentials does: client data before the authenticator, the answer after it.

Rule: the address is checked before an authenticator is asked, and stands in what it signs.

Source: WebAuthn Level 3, sections 5.1.3 and 5.1.4.
"""

import hashlib

from mfa_rehearsal.authenticator.credentials import Authenticator, Gesture
from mfa_rehearsal.authenticator.passkeys import get_assertion, make_credential
from mfa_rehearsal.user_agent.origins import Page, check_rp_id
from mfa_rehearsal.webauthn.attestation import read_attestation
from mfa_rehearsal.webauthn.authenticator_data import read_authenticator_data
from mfa_rehearsal.webauthn.client_data import CREATE, GET, write_client_data
from mfa_rehearsal.webauthn.messages import (
    Assertion,
    CreationOptions,
    Registration,
    RequestOptions,
)


def create(
    page: Page,
    authenticator: Authenticator,
    options: CreationOptions,
    gesture: Gesture,
    seed: bytes,
) -> tuple[Authenticator, Registration]:
    """Make a passkey: navigator.credentials.create().

    Args:
        page: the page that asks.
        authenticator: the one that the user chose.
        options: the relying party's.
        gesture: what the user did.
        seed: random bytes for the new credential.

    Returns:
        The authenticator with the new credential, and what the page gets.

    Raises:
        Refusal: rp-id-not-of-page, or what make_credential refuses.
    """
    check_rp_id(page, options.rp_id)
    client_data = write_client_data(CREATE, options.challenge, page.origin)
    holding, attestation = make_credential(authenticator, options, gesture, seed)
    return holding, Registration(_credential_id(attestation), client_data, attestation)


def get(
    page: Page, authenticator: Authenticator, options: RequestOptions, gesture: Gesture
) -> tuple[Authenticator, Assertion]:
    """Prove a passkey: navigator.credentials.get().

    Args:
        page: the page that asks.
        authenticator: the one that the user chose.
        options: the relying party's.
        gesture: what the user did.

    Returns:
        The authenticator with its counter, and what the page gets.

    Raises:
        Refusal: rp-id-not-of-page, or what get_assertion refuses.
    """
    check_rp_id(page, options.rp_id)
    client_data = write_client_data(GET, options.challenge, page.origin)
    hashed = hashlib.sha256(client_data).digest()
    after, signed = get_assertion(authenticator, options, hashed, gesture)
    return after, Assertion(
        signed.credential_id,
        client_data,
        signed.authenticator_data,
        signed.signature,
        signed.user_handle,
    )


def _credential_id(attestation: bytes) -> bytes:
    """Return the ID of the credential in an attestation object that was just made."""
    new = read_authenticator_data(read_attestation(attestation).authenticator_data).credential
    assert new is not None
    return new.credential_id
