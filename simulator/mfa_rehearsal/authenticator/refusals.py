"""What the phone refuses, and how to fix it. All words are ours, because the phone isn't AWS's.

Rule: one function for each cause; the cause is the heading id of its entry in trouble.md. The codes
for passkeys are the names of the exceptions that navigator.credentials raises.
"""

from mfa_rehearsal.errors import OURS, Refusal

SCAN_AGAIN = "Scan the code that the console shows under Show QR code."
KEY = "secret_key"
"""Name of the action's field for the key."""

COPY_KEY = "Copy the whole key from the console, under Show secret key."


def not_otpauth() -> Refusal:
    """Return the refusal of a text that isn't an otpauth code."""
    message = "This is not a QR code for an authenticator app."
    return _refusal("NotAnOtpauthCode", message, "not-an-otpauth-code", SCAN_AGAIN)


def counter_based() -> Refusal:
    """Return the refusal of an HOTP code, which depends on a counter and not on the time."""
    message = "This QR code is for counter-based codes, not for time-based ones."
    return _refusal("CounterBasedCode", message, "counter-based-code", SCAN_AGAIN)


def account_name_missing() -> Refusal:
    """Return the refusal of an entry without an account name."""
    message = "The account name is missing."
    hint = "Give the entry a name that tells you which account it is for."
    return _refusal("AccountNameMissing", message, "account-name-missing", hint, "account_name")


def secret_missing() -> Refusal:
    """Return the refusal of an entry without a secret key."""
    return _refusal("SecretMissing", "The secret key is missing.", "secret-missing", COPY_KEY, KEY)


def secret_not_base32(wrong: str) -> Refusal:
    """Return the refusal of a key with an invalid character or an impossible length.

    Args:
        wrong: a sentence about what is wrong and where.
    """
    message = f"This is not a secret key. {wrong}"
    hint = f"A key contains only the letters A to Z and the digits 2 to 7. {COPY_KEY}"
    return _refusal("SecretNotBase32", message, "secret-not-base32", hint, KEY)


def whole_text(field: str) -> Refusal:
    """Return the refusal of a QR code's whole text, typed as a name or key."""
    message = "This is the whole text of a QR code. Paste only the part after secret=."
    hint = "The key is the part after secret= and before the next &. Paste it as the secret key."
    return _refusal("WholeTextOfCode", message, "whole-text-of-code", hint, field)


def migration(field: str = "") -> Refusal:
    """Return the refusal of a code that moves entries from one app to another."""
    message = "This QR code moves entries from one authenticator app to another."
    hint = f"It was made by an app's export, not by AWS. {SCAN_AGAIN}"
    return _refusal("MigrationCode", message, "migration-code", hint, field)


def steam() -> Refusal:
    """Return the refusal of a QR code for Steam's codes."""
    message = "This QR code is for Steam's own five-character codes."
    return _refusal("SteamCode", message, "steam-code", SCAN_AGAIN)


def secret_too_short() -> Refusal:
    """Return the refusal of a key under 112 bits."""
    message = "The secret key is too short."
    return _refusal("SecretTooShort", message, "secret-too-short", COPY_KEY, KEY)


def digits_not_supported(digits: str) -> Refusal:
    """Return the refusal of codes that don't have six digits."""
    message = f"This QR code asks for codes with {_shown(digits)} digits."
    hint = f"This app makes six-digit codes, as AWS does. {SCAN_AGAIN}"
    return _refusal("DigitsNotSupported", message, "digits-not-supported", hint)


def period_not_supported(period: str) -> Refusal:
    """Return the refusal of codes that don't last 30 seconds."""
    message = f"This QR code asks for a new code every {_shown(period)} seconds."
    hint = f"This app makes a new code every 30 seconds, as AWS does. {SCAN_AGAIN}"
    return _refusal("PeriodNotSupported", message, "period-not-supported", hint)


def algorithm_not_supported(algorithm: str) -> Refusal:
    """Return the refusal of a hash other than SHA-1."""
    message = f"This QR code asks for the algorithm {_shown(algorithm)}."
    hint = f"This app computes codes with SHA-1, as AWS does. {SCAN_AGAIN}"
    return _refusal("AlgorithmNotSupported", message, "algorithm-not-supported", hint)


def passkey_already_here() -> Refusal:
    """Return the refusal to make a second passkey for one user of a site."""
    message = "This authenticator already has a passkey for this user."
    hint = "Use the passkey that is there, or choose another device for a second one."
    return _refusal("InvalidStateError", message, "passkey-already-here", hint)


def no_passkey_here() -> Refusal:
    """Return the refusal of an authenticator that has no passkey for the request."""
    message = "There is no passkey for this site here."
    hint = "Check the address in the browser, or use the device on which you made the passkey."
    return _refusal("NotAllowedError", message, "no-passkey-here", hint)


def passkey_needs_verification() -> Refusal:
    """Return the refusal of a touch where a fingerprint, face or PIN is required."""
    message = "A touch is not enough. Use your fingerprint, face or PIN."
    hint = "The site wants to know that it's you. Try again with your fingerprint, face or PIN."
    return _refusal("NotAllowedError", message, "passkey-needs-verification", hint)


def passkey_algorithm_not_supported() -> Refusal:
    """Return the refusal of a site that doesn't accept ES256."""
    message = "This site asks for a kind of key that this authenticator doesn't make."
    hint = "This authenticator makes ES256 keys, as all do. AWS accepts them."
    return _refusal("NotSupportedError", message, "passkey-algorithm-not-supported", hint)


def not_a_passkey_code() -> Refusal:
    """Return the refusal of a QR code that no open request shows."""
    message = "This is not the QR code of an open passkey request."
    hint = "Scan the code that the browser's dialog shows now, with the phone's camera."
    return _refusal("NotAPasskeyCode", message, "not-a-passkey-code", hint)


def _shown(value: str) -> str:
    """Return a value cut to a readable length, or "?" if it is empty."""
    return value[:16] or "?"


def _refusal(code: str, message: str, cause: str, hint: str, field: str = "") -> Refusal:
    return Refusal(code, message, cause, hint, OURS, field=field)
