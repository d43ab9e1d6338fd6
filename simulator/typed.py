"""What people type and paste: blanks that nobody sees, and characters that only look right.

Rule: blanks and invisible format characters never count. Anything else that does not belong is
named with its place, because "contains a wrong character" sends a reader hunting.
"""

LOOK_LIKE_DIGITS = {"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "i": "1", "|": "1"}
LOOK_LIKE_DIGITS |= {"Z": "2", "S": "5", "B": "8"}
LOOK_LIKE_LETTERS = {"0": "O", "1": "I", "8": "B"}
"""What base32 has in the place of the digits that it leaves out. Source: RFC 4648, section 6."""

CYRILLIC = dict(
    zip("АВЕЅІЈКМНОРСТУХавеѕіјкмнорстух", "ABESIJKMHOPCTYXabesijkmhopctyx", strict=True)
)
"""Letters that look like Latin ones."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"


def cleaned(text: str) -> str:
    """Return a text without blanks of any kind and without invisible format characters."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())


def without_dashes(text: str) -> str:
    """Return a text without hyphens and dashes, which people use to group a long key."""
    return "".join(char for char in text if char not in DASHES)


def wrong_digit(text: str) -> str:
    """Return a sentence on the first character that is not a digit from 0 to 9; "" if none is."""
    return _first(text, "0123456789", LOOK_LIKE_DIGITS, "the digit")


def wrong_key_character(text: str) -> str:
    """Return a sentence on the first character that no base32 key has; "" if none is."""
    allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz234567"
    return _first(text, allowed, LOOK_LIKE_LETTERS, "the letter")


def wrong_name_character(text: str) -> str:
    """Return a sentence on the first character that no device name has; "" if none is.

    Source: IAM API Reference, CreateVirtualMFADevice, pattern of VirtualMFADeviceName.
    """
    return _first(text, "", {}, "", extra="_+=,.@-")


def _first(text: str, allowed: str, look_alikes: dict[str, str], kind: str, extra: str = "") -> str:
    for place, char in enumerate(text, start=1):
        fits = char in allowed if allowed else char.isascii() and (char.isalnum() or char in extra)
        if not fits:
            return f"Character {place} is {_called(char)}{_meant(char, look_alikes, kind)}."
    return ""


def _meant(char: str, look_alikes: dict[str, str], kind: str) -> str:
    meant = look_alikes.get(CYRILLIC.get(char, char), "")
    return f", not {kind} {meant}" if meant else ""


def _called(char: str) -> str:
    """Return what a character is called, so that it can be told from the one it looks like."""
    if char.isspace():
        return "a space"
    if not char.isprintable():
        return "an invisible character"
    if char in DASHES:
        return "a hyphen" if char == "-" else f"a dash ({char})"
    if char in CYRILLIC:
        return f"the Cyrillic letter {char}"
    if char.isdecimal():
        return f"the digit {char}" if char.isascii() else f"{char}, a digit of another script"
    return f"the letter {char}" if char.isalpha() else f"“{char}”"
