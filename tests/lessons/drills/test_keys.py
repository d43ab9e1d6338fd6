"""The typo in a typed key is exactly one wrong letter."""

import pytest
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import pending_device
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.lessons.drills import keys
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import wizard

from tests.console.conftest import NOW

SEEDS = [f"seed {number}" for number in range(200)]


@pytest.mark.parametrize("begins_with_a", [True, False])
def test_the_first_letter_is_another_one(begins_with_a: bool) -> None:
    for seed in SEEDS:
        run = follow(open_at("today", "choose-authenticator-app", seed, NOW), wizard.to_typing)
        device = pending_device(run.world)
        assert device
        if (device.secret[0] == "A") == begins_with_a:
            break
    else:
        pytest.fail("no seed has such a key")
    typed = follow(run, keys.type_with_typo).actions[-1]
    assert isinstance(typed, a.AddByHand)
    assert typed.secret_key == ("B" if begins_with_a else "A") + device.secret[1:]
    assert typed.account_name == f"{device.name}, with a typo"
