"""What people type and paste: blanks that nobody sees, and characters that only look right.

Rule: blanks and invisible format characters never count. Anything else that does not belong is
named with its place, because "contains a wrong character" sends a reader hunting.
"""

DIGITS = frozenset("0123456789")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
OF_A_KEY = LETTERS | frozenset("234567")
OF_A_NAME = LETTERS | DIGITS | frozenset("_+=,.@-")
"""Source: RFC 4648, section 6; IAM API Reference, CreateVirtualMFADevice."""

LOOK_LIKE_DIGITS = {"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "i": "1", "|": "1"}
LOOK_LIKE_DIGITS |= {"\u0131": "1", "Z": "2", "S": "5", "B": "8"}
LOOK_LIKE_LETTERS = {"0": "O", "1": "I", "8": "B"}
"""What base32 has in the place of the digits that it leaves out. Source: RFC 4648, section 6."""

CYRILLIC = dict(
    zip("АВЕЅІЈКМНОРСТУХавеѕіјкмнорстух", "ABESIJKMHOPCTYXabesijkmhopctyx", strict=True)
)
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ", "ABEZHIKMNOPTYXaikvoptux", strict=True))
"""Letters that look like Latin ones."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"

INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""What Unicode counts as letters, marks or symbols and nobody sees. Source:
DerivedCoreProperties, Default_Ignorable_Code_Point; and the blank of Braille."""

FULL_WIDTH = range(0xFF01, 0xFF5F)
AWAY_FROM_ASCII = 0xFEE0
"""Full-width forms are ASCII's characters, so far away. Source: Unicode, block FF00."""

SCRIPTS = {
    "Greek": range(0x370, 0x400),
    "Cyrillic": range(0x400, 0x530),
    "full-width": FULL_WIDTH,
}
LATIN_ENDS = 0x250


def cleaned(text: str) -> str:
    """Return a text without blanks of any kind and without invisible format characters."""
    return "".join(char for char in text if not (char.isspace() or _is_invisible(char)))


def without_dashes(text: str) -> str:
    """Return a text without hyphens and dashes, which people use to group a long key."""
    return "".join(char for char in text if char not in DASHES)


def wrong_digit(text: str) -> str:
    """Return a sentence on the first character that is not a digit from 0 to 9; "" if none is.

    Only where most of it is digits does a letter stand for one: words are not codes.
    """
    is_code = 2 * sum(char in DIGITS for char in text) >= len(text)
    return _first(text, DIGITS, LOOK_LIKE_DIGITS if is_code else {})


def wrong_key_character(text: str) -> str:
    """Return a sentence on the first character that no base32 key has; "" if none is."""
    return _first(text, OF_A_KEY, LOOK_LIKE_LETTERS)


def wrong_name_character(text: str) -> str:
    """Return a sentence on the first character that no device name has; "" if none is."""
    return _first(text, OF_A_NAME, {})


def _first(text: str, allowed: frozenset[str], look_alikes: dict[str, str]) -> str:
    for place, char in enumerate(text, start=1):
        if char not in allowed:
            plain = _plain(char)
            meant = plain if plain in allowed else look_alikes.get(plain, "")
            instead = f", not {_called(meant)}" if meant else ""
            return f"Character {place} is {_called(char)}{instead}."
    return ""


def _plain(char: str) -> str:
    """Return the ASCII character that one looks like or means, or the character itself."""
    if ord(char) in FULL_WIDTH:
        return chr(ord(char) - AWAY_FROM_ASCII)
    if char in DASHES:
        return "-"
    if char.isdecimal():
        return str(int(char))
    return CYRILLIC.get(char) or GREEK.get(char, char)


def _is_invisible(char: str) -> bool:
    return char in INVISIBLE or not (char.isprintable() or char.isspace())


def _called(char: str) -> str:
    """Return what a character is called, so that it can be told from the one it looks like."""
    if char.isspace():
        return "a space"
    if _is_invisible(char):
        return "an invisible character"
    if char in DASHES:
        return "a hyphen" if char == "-" else f"a dash ({char})"
    if char.isdecimal():
        return _digit(char)
    return _letter(char) if char.isalpha() else f"“{char}”"


def _digit(char: str) -> str:
    if char.isascii():
        return f"the digit {char}"
    if ord(char) in FULL_WIDTH:
        return f"the full-width digit {char}"
    return f"{char}, a digit of another script"


def _letter(char: str) -> str:
    script = next((name for name, codes in SCRIPTS.items() if ord(char) in codes), "")
    if script:
        return f"the {script} letter {char}"
    return f"the letter {char}" if ord(char) < LATIN_ENDS else f"{char}, of another script"
