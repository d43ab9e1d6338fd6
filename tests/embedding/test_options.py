"""The options of a site's owner: what each becomes, and what a wrong one is told."""

import re
from typing import Any

import pytest
from mfa_rehearsal.console.site_options import OURS, Contact, NameRule, SiteOptions
from mfa_rehearsal.embedding import options
from mfa_rehearsal.embedding.options import OptionsError
from mfa_rehearsal.lessons.enrollment import ENROLLMENT

RULE = {
    "device_name_pattern": r"root-[a-z]+-\d\d",
    "device_name_rule": "root, your user name and two digits, joined by hyphens",
    "device_name_example": "root-ann-01",
}
READ = NameRule(
    r"root-[a-z]+-\d\d", "root, your user name and two digits, joined by hyphens.", "root-ann-01"
)


def test_without_options_the_simulator_is_that_of_our_site() -> None:
    assert options.read({}) == OURS
    assert options.read(dict.fromkeys(options.NAMES, "") | {"lessons": []}) == OURS


def test_every_option_has_its_place() -> None:
    given = RULE | {
        "lessons": ["guide", "lost-phone"],
        "account_alias": "acme-prod",
        "contact": "IT desk, +1 555 0100",
        "contact_link": "tel:+15550100",
    }
    assert options.read(given) == SiteOptions(
        (ENROLLMENT, "lost-phone"),
        "acme-prod",
        READ,
        Contact("IT desk, +1 555 0100", "tel:+15550100"),
    )


def test_options_are_the_same_after_they_were_stored() -> None:
    read = options.read(RULE | {"contact": "IT desk", "lessons": ["passkey"]})
    assert SiteOptions.from_data(read.as_data()) == read
    assert SiteOptions.from_data(OURS.as_data()) == OURS


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"lessons": ["lost-handset"]},
            "“lost-handset” is not a lesson. The lessons are: guide",
        ),
        ({"lessons": [ENROLLMENT]}, "is not a lesson"),
        ({"account_alias": "Acme"}, "“Acme” can't be an alias in AWS. Use 3 to 63 lowercase"),
        ({"account_alias": "a--b"}, "can't be an alias"),
        ({"account_alias": "-ab"}, "can't be an alias"),
        ({"account_alias": "ab"}, "can't be an alias"),
        ({"account_alias": 111122223333}, "account_alias isn't text. Put it in quotation marks"),
        ({"device_name_pattern": "root-.*"}, "needs device_name_rule and device_name_example"),
        (RULE | {"device_name_pattern": "root-("}, "isn't a regular expression: missing )"),
        (RULE | {"device_name_pattern": "admin"}, "doesn't match device_name_pattern. The pat"),
        (RULE | {"device_name_pattern": "root-ann"}, "must match the whole name"),
        (
            RULE | {"device_name_pattern": r"root \w+", "device_name_example": "root ann"},
            "“root ann” can't be a device's name in AWS",
        ),
        ({"contact": "one\ntwo"}, "contact must be one line"),
        ({"contact": "x" * 201}, "at most 200 characters"),
        ({"contact_link": "tel:1"}, "contact_link needs contact"),
        ({"contact": "IT", "contact_link": "javascript:alert(1)"}, "begin with one of: https"),
        ({"contact": "IT", "contact_link": "//elsewhere.example"}, "begin with one of: https"),
    ],
)
def test_a_wrong_option_is_told_how_to_fix_it(given: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionsError, match=re.escape(said)):
        options.read(given)


def test_the_names_of_lessons_are_those_in_their_addresses() -> None:
    known = options.known_lessons()
    assert known["guide"] == ENROLLMENT
    assert all(name == slug for name, slug in known.items() if name != "guide")
    assert {"passkey", "lost-phone", "own-phone"} <= {*known}


@pytest.mark.parametrize(
    ("pattern", "example", "others"),
    [
        (r"root-[a-z]+-\d\d", "root-ann-01", ["root-ann-02", "root-ann-03"]),
        (r"[a-z-]+(-\d+)?", "ann-phone", ["ann-phone-1", "ann-phone-2"]),
        (r"x|x-7", "x", ["x-7"]),
        (r"only-this", "only-this", []),
    ],
)
def test_other_names_like_the_example_follow_the_rule_too(
    pattern: str, example: str, others: list[str]
) -> None:
    found = list(NameRule(pattern, "A rule.", example).examples())
    assert found[: 1 + len(others)] == [example, *others]
    assert others or found == [example]
