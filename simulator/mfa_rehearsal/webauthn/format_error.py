"""The one error of this room: bytes that don't have the format they should have."""


class FormatError(ValueError):
    """Malformed bytes. Its text is a clause for a hint, such as "3 bytes are left over"."""


def check(holds: bool, otherwise: str) -> None:
    """Check a format's rule.

    Args:
        holds: whether the bytes follow the rule.
        otherwise: what is wrong if they don't, as a clause.

    Raises:
        FormatError: they don't.
    """
    if not holds:
        raise FormatError(otherwise)
