"""Tags on devices and users."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, Tag

from tests.iam.conftest import OTHER_SECRET


def tags_of(account: Account, serial: str) -> dict[str, str]:
    return {tag.key: tag.value for tag in iam.device(account, serial).tags}


def test_a_key_keeps_its_place_when_its_value_changes(account: Account, serial: str) -> None:
    one = iam.tag(account, serial, (Tag("a", "1"), Tag("b", "2")))
    two = iam.tag(one, serial, (Tag("c", "3"), Tag("a", "4")))
    assert list(tags_of(two, serial).items()) == [("a", "4"), ("b", "2"), ("c", "3")]


def test_keys_are_case_sensitive_on_a_device(account: Account, serial: str) -> None:
    after = iam.tag(account, serial, (Tag("Team", "1"), Tag("team", "2")))
    assert tags_of(after, serial) == {"Team": "1", "team": "2"}
    assert tags_of(iam.untag(after, serial, ("TEAM", "team")), serial) == {"Team": "1"}


def test_keys_are_case_insensitive_on_a_user(account: Account, now: UnixSeconds) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create_user(account, "carol", "AIDA", now, tags=(Tag("Team", ""), Tag("team", "")))
    assert refused.value.cause == "tag-key-twice"


@pytest.mark.parametrize("key", ["aws:x", "AWS:x", "Aws:"])
def test_reserved_keys_are_refused_at_creation_too(
    account: Account, now: UnixSeconds, key: str
) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create(account, "new", OTHER_SECRET, now, tags=(Tag(key, ""),))
    assert refused.value.cause == "tag-key-reserved"


def test_a_value_may_begin_like_a_reserved_key(account: Account, serial: str) -> None:
    assert tags_of(iam.tag(account, serial, (Tag("a", "aws:x"),)), serial) == {"a": "aws:x"}


def test_fifty_tags_are_the_limit(account: Account, serial: str) -> None:
    fifty = tuple(Tag(f"key{n}", "") for n in range(50))
    full = iam.tag(account, serial, fifty)
    assert len(tags_of(iam.tag(full, serial, (Tag("key7", "new"),)), serial)) == 50
    with pytest.raises(Refusal) as refused:
        iam.tag(full, serial, (Tag("one more", ""),))
    assert refused.value.cause == "too-many-tags"


def test_tags_survive_deactivating(enabled: Account, serial: str) -> None:
    tagged = iam.tag(enabled, serial, (Tag("a", "1"),))
    assert tags_of(iam.deactivate(tagged, iam.ROOT, serial), serial) == {"a": "1"}
