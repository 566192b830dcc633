"""Notes in brackets: only where there is no doubt, and never inside what is quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive.articles import DateEvidence, Kind
from retrieval.answers import Evidence, Sentence
from retrieval.drafts import DraftSentence
from retrieval.grounding.ground import Supported, ground
from retrieval.text.sentences import sentence_spans
from tests.fakes.archive_text import make_evidence

THURSDAY = date(2024, 2, 1)


def shown(text: str, evidence: Evidence | None = None) -> Sentence:
    """The sentence as grounded against an article of a Thursday that holds it."""
    outcome = ground(DraftSentence(text=text, markers=(1,)), [evidence or make_evidence(text)])
    assert isinstance(outcome, Supported), outcome
    return outcome.sentence


@pytest.mark.parametrize(
    ("text", "glossed"),
    [
        (
            "The quay burned down last weekend.",
            "The quay burned down last weekend [= 27–28 Jan 2024].",
        ),
        ("The mayor resigned yesterday.", "The mayor resigned yesterday [= 31 Jan 2024]."),
        ("The mayor resigned on Monday.", "The mayor resigned on Monday [= 29 Jan 2024]."),
        (
            "Police said Monday evening that the road was shut.",
            "Police said Monday evening [= 29 Jan 2024] that the road was shut.",
        ),
        ("Rates fell last month.", "Rates fell last month [= Jan 2024]."),
        ("Last year, rates fell.", "Last year [= 2023], rates fell."),
        ("The ferry sank three days ago.", "The ferry sank three days ago [= 29 Jan 2024]."),
        ("Council talks went on last week.", "Council talks went on last week [= 22–28 Jan 2024]."),
    ],
)
def test_a_relative_date_is_told_where_it_is_certain(text: str, glossed: str) -> None:
    sentence = shown(text)
    assert sentence.text == text
    assert sentence.glossed == glossed


@pytest.mark.parametrize(
    "text",
    [
        "The council will meet on Monday.",  # to come
        "The council agreed to meet on Monday.",
        "The quay burned down on Thursday.",  # the day of publication, or a week before
        "The quay burned down on Friday.",  # the day after publication, where a report was updated
        "The mayor resigned on Monday, 15 January.",  # dated already
        "Shops shut on Black Friday and traded on Good Friday.",
        "Crews worked until Monday.",
        "Rain fell over the last week.",
        "Monday's vote was lost.",
        "The play “Yesterday” opened in Skell.",
        "“We met yesterday and again last week,” said Anna Berg.",
        "The last weekend of May was wet.",
    ],
)
def test_a_doubtful_or_quoted_time_word_is_left_alone(text: str) -> None:
    assert shown(text).glosses == ()


def test_outside_the_marks_of_a_quotation_a_day_is_told() -> None:
    text = "“It burned yesterday,” Anna Berg said on Tuesday."
    assert shown(text).glossed == (
        "“It burned yesterday,” Anna Berg said on Tuesday [= 30 Jan 2024]."
    )


@pytest.mark.parametrize("evidence", [DateEvidence.URL, DateEvidence.UNKNOWN])
def test_a_day_of_publication_on_weak_evidence_carries_no_note(evidence: DateEvidence) -> None:
    item = make_evidence("The quay burned down yesterday.")
    published = None if evidence is DateEvidence.UNKNOWN else THURSDAY
    article = replace(item.article, date_evidence=evidence, published=published)
    assert shown(item.passage.text, replace(item, article=article)).glosses == ()


def test_an_article_that_was_changed_later_or_goes_on_carries_no_note() -> None:
    item = make_evidence("The quay burned down yesterday.")
    for article in (
        replace(item.article, updated=date(2024, 2, 3)),
        replace(item.article, kind=Kind.LIVE),
    ):
        assert shown(item.passage.text, replace(item, article=article)).glosses == ()


def test_a_paraphrase_is_glossed_only_with_time_words_of_its_source() -> None:
    item = make_evidence("The quay at Skell, built in 1890, burned down yesterday, police said.")
    kept = shown("The quay burned down yesterday, police said.", item)
    assert kept.glossed == "The quay burned down yesterday [= 31 Jan 2024], police said."
    other = make_evidence("The quay at Skell burned down overnight, police said.")
    assert shown("The quay burned down yesterday, police said.", other).glosses == ()


PERSON = "Anna Berg, 61, has run her harbour since 2019."


def last_of(paragraph: str, *, before: str = "") -> Sentence:
    item = make_evidence(paragraph, before=before)
    start, end = sentence_spans(paragraph)[-1]
    return shown(paragraph[start:end], item)


def test_the_one_person_spoken_of_is_named_behind_the_pronoun() -> None:
    assert last_of(f"{PERSON} She promised a new pier.").glossed == (
        "She [= Anna Berg] promised a new pier."
    )
    left = "Mr Strand left the board. He gave no reason."
    assert last_of(left, before="By Emil Strand").glossed == "He [= Emil Strand] gave no reason."


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{PERSON} Her deputy is Ulla Holm. She promised a new pier.",
        f"{PERSON} Her sister sells fish. She promised a new pier.",
        "Anna Berg, 61, has run the harbour since 2019. She promised a new pier.",
        f"{PERSON} He promised a new pier.",
        "Skell Harbour was sold to Vale Trains. She promised a new pier.",
        f"{PERSON} They promised a new pier.",
        "Anna Berg, 61, met Ulla Holm, 40, at noon. She promised a new pier.",
        f"{PERSON} “Ulla Holm told me,” she said. She promised a new pier.",
    ],
)
def test_a_pronoun_that_may_mean_another_is_left_alone(paragraph: str) -> None:
    assert last_of(paragraph).glosses == ()


def test_who_is_meant_is_not_carried_over_from_another_paragraph() -> None:
    assert last_of("She promised a new pier.", before=PERSON).glosses == ()


def test_without_its_notes_a_sentence_is_what_its_source_says() -> None:
    text = "The quay burned down last weekend, and the mayor resigned on Monday."
    item = make_evidence(text)
    sentence = shown(text, item)
    bare = sentence.glossed
    for note in sentence.glosses:
        bare = bare.replace(f" [= {note.text}]", "", 1)
    assert len(sentence.glosses) == 2
    assert bare == sentence.text == text
    assert bare in item.article.body
