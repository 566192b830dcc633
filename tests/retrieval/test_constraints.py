"""Filters that a question sets in words."""

from __future__ import annotations

from datetime import date

import pytest

from archive.articles import Kind
from retrieval.understanding.constraints import Constraints, read_constraints
from retrieval.understanding.known import NOBODY, KnownNames

TODAY = date(2026, 2, 10)
KNOWN = KnownNames(
    outlet_names=("Pell Courier", "Halder Ledger", "The Harrow Post", "Reuters", "The Week"),
    author_names=("Mara Quill", "Tom Esk", "Northern Wire", "Associated Press"),
    credited=("Reuters", "Brenna Holt"),
)


def read(text: str) -> Constraints:
    return read_constraints(text, KNOWN, TODAY)


@pytest.mark.parametrize(
    ("asked", "outlets", "left"),
    [
        ("According to Reuters, how many died?", ("Reuters",), "how many died?"),
        ("How many died, according to the Courier?", ("Pell Courier",), "How many died?"),
        ("How many died, according to reuters?", None, None),
        ("how many died, according to reuters?", ("Reuters",), "how many died?"),
        ("What happened at the mill? Only the Harrow Post.", ("The Harrow Post",), None),
        ("Only from the Ledger or the Courier", ("Halder Ledger", "Pell Courier"), ""),
        ("In the Ledger, what did Ida Marsh say?", ("Halder Ledger",), "what did Ida Marsh say?"),
        ("Find articles in the Ledger about eels", ("Halder Ledger",), "Find articles about eels"),
        ("Find stories about eels in the Ledger", ("Halder Ledger",), "Find stories about eels"),
        ("Which Ledger stories mention eels?", ("Halder Ledger",), "Which stories mention eels?"),
        (
            "What did the Post report about eels?",
            ("The Harrow Post",),
            "What did we report about eels?",
        ),
    ],
)
def test_an_outlet_that_is_said_to_tell_is_a_filter_and_its_words_go(
    asked: str, outlets: tuple[str, ...] | None, left: str | None
) -> None:
    said = read(asked)
    assert said.outlets == (outlets or ())
    assert left is None or said.text == left


@pytest.mark.parametrize(
    "asked",
    [
        "Why did the Courier sue the Ledger?",
        "Who was named in a report from Reuters’ Ambry office?",
        "Who owns the Courier?",
        "Is there a stake in the Courier for sale?",
        "Why did only Reuters have a camera there?",
        "What did Reuters say about its own layoffs?",
        "According to the Reuters Institute, who reads news?",
        "According to a Ledger poll, who leads?",
        "What happened in the week of 5 June?",
        "who was elected in the week before the flood?",
    ],
)
def test_an_outlet_that_is_asked_about_is_no_filter(asked: str) -> None:
    said = read(asked)
    assert said == Constraints(text=asked)


def test_outlets_are_left_out_by_name() -> None:
    said = read("What happened at the mill, not from the Courier?")
    assert said.without_outlets == ("Pell Courier",)
    assert said.text == "What happened at the mill?"
    assert read("Exclude the Ledger and Reuters").without_outlets == ("Halder Ledger", "Reuters")


@pytest.mark.parametrize("written", ["Harbour Sun", "HARBOUR SUN", "the Harbour Sun"])
def test_an_outlet_that_the_archive_has_in_small_letters_is_known(written: str) -> None:
    known = KnownNames(outlet_names=("harbour sun",))
    said = read_constraints(f"How many died, according to {written}?", known, TODAY)
    assert said.outlets == ("harbour sun",)


def test_two_outlets_that_share_a_word_are_not_meant_by_it() -> None:
    known = KnownNames(outlet_names=("Pell Courier", "Ambry Courier"))
    assert read_constraints("What did the Courier report?", known, TODAY).outlets == ()
    said = read_constraints("What did the Ambry Courier report?", known, TODAY)
    assert said.outlets == ("Ambry Courier",)


def test_a_name_that_no_outlet_bears_is_told_and_filters_nothing() -> None:
    said = read("What happened at the mill? Only the Skerrin Bugle.")
    assert said.outlets == ()
    assert said.readings == ("no outlet here is called “Skerrin Bugle”: not filtered by it",)


@pytest.mark.parametrize(
    ("asked", "kinds", "without", "left"),
    [
        ("What is said of the mill, only opinion pieces?", (Kind.OPINION,), (), None),
        ("What is said of the mill? No live blogs.", (), (Kind.LIVE,), "What is said of the mill?"),
        ("Only analysis and interviews", (Kind.ANALYSIS, Kind.FEATURE), (), ""),
        ("Find op-eds about the mill", (Kind.OPINION,), (), "Find articles about the mill"),
        ("Why was there no live coverage of the match?", (), (), None),
        ("Who gave her only interviews?", (), (), None),
        ("How many columns support the roof?", (), (), None),
        ("What features about the new tram are praised?", (), (), None),
    ],
)
def test_kinds_are_filters_where_they_are_set_off(
    asked: str, kinds: tuple[Kind, ...], without: tuple[Kind, ...], left: str | None
) -> None:
    said = read(asked)
    assert (said.kinds, said.without_kinds) == (kinds, without)
    assert left is None or said.text == left


def test_wire_copy_is_what_agencies_publish_or_sign_or_are_credited_for() -> None:
    said = read("What happened at the mill, excluding wire copy and live blogs?")
    assert said.without_outlets == ("Reuters",)
    assert set(said.without_names) == {"Associated Press", "Northern Wire", "Reuters"}
    assert said.without_kinds == (Kind.LIVE,)
    assert said.text == "What happened at the mill?"
    assert "without wire copy" in said.readings


@pytest.mark.parametrize(
    ("asked", "authors"),
    [
        ("articles by Mara Quill about eels", ("Mara Quill",)),
        ("What has Tom Esk written about the ferry?", ("Tom Esk",)),
        ("Find stories about the ferry by Tom Esk", ("Tom Esk",)),
        ("Who was shot by Tom Esk?", ()),
        ("stories about the film directed by Tom Esk", ()),
        ("articles by Ida Marsh", ()),
    ],
)
def test_an_author_is_a_filter_where_something_written_is_theirs(
    asked: str, authors: tuple[str, ...]
) -> None:
    assert read(asked).authors == authors


def test_the_day_as_of_which_is_asked_is_read_and_its_words_go() -> None:
    said = read("As of 3 May, how many were missing?")
    assert (said.as_of, said.text) == (date(2025, 5, 3), "how many were missing?")
    assert read("How many were missing as at May 2025?").as_of == date(2025, 5, 31)
    assert read("How many are missing as of today?").as_of is None
    assert read("How many had it as of the trial?").as_of is None


def test_where_nothing_is_known_nothing_is_filtered_by_name() -> None:
    said = read_constraints("According to Reuters, how many died?", NOBODY, TODAY)
    assert said == Constraints(text="According to Reuters, how many died?")


def test_signs_that_stand_for_outlets_cannot_be_brought_in() -> None:
    assert read("only from \ue000 and \ue001").outlets == ()


def test_a_name_with_signs_of_patterns_in_it_is_only_a_name() -> None:
    known = KnownNames(outlet_names=("Pell (Courier", "A|B [x*"))
    said = read_constraints("How many died, according to Pell (Courier?", known, TODAY)
    assert said.outlets == ("Pell (Courier",)


@pytest.mark.parametrize("words", ["not counting", "not including", "apart from", "other than"])
def test_what_is_not_to_be_counted_is_left_out(words: str) -> None:
    said = read(f"How many people were hurt at the mill, {words} Reuters?")
    assert (said.without_outlets, said.text) == (
        ("Reuters",),
        "How many people were hurt at the mill?",
    )


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("What did the Brammer Times report about the ferry?", "Brammer Times"),
        ("What did the Guardian say about eels?", "Guardian"),
        ("How many died, according to the Skell Gazette?", "Skell Gazette"),
        ("How did the Ledger and the Skell Times differ on eels?", "Skell Times"),
    ],
)
def test_a_newspaper_that_the_archive_lacks_is_said_not_to_be_filtered_by(
    asked: str, name: str
) -> None:
    said = read(asked)
    assert said.readings == (f"no outlet here is called “{name}”: not filtered by it",)
    assert said.outlets == ()


@pytest.mark.parametrize(
    "asked", ["Did the Post Office report a loss?", "What did the Council say about eels?"]
)
def test_who_is_no_newspaper_is_not_missed_as_one(asked: str) -> None:
    assert read(asked).readings == ()


def test_the_pieces_of_one_outlet_are_filtered_by_outlet_and_kind() -> None:
    said = read("Which Ledger opinion pieces mention Ida Marsh?")
    assert (said.outlets, said.kinds) == (("Halder Ledger",), (Kind.OPINION,))
    assert said.text == "Which articles mention Ida Marsh?"


def test_an_outlet_in_quotation_marks_is_one_all_the_same() -> None:
    assert read("What did “The Harrow Post” say about eels?").outlets == ("The Harrow Post",)
