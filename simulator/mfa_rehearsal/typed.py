"""Typed and pasted text: spaces that nobody sees, and characters that only look right.

Rule: spaces and invisible format characters are ignored. Any other wrong character is named with
its position, because "contains a wrong character" leaves the reader searching.
"""

DIGITS = frozenset("0123456789")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
KEY_CHARACTERS = LETTERS | frozenset("234567")
NAME_CHARACTERS = LETTERS | DIGITS | frozenset("_+=,.@-")
"""Source: RFC 4648, section 6; IAM API Reference, CreateVirtualMFADevice."""

LOOK_LIKE_DIGITS = {"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "i": "1", "|": "1"}
LOOK_LIKE_DIGITS |= {"\u0131": "1", "Z": "2", "S": "5", "B": "8"}
LOOK_LIKE_LETTERS = {"0": "O", "1": "I", "8": "B"}
"""The base32 letters that look like the digits base32 leaves out. Source: RFC 4648, section 6."""

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
"""Invisible characters that Unicode counts as letters, marks or symbols. Source:
DerivedCoreProperties, Default_Ignorable_Code_Point; and the Braille blank."""

FULL_WIDTH = range(0xFF01, 0xFF5F)
FULL_WIDTH_OFFSET = 0xFEE0
"""Distance from an ASCII character to its full-width form. Source: Unicode, block FF00."""

SCRIPTS = {
    "Greek": range(0x370, 0x400),
    "Cyrillic": range(0x400, 0x530),
    "full-width": FULL_WIDTH,
}
LATIN_ENDS = 0x250


def cleaned(text: str) -> str:
    """Return a text without spaces of any kind or invisible format characters."""
    return "".join(char for char in text if not (char.isspace() or _is_invisible(char)))


def without_dashes(text: str) -> str:
    """Return a text without hyphens and dashes, which people use to group a long key."""
    return "".join(char for char in text if char not in DASHES)


def wrong_digit(text: str) -> str:
    """Return a sentence about the first character that is not a digit from 0 to 9, or "".

    A letter is taken for a digit only if at least half of the text is digits: words are not codes.
    """
    is_code = 2 * sum(char in DIGITS for char in text) >= len(text)
    return _first(text, DIGITS, LOOK_LIKE_DIGITS if is_code else {})


def wrong_key_character(text: str) -> str:
    """Return a sentence about the first character that no base32 key has, or ""."""
    return _first(text, KEY_CHARACTERS, LOOK_LIKE_LETTERS)


def wrong_name_character(text: str) -> str:
    """Return a sentence about the first character that no device name has, or ""."""
    return _first(text, NAME_CHARACTERS, {})


def _first(text: str, allowed: frozenset[str], lookalikes: dict[str, str]) -> str:
    for position, char in enumerate(text, start=1):
        if char not in allowed:
            plain = _plain(char)
            meant = plain if plain in allowed else lookalikes.get(plain, "")
            instead = f", not {_name(meant)}" if meant else ""
            return f"Character {position} is {_name(char)}{instead}."
    return ""


def _plain(char: str) -> str:
    """Return the ASCII character that a character looks like or means, or the character itself."""
    if ord(char) in FULL_WIDTH:
        return chr(ord(char) - FULL_WIDTH_OFFSET)
    if char in DASHES:
        return "-"
    if char.isdecimal():
        return str(int(char))
    return CYRILLIC.get(char) or GREEK.get(char, char)


def _is_invisible(char: str) -> bool:
    return char in INVISIBLE or not (char.isprintable() or char.isspace())


def _name(char: str) -> str:
    """Return a character's name, which sets it apart from the one it looks like."""
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
    return f"{char}, a digit from another script"


def _letter(char: str) -> str:
    script = next((name for name, codes in SCRIPTS.items() if ord(char) in codes), "")
    if script:
        return f"the {script} letter {char}"
    return f"the letter {char}" if ord(char) < LATIN_ENDS else f"{char}, from another script"
