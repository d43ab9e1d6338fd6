"""The options of a site's owner, as the plugin and the commands are given them, and what is wrong.

Rule: each error names the option and says how to fix it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.console.site_options import Contact, NameRule, SiteOptions
from mfa_rehearsal.iam.limits import DEVICE_NAME
from mfa_rehearsal.lessons import guide_lesson
from mfa_rehearsal.lessons.guides import offered_lessons

GUIDE_LESSON = "guide"
"""How owners call the lesson of all steps, because its page has no slug."""

ALIAS = re.compile(r"[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]")
"""Source: IAM API Reference, CreateAccountAlias."""

SCHEMES = ("https", "http", "mailto", "tel")
MOST_CHARACTERS = 200
"""In any one option, which readers see as a line."""

RULE = ("device_name_pattern", "device_name_rule", "device_name_example")
NAMES = ("lessons", "account_alias", *RULE, "contact", "contact_link")
"""The names of the options."""


class OptionsError(ValueError):
    """An option that can't be followed; the message says how to fix it."""


def read(given: Mapping[str, Any]) -> SiteOptions:
    """Return the options from their names and values; one that is missing or empty isn't set.

    Raises:
        OptionsError: a value is wrong.
    """
    texts = {name: _line(name, given.get(name)) for name in NAMES if name != "lessons"}
    return SiteOptions(
        read_lessons(given.get("lessons") or ()),
        _alias(texts["account_alias"]),
        _name_rule(*(texts[name] for name in RULE)),
        _contact(texts["contact"], texts["contact_link"]),
    )


def read_lessons(names: Iterable[str]) -> tuple[str, ...]:
    """Return the slugs of lessons from their names.

    Raises:
        OptionsError: there is no such lesson.
    """
    known = known_lessons()
    if unknown := [name for name in names if name not in known]:
        raise OptionsError(f"“{unknown[0]}” is not a lesson. The lessons are: {', '.join(known)}")
    return tuple(dict.fromkeys(known[name] for name in names))


def known_lessons() -> dict[str, str]:
    """Return the slug of each lesson by its name, in the order in which readers see them."""
    slugs = [lesson.slug for each in EDITIONS for lesson in offered_lessons(each, SiteOptions())]
    first = {guide_lesson(edition).slug for edition in EDITIONS}
    return {GUIDE_LESSON if slug in first else slug: slug for slug in slugs}


def _line(name: str, value: object) -> str:
    if value is not None and not isinstance(value, str):
        raise OptionsError(f"{name} isn't text. Put it in quotation marks.")
    text = (value or "").strip()
    if len(text) > MOST_CHARACTERS or not text.isprintable():
        raise OptionsError(f"{name} must be one line of at most {MOST_CHARACTERS} characters.")
    return text


def _alias(alias: str) -> str:
    if alias and not ALIAS.fullmatch(alias):
        raise OptionsError(
            f"account_alias “{alias}” can't be an alias in AWS. Use 3 to 63 lowercase letters,"
            " digits and single hyphens, with no hyphen at either end."
        )
    return alias


def _name_rule(pattern: str, words: str, example: str) -> NameRule | None:
    values = dict(zip(RULE, (pattern, words, example), strict=True))
    missing = [name for name, value in values.items() if not value]
    if len(missing) == len(RULE):
        return None
    if missing:
        raise OptionsError(f"A rule for device names also needs {' and '.join(missing)}.")
    rule = NameRule(pattern, words if words.endswith((".", "!")) else f"{words}.", example)
    _check_example(rule)
    return rule


def _check_example(rule: NameRule) -> None:
    """Check the example, which also proves that some name follows the rule and AWS's."""
    if not DEVICE_NAME.fullmatch(rule.example):
        raise OptionsError(
            f"device_name_example “{rule.example}” can't be a device's name in AWS. Use only"
            " letters, digits and + = , . @ - _ in it, and allow such names in device_name_pattern."
        )
    try:
        allowed = rule.allows(rule.example)
    except re.error as error:
        raise OptionsError(
            f"device_name_pattern isn't a regular expression: {error}. Python's syntax applies."
        ) from error
    if not allowed:
        raise OptionsError(
            f"device_name_example “{rule.example}” doesn't match device_name_pattern. The pattern"
            " must match the whole name."
        )


def _contact(text: str, href: str) -> Contact | None:
    if href and not text:
        raise OptionsError("contact_link needs contact, the text that readers see.")
    if href and urlsplit(href).scheme not in SCHEMES:
        raise OptionsError(f"contact_link must begin with one of: {', '.join(SCHEMES)}.")
    return Contact(text, href) if text else None
