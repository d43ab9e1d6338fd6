"""Passkeys and security keys: authenticators that sign for one site only.

Rule: an authenticator answers what a browser hands it: options, the hash of the client data, and
the user's gesture. It knows no page and no account, and checks no address: the browser does. A new
credential comes from a seed, so that a run replays. Import this module where it is used, because
the mathematics takes time to load; the values are in `credentials`.

Source: WebAuthn Level 3, section 6.3; CTAP 2.2, sections 6.1 and 6.2.
"""

import hashlib
from dataclasses import dataclass, replace

from mfa_rehearsal.authenticator import refusals
from mfa_rehearsal.authenticator.credentials import Authenticator, Credential, Gesture
from mfa_rehearsal.webauthn import es256
from mfa_rehearsal.webauthn.attestation import write_attestation
from mfa_rehearsal.webauthn.authenticator_data import (
    AttestedCredential,
    AuthenticatorData,
    Flags,
    rp_id_hash,
    write_authenticator_data,
)
from mfa_rehearsal.webauthn.cose import ES256
from mfa_rehearsal.webauthn.messages import CreationOptions, RequestOptions


@dataclass(frozen=True)
class Signature:
    """What an authenticator returns for an assertion.

    Args:
        user_handle: b"" from a device-bound authenticator, which saves the space.
    """

    credential_id: bytes
    authenticator_data: bytes
    signature: bytes
    user_handle: bytes


def make_credential(
    authenticator: Authenticator, options: CreationOptions, gesture: Gesture, seed: bytes
) -> tuple[Authenticator, bytes]:
    """Return the authenticator with a new credential, its last, and the attestation object.

    Without attestation, nothing is signed, so the client data isn't needed.

    Args:
        authenticator: the authenticator that the user chose.
        options: the relying party's, whose RP ID the browser has checked.
        gesture: what the user did.
        seed: random bytes, new for each credential.

    Raises:
        Refusal: passkey-algorithm-not-supported, passkey-already-here, passkey-needs-verification.
    """
    if ES256 not in options.algorithms:
        raise refusals.passkey_algorithm_not_supported()
    if _with_ids(authenticator, options.rp_id, options.exclude_credentials):
        raise refusals.passkey_already_here()
    _check_gesture(gesture, options.user_verification == "required")
    new = _new_credential(options, seed)
    public = es256.public_key(new.private_key)
    attested = AttestedCredential(authenticator.aaguid, new.credential_id, public)
    flags = _flags(authenticator, gesture) | Flags.ATTESTED_CREDENTIAL
    data = AuthenticatorData(rp_id_hash(new.rp_id), flags, new.sign_count, attested)
    holding = replace(authenticator, credentials=(*authenticator.credentials, new))
    return holding, write_attestation(write_authenticator_data(data))


def usable_credentials(
    authenticator: Authenticator, options: RequestOptions
) -> tuple[Credential, ...]:
    """Return the credentials that can answer a request, oldest first."""
    if options.allow_credentials:
        return _with_ids(authenticator, options.rp_id, options.allow_credentials)
    return tuple(each for each in authenticator.credentials if each.rp_id == options.rp_id)


def get_assertion(
    authenticator: Authenticator,
    options: RequestOptions,
    client_data_hash: bytes,
    gesture: Gesture,
    credential_id: bytes = b"",
) -> tuple[Authenticator, Signature]:
    """Return the authenticator, with its counter raised if it counts, and a signature.

    Args:
        authenticator: the authenticator that the user chose.
        options: the relying party's, whose RP ID the browser has checked.
        client_data_hash: SHA-256 of the client data.
        gesture: what the user did.
        credential_id: the credential that the user chose, or b"" for the newest.

    Raises:
        Refusal: no-passkey-here, passkey-needs-verification.
    """
    usable = usable_credentials(authenticator, options)
    chosen = [each for each in usable if credential_id in (b"", each.credential_id)]
    if not chosen:
        raise refusals.no_passkey_here()
    _check_gesture(gesture, options.user_verification == "required")
    counted = _counted(authenticator, chosen[-1])
    flags = _flags(authenticator, gesture)
    data = AuthenticatorData(rp_id_hash(counted.rp_id), flags, counted.sign_count)
    signed = write_authenticator_data(data)
    signature = es256.sign(counted.private_key, signed + client_data_hash)
    handle = counted.user_handle if authenticator.kind == "synced" else b""
    answer = Signature(counted.credential_id, signed, signature, handle)
    return _with_credential(authenticator, counted), answer


def delete_credential(authenticator: Authenticator, credential_id: bytes) -> Authenticator:
    """Return the authenticator without a credential, or unchanged if it doesn't have it."""
    kept = (each for each in authenticator.credentials if each.credential_id != credential_id)
    return replace(authenticator, credentials=tuple(kept))


def sync(source: Authenticator, target: Authenticator) -> Authenticator:
    """Return the target with the source's passkeys, if both belong to a provider that syncs."""
    if not source.kind == target.kind == "synced":
        return target
    known = {each.credential_id for each in target.credentials}
    new = (each for each in source.credentials if each.credential_id not in known)
    return replace(target, credentials=(*target.credentials, *new))


def _new_credential(options: CreationOptions, seed: bytes) -> Credential:
    return Credential(
        hashlib.sha256(b"credential ID" + seed).digest(),
        es256.private_key(seed),
        options.rp_id,
        options.user_handle,
        options.user_name,
    )


def _with_ids(
    authenticator: Authenticator, rp_id: str, ids: tuple[bytes, ...]
) -> tuple[Credential, ...]:
    theirs = (each for each in authenticator.credentials if each.rp_id == rp_id)
    return tuple(each for each in theirs if each.credential_id in ids)


def _check_gesture(gesture: Gesture, required: bool) -> None:
    if required and gesture != "verified":
        raise refusals.passkey_needs_verification()


def _flags(authenticator: Authenticator, gesture: Gesture) -> Flags:
    flags = Flags.USER_PRESENT
    if gesture == "verified":
        flags |= Flags.USER_VERIFIED
    if authenticator.kind == "synced":
        flags |= Flags.BACKUP_ELIGIBLE | Flags.BACKED_UP
    return flags


def _counted(authenticator: Authenticator, credential: Credential) -> Credential:
    counts = authenticator.kind == "device-bound"
    return replace(credential, sign_count=credential.sign_count + 1) if counts else credential


def _with_credential(authenticator: Authenticator, changed: Credential) -> Authenticator:
    same = changed.credential_id
    credentials = (
        changed if each.credential_id == same else each for each in authenticator.credentials
    )
    return replace(authenticator, credentials=tuple(credentials))
