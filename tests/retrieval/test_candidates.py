"""What is told of a sentence, and what the fitted models make of it, on invented evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.answers import Evidence
from retrieval.drafting.agreement import Agreement
from retrieval.drafting.candidates import Candidate, candidates
from retrieval.drafting.extractive import best_sentences
from retrieval.drafting.scoring import confidence, features, nearness, probability
from retrieval.drafting.wanted import Wanted
from tests.fakes.archive_text import make_evidence

ASKED = "Who opened the new bridge at Kestrow?"


def terms(text: str) -> list[str]:
    return [word[:5] for word in re.findall(r"[a-z0-9]{3,}", text.lower())]


def gathered(*evidence: Evidence, asked: str = ASKED) -> list[Candidate]:
    return candidates(asked, evidence, terms, dict.fromkeys(terms(asked), 1.0))


def report(n: int, text: str, days_off: int | None = 0) -> Evidence:
    item = make_evidence(text, n=n, headline="Bridge opens", published=date(2025, 11, 14))
    return replace(item, days_off=days_off, score=1.0)


REPORTS = (
    report(1, "Anna Berg opened the new bridge at Kestrow on Friday."),
    report(2, "The bridge was opened by Anna Berg, who waved to the crowd."),
    report(3, "A band led by Olaf Dunn played at the Kestrow bridge."),
)


def test_what_several_reports_name_is_agreed_on_more_than_what_one_does() -> None:
    agreement = Agreement(ASKED, REPORTS)
    assert agreement.of("Anna Berg cut the ribbon.") == 2 / 3
    assert agreement.of("Olaf Dunn played.") == 1 / 3
    assert agreement.of("Nobody else was there.") == 0.0


def test_names_of_the_question_are_not_what_reports_agree_on() -> None:
    assert Agreement(ASKED, REPORTS).of("It stands at Kestrow.") == 0.0


def test_a_sentence_knows_what_its_headline_and_neighbours_cover() -> None:
    text = "It was a sunny day for all. Anna Berg opened the new one at Kestrow."
    plain, telling = gathered(report(1, text))
    assert plain.coverage == 0.0
    assert plain.beside == telling.coverage > 0.0
    assert telling.lead > telling.coverage
    assert telling.headline == plain.headline > 0.0


def test_an_undated_report_is_neither_new_nor_old() -> None:
    new, undated, old = (nearness(report(1, "x", days), 30.0) for days in (0, None, 365))
    assert new > undated > old


def likeliest(found: Sequence[Candidate]) -> float:
    return max(probability(features(one, Wanted.PERSON, 1.0)) for one in found)


def test_last_years_report_of_a_like_event_makes_an_answer_less_sure() -> None:
    told = "Anna Berg opened the new bridge at Kestrow on Friday."
    now, then = gathered(report(1, told, 1)), gathered(report(1, told, 365))
    assert likeliest(now) > likeliest(then)
    assert confidence(likeliest(now), now) > confidence(likeliest(then), then)


def test_a_second_sentence_is_shown_only_if_it_is_likely_and_says_something_else() -> None:
    first, same, other = gathered(*REPORTS)
    assert best_sentences([first, same, other], [0.6, 0.5, 0.5]) == [first, other]
    assert best_sentences([first, other], [0.6, 0.01]) == [first]
    assert best_sentences([], []) == []


def test_what_is_torn_off_its_beginning_is_no_sentence_that_stands_alone() -> None:
    whole, torn = "Anna Berg opened the bridge.", ": Anna Berg opened the bridge."
    assert [one.text for one in gathered(report(1, f"{whole}\n\n{torn}"))] == [whole]
