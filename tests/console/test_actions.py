"""Actions are read from a name and texts, and written as plain data."""

import pytest
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console import read_action, write_action


def test_an_action_is_read_from_its_name_and_fields() -> None:
    sent = {"first": "012345", "second": "678901"}
    assert read_action("SubmitCodes", sent) == a.SubmitCodes("012345", "678901")


def test_numbers_are_read_as_numbers() -> None:
    assert read_action("SkipAhead", {"seconds": "30"}) == a.SkipAhead(30)


def test_unknown_fields_are_dropped() -> None:
    assert read_action("ShowQrCode", {"first": "1"}) == a.ShowQrCode()


def test_an_unknown_action_is_a_bug() -> None:
    with pytest.raises(KeyError):
        read_action("DropTables", {})


def test_a_missing_field_is_a_bug() -> None:
    with pytest.raises(TypeError):
        read_action("SubmitMfaCode", {})


@pytest.mark.parametrize("action", [a.SubmitCodes("012345", "678901"), a.SkipAhead(30), a.Close()])
def test_a_written_action_can_be_read_back(action: a.Action) -> None:
    data = {name: str(value) for name, value in write_action(action).items()}
    assert read_action(data.pop("action"), data) == action
