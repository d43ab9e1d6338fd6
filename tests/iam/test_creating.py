"""What a new user or device stores, and the field where a refusal is shown."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, Tag
from mfa_rehearsal.iam.arns import PATH_NOT_ALLOWED

NOW = UnixSeconds(1_800_000_000)
TAGS = (Tag("Team", "One"), Tag("Floor", "2"))
KEY = "A" * 64


def test_a_new_user_keeps_path_tags_id_and_date(account: Account) -> None:
    made = iam.create_user(account, "carol", "AIDA", NOW, "/team/", TAGS)
    assert iam.iam_user(made, "carol") == iam.User("carol", "", "/team/", "AIDA", NOW, TAGS)
    plain = iam.create_user(account, "carol", "AIDA", NOW)
    assert iam.iam_user(plain, "carol") == iam.User("carol", "", "/", "AIDA", NOW)


def test_a_new_device_keeps_path_tags_and_date(account: Account) -> None:
    made = iam.create(account, "new", KEY, NOW, "/team/", TAGS)
    device = made.devices[-1]
    assert device.serial_number == "arn:aws:iam::111122223333:mfa/team/new"
    assert (device.path, device.tags, device.create_date) == ("/team/", TAGS, NOW)


def test_tag_keys_differ_by_case_on_a_device_but_not_on_a_user(account: Account) -> None:
    both = (Tag("team", "1"), Tag("Team", "2"))
    assert iam.create(account, "new", KEY, NOW, tags=both).devices[-1].tags == both
    with pytest.raises(Refusal) as refused:
        iam.create_user(account, "carol", "AIDA", NOW, tags=both)
    assert refused.value.cause == "tag-key-twice"


def test_a_taken_name_is_refused_at_its_field(account: Account) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create(account, "phone", KEY, NOW)
    assert (refused.value.cause, refused.value.field) == ("device-name-taken", "name")


@pytest.mark.parametrize(
    ("codes", "field"), [(("1", "222222"), "first"), (("111111", "2"), "second")]
)
def test_a_code_that_is_not_six_digits_is_refused_at_its_field(
    account: Account, serial: str, codes: tuple[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        iam.enable(account, iam.ROOT, serial, *codes, NOW)
    assert (refused.value.cause, refused.value.field) == ("code-not-six-digits", field)


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        ("", "/", "The device name is missing."),
        ("a b", "/", "The device name has a character that is not allowed."),
        ("x" * 227, "/", "The device name is too long."),
        ("new", "team", PATH_NOT_ALLOWED),
        ("new", "/!/", PATH_NOT_ALLOWED),
    ],
)
def test_a_refused_name_or_path_says_what_is_wrong(
    account: Account, name: str, path: str, message: str
) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create(account, name, KEY, NOW, path)
    assert refused.value.message == message
    assert refused.value.hint != "None"


def test_a_limit_is_named_in_its_hint(account: Account) -> None:
    many = tuple(Tag(f"key{number}", "") for number in range(51))
    with pytest.raises(Refusal) as refused:
        iam.create(account, "new", KEY, NOW, tags=many)
    assert refused.value.cause == "too-many-tags"
    assert "50" in refused.value.hint
