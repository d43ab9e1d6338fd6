"""What the phone refuses, and how to mend it. All words are ours: there is no AWS in a phone.

Rule: one function a cause; the cause is the heading id of its entry in trouble.md.
"""

from simulator.errors import OURS, Refusal

SCAN_AGAIN = "Scan the code that the console shows under Show QR code."
COPY_KEY = "Copy the whole key from the console, under Show secret key."


def not_otpauth() -> Refusal:
    """Return the refusal of a text that is no otpauth code."""
    message = "This is not a QR code for an authenticator app."
    return _refusal("NotAnOtpauthCode", message, "not-an-otpauth-code", SCAN_AGAIN)


def counter_based() -> Refusal:
    """Return the refusal of an HOTP code, whose codes count instead of following the time."""
    message = "This QR code is for codes that count up, not for codes that follow the time."
    return _refusal("CounterBasedCode", message, "counter-based-code", SCAN_AGAIN)


def account_name_missing() -> Refusal:
    """Return the refusal of an entry without an account name."""
    hint = "Give the entry a name that tells you which account it is for."
    return _refusal("AccountNameMissing", "There is no account name.", "account-name-missing", hint)


def secret_missing() -> Refusal:
    """Return the refusal of an entry without a secret key."""
    return _refusal("SecretMissing", "There is no secret key.", "secret-missing", COPY_KEY)


def secret_not_base32() -> Refusal:
    """Return the refusal of a key with a letter or digit that no key has, or cut mid-way."""
    message = "The secret key has a character that no key has, or one is missing."
    hint = f"A key has only the letters A to Z and the digits 2 to 7. {COPY_KEY}"
    return _refusal("SecretNotBase32", message, "secret-not-base32", hint)


def secret_too_short() -> Refusal:
    """Return the refusal of a key under 112 bits."""
    message = "The secret key is too short."
    return _refusal("SecretTooShort", message, "secret-too-short", COPY_KEY)


def digits_not_supported(digits: str) -> Refusal:
    """Return the refusal of codes of another length than six."""
    message = f"This QR code asks for codes of {_shown(digits)} digits."
    hint = f"This app makes codes of six digits, as AWS uses. {SCAN_AGAIN}"
    return _refusal("DigitsNotSupported", message, "digits-not-supported", hint)


def period_not_supported(period: str) -> Refusal:
    """Return the refusal of codes that last another time than 30 seconds."""
    message = f"This QR code asks for a new code every {_shown(period)} seconds."
    hint = f"This app makes a new code every 30 seconds, as AWS uses. {SCAN_AGAIN}"
    return _refusal("PeriodNotSupported", message, "period-not-supported", hint)


def algorithm_not_supported(algorithm: str) -> Refusal:
    """Return the refusal of another hash than SHA-1."""
    message = f"This QR code asks for the algorithm {_shown(algorithm)}."
    hint = f"This app computes codes with SHA1, as AWS uses. {SCAN_AGAIN}"
    return _refusal("AlgorithmNotSupported", message, "algorithm-not-supported", hint)


def _shown(value: str) -> str:
    """Return a foreign value short enough to be read, or "?" for an empty one."""
    return value[:16] or "?"


def _refusal(code: str, message: str, cause: str, hint: str) -> Refusal:
    return Refusal(code, message, cause, hint, OURS)
