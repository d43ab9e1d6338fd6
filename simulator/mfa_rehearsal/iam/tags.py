"""Tags on users and MFA devices.

Rule: keys are case-sensitive on devices and case-insensitive on users. A key keeps its place when
its value changes. A key may not begin with "aws:", but a value may.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.limits import TAGS_PER_RESOURCE


@dataclass(frozen=True)
class Tag:
    """A key and its value."""

    key: str
    value: str


def tagged(old: tuple[Tag, ...], new: Iterable[Tag], *, by_case: bool) -> tuple[Tag, ...]:
    """Return the tags with `new` added.

    Args:
        old: the existing tags.
        new: the tags to add; an existing key gets the new spelling and value.
        by_case: whether "Team" and "team" are two keys.

    Raises:
        Refusal: tag-key-reserved, tag-key-twice, too-many-tags.

    Source: recorded answers to TagUser and TagMFADevice, observed; the messages partly reported.
    """
    tags = _by_key(old, by_case=by_case)
    added = tuple(new)
    if any(tag.key.lower().startswith("aws:") for tag in added):
        raise errors.TAG_KEY_RESERVED.because("tag-key-reserved")
    if len(_by_key(added, by_case=by_case)) < len(added):
        raise errors.TAG_KEY_TWICE.because("tag-key-twice")
    tags |= _by_key(added, by_case=by_case)
    if len(tags) > TAGS_PER_RESOURCE:
        raise errors.TOO_MANY_TAGS.because("too-many-tags", limit=TAGS_PER_RESOURCE)
    return tuple(tags.values())


def untagged(old: tuple[Tag, ...], keys: Iterable[str]) -> tuple[Tag, ...]:
    """Return the tags without these keys; unknown keys are ignored."""
    removed = set(keys)
    return tuple(tag for tag in old if tag.key not in removed)


def _by_key(tags: Iterable[Tag], *, by_case: bool) -> dict[str, Tag]:
    return {tag.key if by_case else tag.key.lower(): tag for tag in tags}
