"""Register a passkey or security key: the relying party's half of the first ceremony.

Rule: the name and the number of devices are checked first, then the browser's words, then the
authenticator's. Nothing signs a registration without attestation: the model (AAGUID), the counter
and the reserved flags are taken as they are.

Source: WebAuthn Level 3, section 7.1.
"""

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import Account, user
from mfa_rehearsal.iam.arns import check_passkey_name, passkey_serial_number
from mfa_rehearsal.iam.mfa_devices import check_room, name_is_used, with_passkey
from mfa_rehearsal.iam.passkeys import Passkey
from mfa_rehearsal.iam.relying_party import (
    AWS,
    RelyingParty,
    verify_authenticator_data,
    verify_client_data,
)
from mfa_rehearsal.webauthn.attestation import NONE, read_attestation
from mfa_rehearsal.webauthn.authenticator_data import (
    AttestedCredential,
    AuthenticatorData,
    Flags,
    read_authenticator_data,
)
from mfa_rehearsal.webauthn.client_data import CREATE
from mfa_rehearsal.webauthn.cose import ES256, AlgorithmError
from mfa_rehearsal.webauthn.format_error import FormatError
from mfa_rehearsal.webauthn.messages import CreationOptions, Registration

REFUSED = errors.REGISTRATION_REFUSED


def check_new_passkey(account: Account, user_name: str, name: str) -> None:
    """Check that a user may have another passkey, with this name.

    Raises:
        Refusal: no-such-user, device-name-not-allowed, device-name-taken, too-many-devices.
    """
    check_passkey_name(account, user(account, user_name), name)
    if name_is_used(account, name):
        raise errors.NAME_TAKEN.because("device-name-taken", field="name")
    check_room(account, user_name)


def register_passkey(
    account: Account,
    user_name: str,
    name: str,
    options: CreationOptions,
    registration: Registration,
    now: UnixSeconds,
    party: RelyingParty = AWS,
) -> Account:
    """Return the account with a new passkey of the user.

    Args:
        account: the account as it is.
        user_name: an IAM user, or ROOT.
        name: the device's name.
        options: what was asked, by creation_options.
        registration: what the browser returned.
        now: true time.
        party: who asked.

    Raises:
        Refusal: what check_new_passkey, verify_client_data and verify_authenticator_data refuse;
            attestation-malformed, attestation-not-none, passkey-algorithm-not-offered,
            credential-id-wrong, passkey-already-registered.
    """
    check_new_passkey(account, user_name, name)
    verify_client_data(REFUSED, registration.client_data_json, CREATE, options.challenge, party)
    said = _read(registration.attestation_object)
    verify_authenticator_data(REFUSED, said, options.rp_id, options.user_verification)
    new = _credential(said, options, registration)
    if any(each.credential_id == new.credential_id for each in account.passkeys):
        raise errors.ALREADY_REGISTERED.because("passkey-already-registered")
    serial = passkey_serial_number(account, user(account, user_name), name, new.credential_id)
    return with_passkey(account, _passkey(serial, name, user_name, new, said, now))


def _passkey(
    serial: str,
    name: str,
    user_name: str,
    new: AttestedCredential,
    said: AuthenticatorData,
    now: UnixSeconds,
) -> Passkey:
    return Passkey(
        serial,
        name,
        user_name,
        new.credential_id,
        new.public_key,
        said.sign_count,
        Flags.BACKUP_ELIGIBLE in said.flags,
        Flags.BACKED_UP in said.flags,
        new.aaguid,
        now,
    )


def _read(attestation_object: bytes) -> AuthenticatorData:
    try:
        attestation = read_attestation(attestation_object)
        if attestation.format != NONE or attestation.statement:
            raise REFUSED.because("attestation-not-none")
        return read_authenticator_data(attestation.authenticator_data)
    except AlgorithmError as error:
        raise _wrong_algorithm(error) from None
    except FormatError as error:
        raise REFUSED.because("attestation-malformed", detail=error) from None


def _credential(
    said: AuthenticatorData, options: CreationOptions, registration: Registration
) -> AttestedCredential:
    """Return the new credential, if it is one that was asked for."""
    if said.credential is None:
        detail = "authenticator data has no credential"
        raise REFUSED.because("attestation-malformed", detail=detail)
    if ES256 not in options.algorithms:
        raise _wrong_algorithm("the public key is for ES256 (-7)")
    if said.credential.credential_id != registration.credential_id:
        raise REFUSED.because("credential-id-wrong")
    return said.credential


def _wrong_algorithm(detail: AlgorithmError | str) -> Refusal:
    return REFUSED.because("passkey-algorithm-not-offered", detail=detail)
