"""What a survey looks for, read from its subject."""

from __future__ import annotations

import pytest

from retrieval.surveys.subjects import MOST, UnitKind, listed, units


@pytest.mark.parametrize(
    ("subject", "words", "names", "phrases"),
    [
        ("ferry strike in Ambry", ["ferry", "strike", "in"], ["Ambry"], []),
        ("Ida Marsh resignation", ["resignation"], ["Ida Marsh"], []),
        ("Norway and Sweden", ["Norway", "and"], ["Sweden"], []),
        ("Boeing 737 Max grounding", ["grounding"], ["Boeing 737 Max"], []),
        ("Bank of Halder rates", ["rates"], ["Bank of Halder"], []),
        ("the “lady of the lake” fair", ["the", "fair"], [], ["lady of the lake"]),
        ("Église Saint-Jean fire", ["fire"], ["Église Saint-Jean"], []),
        ("the “unclosed mark", ["the"], [], ["unclosed mark"]),
        ("NATO", [], ["NATO"], []),
        ("ferry, ferry; ferry", ["ferry"], [], []),
        ("", [], [], []),
        (" .*[( ", [], [], []),
    ],
)
def test_a_subject_is_words_names_and_quoted_phrases(
    subject: str, words: list[str], names: list[str], phrases: list[str]
) -> None:
    found = units(subject)
    assert [unit.text for unit in found if unit.kind is UnitKind.WORD] == words
    assert [unit.text for unit in found if unit.kind is UnitKind.NAME] == names
    assert [unit.text for unit in found if unit.kind is UnitKind.PHRASE] == phrases


def test_names_phrases_and_figures_bind_and_other_words_do_not() -> None:
    found = units("line 4 in Ambry “off the rails”")
    assert [unit.text for unit in found if unit.binding] == ["4", "Ambry", "off the rails"]


def test_units_are_listed_as_people_list_them() -> None:
    assert listed(units("ferry")) == "ferry"
    assert listed(units("ferry strike at Pell Quay")) == "ferry, strike, at and “Pell Quay”"


def test_a_subject_without_end_has_an_end() -> None:
    assert len(units(" ".join(f"word{n}" for n in range(10_000)))) == MOST
    assert len(units("“a b” " * 5_000 + "A" * 10_000)) == 2
