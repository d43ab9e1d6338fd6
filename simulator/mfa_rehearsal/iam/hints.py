"""Our words for each cause: what happened and how to fix it. AWS says neither.

Rule: each cause has one entry here, and is the heading id of its entry in trouble.md. The code that
finds the cause fills in the fields in braces.
"""

from collections.abc import Mapping
from typing import Final

PAIRS: Final[Mapping[str, str]] = {
    "same-code-twice": "Both fields contain the same code. Type one code, wait until the app shows "
    "the next one, then type that into the second field.",
    "codes-reversed": "The newer code is in the first field. Type the older code first, then the "
    "one that followed it.",
    "codes-not-consecutive": "Both codes come from this key, but they aren't consecutive. "
    "Type the code you see now, wait for the next one and type that.",
    "codes-not-from-this-key": "{which} Check the digits. If they're right, the app may be "
    "showing an older entry. Scan the QR code and use the new entry.",
    "pair-already-used": "These codes aren't newer than the last two AWS accepted. Wait for a new "
    "code, then type it and the next one. After correcting a fast clock, wait as long as it was "
    "ahead.",
}

CHECKS: Final[Mapping[str, str]] = {
    "code-already-used": "This code has already been used, and each code works only once. Wait for "
    "the app to show the next code and use that.",
    "code-out-of-step": "{which} {off} the time AWS expects. {remedy}",
    "code-not-from-this-key": "This code isn't from this device's key. Check the digits, and check "
    "that you're reading the entry for this account.",
    "attempts-exhausted": "Too many codes were tried for this device. Wait {wait}, then use "
    "the code the app shows.",
    "code-not-six-digits": "A code is exactly six digits. Type the six digits the app shows.",
    "wrong-password": "This isn't the user's password. Check it and type it again.",
}

DEVICES: Final[Mapping[str, str]] = {
    "device-name-taken": "The account already has a device with this name. Choose another name. "
    "If that device isn't assigned to anyone, you can delete it instead.",
    "device-in-use": "This device is assigned to another user. Create a new device for this user.",
    "user-has-this-device": "This user already has this device. Use it as it is, or resync it if "
    "its codes are refused.",
    "device-not-this-users": "This device isn't assigned to this user. Check the serial number "
    "and the user name.",
    "mfa-session-required": "You have an MFA device, so only a session with MFA may change your "
    "devices. Call GetSessionToken with a code and use the credentials that it returns.",
    "device-still-assigned": "The device is still assigned to a user. Deactivate it first, then "
    "delete it.",
    "no-such-device": "The account has no device with this serial number. Check it against the "
    "list of devices.",
    "no-such-user": "The account has no user with this name. Check the name.",
    "too-many-devices": "The limit is {limit} devices. Remove one you no longer use, then "
    "add this one.",
    "device-name-not-allowed": "{rule}",
    "token-serial-unknown": "AWS knows no hardware token with this serial number. Type the one on "
    "the token's back, and use a token made for AWS.",
}

USERS: Final[Mapping[str, str]] = {
    "user-name-taken": "That user name is taken; capitalization doesn't matter. Choose another "
    "name.",
    "too-many-users": "The limit is {limit} users. Delete one you no longer need.",
    "user-has-devices": "The user still has an MFA device. Deactivate it, then delete the user.",
    "user-has-access-keys": "The user still has an access key. Delete it, then delete the user.",
    "too-many-access-keys": "The limit is {limit} access keys. Delete one, then create this one.",
    "no-such-access-key": "The user has no access key with this ID. Check it against the list of "
    "the user's keys.",
    "root-only-in-console": "The API and the CLI can assign virtual devices only to IAM users. "
    "Sign in to the console as root and set up the device there.",
    "not-a-security-key": "GetMFADevice returns only security keys. List the user's "
    "devices instead.",
    "tag-key-reserved": "A tag key can't begin with aws:, in any capitalization. Choose another.",
    "tag-key-twice": "Two tags have the same key. Use each key only once.",
    "too-many-tags": "The limit is {limit} tags. Remove one, then add this one.",
}

ACCOUNT: Final[Mapping[str, str]] = {
    "user-has-password": "The user still has a password. Delete the login profile, then the user.",
    "no-login-profile": "The user has no password for the console. Create a login profile first.",
    "login-profile-exists": "The user already has a password. Update the login profile instead.",
    "password-too-weak": "A password needs {limit} characters of three kinds: capital letters, "
    "small letters, digits and symbols.",
    "no-such-alias": "The account doesn't have this alias. List the account's aliases.",
    "no-password-policy": "The account has only the default password policy, which this operation "
    "doesn't return.",
    "report-not-present": "There is no credential report yet. Generate one first.",
    "report-in-progress": "The credential report isn't complete yet. Ask again in two seconds.",
    "report-expired": "The credential report is older than four hours. Generate another one.",
}

CEREMONIES: Final[Mapping[str, str]] = {
    "client-data-malformed": "The browser's part of the answer can't be read: {detail}. Something "
    "changed it on the way. Try again.",
    "ceremony-type-wrong": "The answer has the type {type}, but this step needs {expected}. Try "
    "again.",
    "challenge-wrong": "The answer belongs to another request, and an answer works only once. Try "
    "again.",
    "origin-wrong": "The passkey was asked for by {origin}, which isn't a page of AWS. Sign in at "
    "AWS's own address.",
    "cross-origin": "The passkey was asked for by a frame in another site's page. Open AWS in a "
    "tab of its own.",
    "rp-id-wrong": "The passkey was made for another site, not for {rp_id}. Choose the one that "
    "you made for AWS.",
    "user-not-present": "Nobody confirmed the request on the device. Try again, and touch it when "
    "it asks.",
    "user-not-verified": "The device didn't check who you are. Try again with your fingerprint, "
    "face or PIN.",
    "backup-flags-wrong": "The device contradicts itself about whether its passkey can be synced. "
    "Register it again, or use another device.",
}

PASSKEYS: Final[Mapping[str, str]] = {
    "attestation-malformed": "The device's part of the answer can't be read: {detail}. Something "
    "changed it on the way. Try again.",
    "attestation-not-none": "The answer contains a statement about the device's model, which "
    "wasn't asked for. Try again.",
    "passkey-algorithm-not-offered": "The device made a kind of key that wasn't asked for: "
    "{detail}. Use another device.",
    "credential-id-wrong": "The browser and the device name different passkeys. Something changed "
    "the answer on the way. Try again.",
    "passkey-already-registered": "This passkey is already in the account. Use it as it is, or "
    "register another device.",
    "passkey-unknown": "The account has no such passkey. If it was removed, sign in another way "
    "and register it again.",
    "passkey-not-this-users": "This passkey belongs to another user of the account. Use one of "
    "your own.",
    "passkey-not-requested": "This passkey was registered after the request was made. Try again.",
    "user-handle-wrong": "The device made this passkey for another user. Use one of your own.",
    "authenticator-data-malformed": "The device's part of the answer can't be read: {detail}. "
    "Something changed it on the way. Try again.",
    "signature-wrong": "The signature doesn't fit this passkey. The answer was changed on the way "
    "or signed with another key. Try again.",
    "counter-not-higher": "The device counts {count} signatures, but AWS has seen {last}. A copy "
    "of it may be in use. Remove this passkey and register another.",
    "not-a-virtual-device": "This is the serial number of a passkey or security key, which shows "
    "no codes. It works only at sign-in in the console.",
}

ROLES: Final[Mapping[str, str]] = {
    "role-name-taken": "That role name is taken; capitalization doesn't matter. Choose another "
    "name.",
    "no-such-role": "The account has no such role. Check its name, or its ARN with the path.",
    "too-many-roles": "The limit is {limit} roles. Delete one you no longer need.",
    "trust-policy-malformed": "The trust policy isn't valid: {detail} Compare it with an example.",
    "trust-policy-not-supported": "AWS may accept this, but the endpoint can't evaluate {what}. "
    "Remove it from the trust policy.",
    "trust-policy-principal-unknown": "The account has no user or role {name}. Create it first, or "
    "correct the ARN.",
    "trust-policy-too-long": "The limit is {limit} characters, not counting spaces. Shorten the "
    "trust policy.",
    "role-needs-mfa": "The role's trust policy asks for MFA. Call AssumeRole with a serial number "
    "and a code, or in a session that you got for a code.",
    "role-not-trusted": "The role's trust policy doesn't let this caller in. Add the caller to it, "
    "or look for a statement that denies it.",
    "root-assumes-no-role": "The root user can't assume roles. Use an IAM user.",
    "session-too-long": "The session can last at most {limit} seconds. Ask for less, or raise the "
    "role's maximum; a role assumed by another role's session gets one hour.",
    "source-identity-fixed": "This session already has the source identity {fixed}, which can't "
    "change. Leave it out.",
    "source-identity-not-allowed": "The role's trust policy doesn't allow a source identity. Allow "
    "sts:SetSourceIdentity in it, or leave the source identity out.",
    "session-tags-not-allowed": "The role's trust policy doesn't allow tags on its sessions. Allow "
    "sts:TagSession in it, or leave the tags out.",
    "user-name-required": "A role's session is not a user, so it must say which user it means. Add "
    "a user name.",
}

HINTS: Final[Mapping[str, str]] = {
    **PAIRS,
    **CHECKS,
    **DEVICES,
    **USERS,
    **ACCOUNT,
    **CEREMONIES,
    **PASSKEYS,
    **ROLES,
}
