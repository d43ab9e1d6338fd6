"""Conditions of a trust policy: what a statement may ask about the caller's MFA.

Rule: two keys and a few operators. `aws:MultiFactorAuthPresent` is true or false in temporary
credentials and missing otherwise; `aws:MultiFactorAuthAge` is there only with MFA. A missing key
fulfills Null and the operators with IfExists, and no other.

Source: IAM User Guide, AWS global condition context keys, and condition operators.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

PRESENT: Final = "aws:multifactorauthpresent"
AGE: Final = "aws:multifactorauthage"
"""The keys in lower case: they are not case-sensitive."""

Context = Mapping[str, bool | int]
"""The keys that a request has, and their values."""

TRUTH: Final = re.compile("true|false", re.IGNORECASE)
NUMBER: Final = re.compile("-?[0-9]{1,15}")
IF_EXISTS: Final = "IfExists"

NUMERIC: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "NumericEquals": operator.eq,
    "NumericLessThan": operator.lt,
    "NumericLessThanEquals": operator.le,
    "NumericGreaterThan": operator.gt,
    "NumericGreaterThanEquals": operator.ge,
}


@dataclass(frozen=True)
class Condition:
    """One key of one operator. It is fulfilled if any of the values fits.

    Args:
        operator: such as "BoolIfExists".
        key: in lower case.
        values: as text.
    """

    operator: str
    key: str
    values: tuple[str, ...]

    def is_fulfilled(self, context: Context) -> bool:
        """Say whether a request fulfills it."""
        if self.operator == "Null":
            return any((value.lower() == "true") != (self.key in context) for value in self.values)
        if self.key not in context:
            return self.operator.endswith(IF_EXISTS)
        return any(self._fits(context[self.key], value) for value in self.values)

    def _fits(self, actual: bool | int, value: str) -> bool:
        compare = NUMERIC.get(self.operator.removesuffix(IF_EXISTS))
        if compare is None:
            return actual == (value.lower() == "true")
        return compare(actual, int(value))


def is_known_key(key: str) -> bool:
    """Say whether conditions may ask for a key."""
    return key.lower() in (PRESENT, AGE)


def is_known_operator(name: str, key: str) -> bool:
    """Say whether an operator can compare a key's values."""
    if name == "Null":
        return True
    plain = name.removesuffix(IF_EXISTS)
    return plain == "Bool" if key.lower() == PRESENT else plain in NUMERIC


def is_value(name: str, value: str) -> bool:
    """Say whether a text is a value that an operator compares with."""
    pattern = NUMBER if name.removesuffix(IF_EXISTS) in NUMERIC else TRUTH
    return pattern.fullmatch(value) is not None
