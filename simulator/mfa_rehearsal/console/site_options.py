"""What the owner of a site sets for all its readers: lessons, alias, device names, and a contact.

Rule: the values are fixed when a site is built or exported, and every page contains them. An
address can't change them, so no link can show readers of this site another phone number.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from mfa_rehearsal.iam.limits import DEVICE_NAME

DIGITS_AT_END = re.compile(r"\d+$")
MOST_EXAMPLES = 99


@dataclass(frozen=True)
class NameRule:
    """An organization's own rule for device names, which applies besides AWS's.

    Args:
        pattern: a regular expression that the whole name must match.
        words: the rule as a sentence.
        example: a name that follows it.
    """

    pattern: str
    words: str
    example: str

    def allows(self, name: str) -> bool:
        """Say whether a name follows the rule."""
        return re.fullmatch(self.pattern, name) is not None

    def examples(self) -> Iterator[str]:
        """Yield names that follow this rule and AWS's: the example, then others like it."""
        digits = DIGITS_AT_END.search(self.example)
        stem = self.example[: digits.start()] if digits else f"{self.example}-"
        width = len(digits[0]) if digits else 1
        numbered = (f"{stem}{number:0{width}}" for number in range(1, MOST_EXAMPLES + 1))
        for name in dict.fromkeys((self.example, *numbered)):
            if self.allows(name) and DEVICE_NAME.fullmatch(name):
                yield name


@dataclass(frozen=True)
class Contact:
    """Whom to call when locked out.

    Args:
        text: one line, such as a name and a phone number.
        href: where it links to, or "".
    """

    text: str
    href: str = ""


@dataclass(frozen=True)
class SiteOptions:
    """What the owner of a site has set. The default is our own site.

    Args:
        lessons: the slugs of the lessons that are offered, in any order; empty if all are.
        account_alias: the alias of the practice account, or "".
        name_rule: the rule for device names besides AWS's, or None.
        contact: whom to call when locked out, or None.
    """

    lessons: tuple[str, ...] = ()
    account_alias: str = ""
    name_rule: NameRule | None = None
    contact: Contact | None = None

    def offers(self, lesson: str) -> bool:
        """Say whether a lesson is offered."""
        return not self.lessons or lesson in self.lessons

    def as_data(self) -> dict[str, Any]:
        """Return the options as plain data, to be stored as JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the options read from stored data."""
        rule, contact = data["name_rule"], data["contact"]
        return cls(
            tuple(data["lessons"]),
            data["account_alias"],
            NameRule(**rule) if rule else None,
            Contact(**contact) if contact else None,
        )


OURS = SiteOptions()
"""The options of our own site."""
