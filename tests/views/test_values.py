"""Templates match the values they are given: every value is read, and every name is known."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

from jinja2 import DictLoader
from markupsafe import Markup
from mfa_rehearsal.console.world import Edition, View
from mfa_rehearsal.views import Head
from mfa_rehearsal.views.bar_values import BarValues
from mfa_rehearsal.views.coach_values import CoachValues
from mfa_rehearsal.views.console_values import ConsoleValues
from mfa_rehearsal.views.phone_values import PhoneValues
from mfa_rehearsal.views.templates import ENVIRONMENT, environment

from tests.views.template_reads import Reads, classes_in

PRACTICE: Mapping[str, Any] = {
    "bar": BarValues,
    "console": ConsoleValues,
    "phone": PhoneValues,
    "coach": CoachValues,
    "next": str,
}
PAGE: Mapping[str, Any] = {
    "edition": Edition,
    "slug": str,
    "title": str,
    "head": Head,
    "root": str,
    "guide": str,
    "practice": Markup,
    "road": str,
}
"""What draw.py passes to each template."""


def in_folders(*folders: str) -> list[str]:
    return [name for name in ENVIRONMENT.list_templates() if name.startswith(folders)]


FAMILIES = {
    "console.template": in_folders("sign-in/", "false-page/", "today/", "classic/"),
    "{phone/}{phone.view}{.html}": [f"phone/{view}.html" for view in get_args(View)],
}


def all_reads() -> Reads:
    reads = Reads(ENVIRONMENT, FAMILIES)
    return reads.follow("practice.html", PRACTICE).follow("page.html", PAGE)


def unread(reads: Reads, given: Mapping[str, Any], room: str = "mfa_rehearsal.views") -> set[str]:
    """Return the names and fields that no template reads."""
    classes = set(classes_in(iter(given.values()), room))
    all_fields = {(each, field.name) for each in classes for field in fields(each)}
    missed = {f"{each.__name__}.{name}" for each, name in all_fields - reads.fields}
    return missed | (set(given) - reads.names)


def test_every_field_is_read_by_a_template() -> None:
    assert unread(all_reads(), {**PRACTICE, **PAGE}) == set()


def test_every_name_in_a_template_is_a_field() -> None:
    assert all_reads().unknown == set()


def test_every_template_is_followed() -> None:
    assert all_reads().templates == set(ENVIRONMENT.list_templates())


@dataclass(frozen=True)
class Part:
    used: str
    idle: str


@dataclass(frozen=True)
class Whole:
    items: tuple[Part, ...]
    item: Part | None
    unseen: str


GIVEN = {"whole": Whole, "spare": str}


def reads_of(**templates: str) -> Reads:
    named = {f"{name}.html": text for name, text in templates.items()}
    return Reads(environment(DictLoader(named)), {}).follow("main.html", GIVEN)


def test_a_field_that_no_template_reads_is_found() -> None:
    text = "{% for each in whole.items %}{{ each.used }}{% endfor %}{{ whole.item }}"
    found = unread(reads_of(main=text), GIVEN, room=__name__)
    assert found == {"Part.idle", "Whole.unseen", "spare"}


def test_an_unknown_name_is_found_in_loops_macros_and_includes() -> None:
    loop = "{% for each in whole.items if each.wrong %}{{ each.bad }}{% endfor %}"
    main = "{% from 'macros.html' import show %}{{ show(whole.item) }}{% include 'other.html' %}"
    macros = "{% macro show(part) %}{{ part.missing }}{{ whole }}{% endmacro %}"
    reads = reads_of(main=main + loop, macros=macros, other="{{ whole.other }}{{ nobody }}")
    assert reads.unknown == {
        "main.html: each.wrong",
        "main.html: each.bad",
        "main.html (show): part.missing",
        "main.html (show): whole",
        "other.html: whole.other",
        "other.html: nobody",
    }
