"""Entries keep their age when the computer's clock is set."""

from dataclasses import replace

import pytest
from mfa_rehearsal.authenticator import Phone, add_by_hand
from mfa_rehearsal.authenticator.phone import shift_entries
from mfa_rehearsal.clock import UnixSeconds

SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"
FIRST = add_by_hand(Phone(), "first", SECRET, UnixSeconds(1000))
PHONE = add_by_hand(FIRST, "second", SECRET, UnixSeconds(2000))


@pytest.mark.parametrize(("seconds", "times"), [(5, [1005, 2005]), (-1500, [0, 500])])
def test_every_entry_moves_but_none_to_before_1970(seconds: int, times: list[int]) -> None:
    moved = shift_entries(PHONE, seconds)
    assert [entry.added_at for entry in moved.entries] == times
    back = zip(moved.entries, PHONE.entries, strict=True)
    kept = tuple(replace(now, added_at=before.added_at) for now, before in back)
    assert replace(moved, entries=kept) == PHONE
