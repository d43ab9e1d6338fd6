"""Sign in with a passkey or security key: the relying party's half of the second ceremony.

Rule: the passkey is found first, then the browser's words are checked, then the authenticator's,
then the signature over both, and the counter last. A refusal changes nothing, the counter included.

Source: WebAuthn Level 3, section 7.2.
"""

import hashlib
from dataclasses import replace

from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import Account, user
from mfa_rehearsal.iam.mfa_devices import with_passkey
from mfa_rehearsal.iam.passkeys import Passkey
from mfa_rehearsal.iam.relying_party import (
    AWS,
    RelyingParty,
    user_handle,
    verify_authenticator_data,
    verify_client_data,
)
from mfa_rehearsal.webauthn import es256
from mfa_rehearsal.webauthn.authenticator_data import (
    AuthenticatorData,
    Flags,
    read_authenticator_data,
)
from mfa_rehearsal.webauthn.client_data import GET
from mfa_rehearsal.webauthn.format_error import FormatError
from mfa_rehearsal.webauthn.messages import Assertion, RequestOptions

REFUSED = errors.SIGN_IN_INCORRECT


def check_passkey(
    account: Account,
    user_name: str,
    options: RequestOptions,
    assertion: Assertion,
    party: RelyingParty = AWS,
) -> tuple[Account, str]:
    """Check a user's passkey at sign-in.

    Args:
        account: the account as it is.
        user_name: the user whose password was right.
        options: what was asked, by request_options.
        assertion: what the browser returned.
        party: who asked.

    Returns:
        The account with the passkey's counter, and the passkey's serial number.

    Raises:
        Refusal: no-such-user, passkey-unknown, passkey-not-this-users, passkey-not-requested,
            user-handle-wrong, what verify_client_data and verify_authenticator_data refuse,
            authenticator-data-malformed, backup-flags-wrong, signature-wrong, counter-not-higher.
    """
    passkey = _passkey_to_check(account, user_name, options, assertion)
    verify_client_data(REFUSED, assertion.client_data_json, GET, options.challenge, party)
    said = _read(assertion.authenticator_data)
    verify_authenticator_data(REFUSED, said, options.rp_id, options.user_verification)
    if passkey.backup_eligible != (Flags.BACKUP_ELIGIBLE in said.flags):
        raise REFUSED.because("backup-flags-wrong")
    _verify_signature(passkey, assertion)
    if (said.sign_count or passkey.sign_count) and said.sign_count <= passkey.sign_count:
        count, last = said.sign_count, passkey.sign_count
        raise REFUSED.because("counter-not-higher", count=count, last=last)
    backed_up = Flags.BACKED_UP in said.flags
    used = replace(passkey, sign_count=said.sign_count, backed_up=backed_up)
    return with_passkey(account, used), used.serial_number


def _passkey_to_check(
    account: Account, user_name: str, options: RequestOptions, assertion: Assertion
) -> Passkey:
    owner, wanted = user(account, user_name), assertion.credential_id
    found = next((each for each in account.passkeys if each.credential_id == wanted), None)
    if found is None:
        raise REFUSED.because("passkey-unknown")
    if found.user_name != owner.user_name:
        raise REFUSED.because("passkey-not-this-users")
    if options.allow_credentials and wanted not in options.allow_credentials:
        raise REFUSED.because("passkey-not-requested")
    if assertion.user_handle not in (b"", user_handle(account, owner)):
        raise REFUSED.because("user-handle-wrong")
    return found


def _read(authenticator_data: bytes) -> AuthenticatorData:
    try:
        return read_authenticator_data(authenticator_data)
    except FormatError as error:
        raise REFUSED.because("authenticator-data-malformed", detail=error) from None


def _verify_signature(passkey: Passkey, assertion: Assertion) -> None:
    hashed = hashlib.sha256(assertion.client_data_json).digest()
    signed = assertion.authenticator_data + hashed
    if not es256.verify(passkey.public_key, signed, assertion.signature):
        raise REFUSED.because("signature-wrong")
