"""The passages behind a button, while the process lives."""

from __future__ import annotations

import re

from bot.discord.shelf import MemoryShelf
from tests.bot.invented import citation


def test_what_was_kept_is_found_under_its_key() -> None:
    shelf = MemoryShelf()
    key = shelf.keep([citation(1), citation(2)])
    assert shelf.find(key) == (citation(1), citation(2))


def test_a_key_fits_a_button() -> None:
    assert re.fullmatch(r"[\w-]{1,32}", MemoryShelf().keep([citation()]))


def test_an_unknown_key_finds_nothing() -> None:
    assert MemoryShelf().find("unknown") is None


def test_the_oldest_are_dropped_when_it_is_full() -> None:
    shelf = MemoryShelf(limit=2)
    keys = [shelf.keep([citation(n)]) for n in range(1, 4)]
    assert [shelf.find(key) is None for key in keys] == [True, False, False]
