"""Long text in messages of limited length."""

from __future__ import annotations

import re

import pytest

from bot.discord.folding import Piece, fold, weight


def test_what_fits_stays_in_one_message() -> None:
    assert fold([Piece(text="One."), Piece(text="Two.", gap="\n")]) == ["One.\nTwo."]


def test_nothing_makes_no_message() -> None:
    assert fold([]) == []


def test_a_sentence_moves_whole_to_the_next_message() -> None:
    assert fold([Piece(text="A" * 6), Piece(text="B" * 6)], 10) == ["A" * 6, "B" * 6]


def test_every_message_keeps_the_limit_and_every_word_survives() -> None:
    words = [f"word{number}" for number in range(3000)]
    text = [" ".join(words[start : start + 11]) + "." for start in range(0, 3000, 11)]
    messages = fold(Piece(text=part, after=" [1]") for part in text)
    assert max(map(weight, messages)) <= 2000
    assert re.findall(r"word\d+", " ".join(messages)) == words
    assert all(message.endswith(". [1]") for message in messages)


def test_a_sentence_too_long_breaks_between_words_and_keeps_its_ends() -> None:
    text = " ".join(f"w{number}" for number in range(900))
    messages = fold([Piece(text=text, before="- ", after=" [7]")])
    assert len(messages) > 1
    assert all(weight(m) <= 2000 and m.startswith("- ") and m.endswith(" [7]") for m in messages)
    assert " ".join(message[2:-4] for message in messages) == text


def test_a_word_too_long_breaks_but_never_inside_an_escape() -> None:
    messages = fold([Piece(text="\\*" * 1500)])
    assert "".join(messages) == "\\*" * 1500
    assert all(len(message) % 2 == 0 and weight(message) <= 2000 for message in messages)


def test_characters_outside_the_basic_plane_count_twice() -> None:
    assert weight("a😀") == 3
    messages = fold([Piece(text="😀" * 1500)])
    assert "".join(messages) == "😀" * 1500
    assert all(weight(message) <= 2000 for message in messages)


def test_ends_that_leave_no_room_are_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        fold([Piece(text="long text", after="[1]" * 4)], 10)


def test_what_leads_stands_in_one_message_with_what_it_leads() -> None:
    pieces = [
        Piece(text="x" * 20),
        Piece(text="headline", leads=True),
        Piece(text="place", leads=True),
        Piece(text="y" * 10),
    ]
    assert fold(pieces, 50) == [f"{'x' * 20} headline place {'y' * 10}"]
    assert fold(pieces, 45) == ["x" * 20, f"headline place {'y' * 10}"]


def test_what_leads_more_than_fits_one_message_still_ends() -> None:
    pieces = [Piece(text="x" * 20), Piece(text="headline", leads=True), Piece(text="word " * 20)]
    messages = fold(pieces, 40)
    assert messages[:2] == ["x" * 20, "headline"]
    assert " ".join(messages[2:]).split() == ["word"] * 20
