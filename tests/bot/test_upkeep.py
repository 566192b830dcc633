from __future__ import annotations

import threading

from bot.upkeep import kept_up


def test_upkeep_goes_on_after_a_failure_and_ends_with_its_owner() -> None:
    twice = threading.Event()
    calls: list[int] = []

    def upkeep() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("for once")
        twice.set()

    with kept_up(upkeep, every=0.01):
        assert twice.wait(10)
    made = len(calls)
    assert not [t for t in threading.enumerate() if t.name == "backfile-upkeep"]
    assert len(calls) == made
