from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from archive.errors import UnreadableInput
from ingest.decoding import Liberties
from ingest.readers.arrays import elements

PATH = Path("dump.json")
ROWS: list[object] = [{"title": "Café, mill ] and } dam \U0001f600", "n": n} for n in range(50)]


class Dribble(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7)


def found(text: str, at: int = 40) -> list[object]:
    data = text.encode()
    of = elements(PATH, data[:at], Dribble(data[at:]), Liberties(), lambda name: name == "articles")
    return [value for _, value in of]


@pytest.mark.parametrize("indent", [None, 2])
def test_elements_come_one_by_one_however_the_stream_is_cut(indent: int | None) -> None:
    text = json.dumps(ROWS, ensure_ascii=False, indent=indent)
    for at in range(1, 90):
        assert found(text, at) == ROWS


def test_an_array_may_stand_in_an_object_behind_plain_values() -> None:
    wrapped = {"status": 'o"k', "total": 1.5, "note": None, "articles": ROWS, "more": {}}
    assert found(json.dumps(wrapped), 70) == ROWS


@pytest.mark.parametrize("text", ['{"other": [{"a": 1}]}', '"text"', '{"a": {"articles": []}}'])
def test_what_holds_no_array_of_articles_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput, match="no list of articles"):
        found(text)


@pytest.mark.parametrize(
    ("bad", "said"),
    [('{"a": }, {}]', ":3: broken"), ("[" * 100_000, ":3: .*too deep"), ('"' + "x" * 90, ":3: ")],
)
def test_a_broken_element_ends_the_reading_and_is_named(bad: str, said: str) -> None:
    of = elements(PATH, b'[{"a": 1}, 17, ', io.BytesIO(bad.encode()), Liberties(), str.isalpha)
    assert (next(of), next(of)) == ((1, {"a": 1}), (2, 17))
    with pytest.raises(UnreadableInput, match=said):
        next(of)
