"""Exact words looked up, and who is told to have spoken them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.filters import Filters
from retrieval.answers import AnswerStatus
from retrieval.intents import Intent
from retrieval.surveys.phrases import wordings
from retrieval.surveys.quote import in_order
from retrieval.surveys.speakers import speaker_of
from tests.fakes.newsroom import newsroom, report
from tests.retrieval.surveying import survey, told

WORDS = "we will not be moved"


def found(quoted: str, text: str) -> list[str]:
    return [text[start:end] for start, end in wordings(quoted, text)]


@pytest.mark.parametrize(
    ("quoted", "text", "held"),
    [
        ("we won't go", "“We won’t go,” he said.", ["We won’t go"]),
        ("a half-mile walk", "A half–mile walk.", ["A half–mile walk"]),
        ("she said - twice", "She said—twice.", ["She said—twice"]),
        ("no \"deal\" yet", "There is no “deal” yet.", ["no “deal” yet"]),
        ("well... maybe", "Well … maybe.", ["Well … maybe"]),
        ("well... maybe", "Well… maybe.", ["Well… maybe"]),
        ("two  words", "Two\u00a0words and two\nwords.", ["Two\u00a0words", "two\nwords"]),
        ("so\u00adft hyphen", "A soft hyphen.", ["soft hyphen"]),
        ("not be moved,", "We will not be moved.", ["not be moved"]),
        ("art", "A heart, part and art.", ["art"]),
    ],
)  # fmt: skip
def test_wording_is_found_in_other_typography_as_it_stands(
    quoted: str, text: str, held: list[str]
) -> None:
    assert found(quoted, text) == held


@pytest.mark.parametrize("quoted", [".*", "(", "[a-z]+", "\\d{3}", "(a|b)*$", "^x", "{2}"])
def test_signs_with_a_meaning_in_patterns_mean_themselves(quoted: str) -> None:
    assert found(f"cost {quoted} 5", "It cost 5 and cost 123 5.") == []
    assert found(f"cost {quoted} 5", f"It cost {quoted} 5.") == [f"cost {quoted} 5"]


@pytest.mark.parametrize("quoted", ["", "  ", "“”", "?!", ".*", "\u200b"])
def test_a_quotation_without_words_is_nowhere(quoted: str) -> None:
    assert found(quoted, f"Anything at all, {quoted} 123.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We will not be moved,” said Ida Marsh, the deputy mayor.", "Ida Marsh"),
        ("Ida Marsh said: “We will not be moved.”", "Ida Marsh"),
        ("“We will not be moved,” the mayor told reporters on Monday.", "the mayor"),
        ("“We will not be moved,” said the mayor on Monday.", "the mayor"),
        ("Speaking in Ambry, Ida Marsh, 54, said “we will not be moved”.", "Ida Marsh"),
        ("According to Ida Marsh, “we will not be moved”.", "Ida Marsh"),
        ("On Friday Marsh said “we will not be moved”.", "Marsh"),
        ("A spokesman for Ida Marsh said “we will not be moved”.", "A spokesman for Ida Marsh"),
        ("“It is over,” said Ida Marsh. “We will not be moved.”", "Ida Marsh"),
        ("“We will not be moved,” Dr. Ida J. Marsh said.", "Dr. Ida J. Marsh"),
    ],
)
def test_the_speaker_is_whom_the_text_names(text: str, who: str) -> None:
    ((start, end),) = wordings(WORDS, text)
    speaker = speaker_of(text, start, end)
    assert speaker is not None
    assert speaker.who == who
    assert text[speaker.start : speaker.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "“We will not be moved,” she said.",
        "He told Ida Marsh “we will not be moved”.",
        "Marsh was told “we will not be moved”.",
        "Lawyers for Ida Marsh said “we will not be moved”.",
        "Quill and Marsh said “we will not be moved”.",
        "“We will not be moved,” Mr Quill said, and Ida Marsh said she agreed.",
        "“We will not be moved,” the banner read.",
        "Ida Marsh spoke on Monday. “We will not be moved.” Tom Quill said it was wrong.",
        "“It is over,” said Ida Marsh.\n\n“We will not be moved.”",
        "Ida Marsh said we will not be moved by rain.",
        "“Marsh told me ‘we will not be moved’ in May,” said Tom Quill.",
        "“We will not be moved,” Prime Minister Ole Brand’s driver said.",
    ],
)
def test_where_the_text_does_not_say_who_speaks_nobody_is_named(text: str) -> None:
    ((start, end),) = wordings(WORDS, text)
    assert speaker_of(text, start, end) is None


@pytest.mark.parametrize("filler", ["A " * 4000, "Ann, " * 2000, "“a” " * 2000, "the a " * 2000])
def test_a_hostile_sentence_is_read_in_no_time(filler: str) -> None:
    text = f"{filler}“we will not be moved”"
    ((start, end),) = wordings(WORDS, text)
    assert speaker_of(text, start, end) is None


SPOKEN = (
    report(
        "The quay was full.\n\n“We  will not be moved,” said Ida Marsh, the deputy mayor.",
        headline="Crowd at the quay",
        day="2024-03-05",
    ),
    report(
        "A banner read “we will not be moved” in red letters.",
        headline="Banner",
        day="2024-03-02",
        outlet="Pell Courier",
    ),
    report("“We will never be moved by threats,” he said.", headline="Threats", day="2024-03-01"),
)


def test_exact_words_are_cited_where_they_stand_with_who_speaks_them(tmp_path: Path) -> None:
    with newsroom(tmp_path, *SPOKEN) as store:
        answer = survey(store, Intent.QUOTE, "", question="Who said “we will not be moved”?")
    assert told(answer) == [
        ("2024-03-02", "A banner read “we will not be moved” in red letters."),
        ("2024-03-05", "“We  will not be moved,” said Ida Marsh, the deputy mayor."),
    ]
    assert answer.table
    assert [row[2] for row in answer.table.rows] == ["not stated beside it", "Ida Marsh"]


def test_words_found_nowhere_are_offered_as_not_exactly_those(tmp_path: Path) -> None:
    with newsroom(tmp_path, *SPOKEN) as store:
        question = "Find the exact quote “we shall never be moved by threats”"
        answer = survey(store, Intent.QUOTE, "", question=question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.nearest[0].quote == "“We will never be moved by threats,” he said."
    assert answer.notes == (
        "No article searched holds these words exactly.",
        "Not exactly: “We will never be moved by threats,” he said. (Harrow Ledger, 1 Mar 2024)",
    )


def test_words_that_nothing_is_near_to_are_not_found_and_nothing_is_offered_for_them(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, *SPOKEN) as store:
        answer = survey(store, Intent.QUOTE, "", question="Who said “.*[ (zeppelin”?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.nearest == ()


def test_a_quotation_of_function_words_alone_is_found(tmp_path: Path) -> None:
    with newsroom(tmp_path, *SPOKEN, report("“To be or not to be,” she read.")) as store:
        answer = survey(store, Intent.QUOTE, "", question="Who said “to be or not to be”?")
    assert [text for _, text in told(answer)] == ["“To be or not to be,” she read."]


def test_words_that_run_from_one_passage_into_the_next_are_found(tmp_path: Path) -> None:
    with newsroom(tmp_path, report("They sang: we will not\n\nbe moved.")) as store:
        answer = survey(store, Intent.QUOTE, "", question="Who said “we will not be moved”?")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.sentences == ()
    assert len(answer.citations) == 1


def test_words_of_several_sentences_are_found_within_and_across_passages(tmp_path: Path) -> None:
    reports = (
        report("He said: No more. We are done here.", day="2024-03-01"),
        report("He said: No more.\n\nWe are done here.", day="2024-03-02", outlet="Pell Courier"),
    )
    with newsroom(tmp_path, *reports) as store:
        answer = survey(store, Intent.COVERAGE, "“No more. We are done here”")
    assert answer.table
    assert answer.table.title.startswith("2 articles")


def test_a_quotation_published_later_than_the_day_pretended_is_not_found(tmp_path: Path) -> None:
    with newsroom(tmp_path, *SPOKEN) as store:
        filters = Filters(until=date(2024, 3, 3))
        question = "Who said “we will not be moved”?"
        answer = survey(store, Intent.QUOTE, "", question=question, filters=filters)
    assert [day for day, _ in told(answer)] == ["2024-03-02"]


def test_what_somebody_said_is_quoted_only_where_the_text_says_they_spoke(tmp_path: Path) -> None:
    reports = (
        report("“The quay will be rebuilt by May,” said Ida Marsh.", day="2024-03-05"),
        report("Ida Marsh saw the quay. “It is a ruin, that quay,” said Tom Quill."),
    )
    with newsroom(tmp_path, *reports) as store:
        question = "What exactly did Ida Marsh say about the quay?"
        answer = survey(store, Intent.QUOTE, "Ida Marsh quay", question=question)
    assert told(answer) == [("2024-03-05", "“The quay will be rebuilt by May,” said Ida Marsh.")]


def test_a_term_in_quotation_marks_is_what_was_spoken_about(tmp_path: Path) -> None:
    reports = (
        report("The “night bus” plan is back on the council's table.", day="2024-03-01"),
        report("“I will fund the night bus plan,” said Ida Marsh.", day="2024-03-02"),
    )
    with newsroom(tmp_path, *reports) as store:
        about = survey(
            store,
            Intent.QUOTE,
            "Ida Marsh “night bus” plan",
            question="What exactly did Ida Marsh say about the “night bus” plan?",
        )
        exact = survey(store, Intent.QUOTE, "“night bus”", question="Who said “night bus”?")
    assert [day for day, _ in told(about)] == ["2024-03-02"]
    assert [day for day, _ in told(exact)] == ["2024-03-01", "2024-03-02"]


def test_nearness_counts_words_in_their_order() -> None:
    assert in_order(["a", "b", "c", "d"], ["a", "x", "c", "d"]) == 0.75
    assert in_order(["a", "b"], ["b", "a"]) == 0.5
    assert in_order([], ["a"]) == 0.0
