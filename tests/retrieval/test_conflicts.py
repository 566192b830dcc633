"""Where reports disagree, told on invented evidence."""

from __future__ import annotations

import re
from datetime import date

from retrieval.answers import Evidence
from retrieval.drafting.candidates import Candidate, candidates
from retrieval.drafting.conflicts import find_conflict
from tests.fakes.archive_text import make_evidence


def terms(text: str) -> list[str]:
    return [word[:5] for word in re.findall(r"[a-z0-9]{3,}", text.lower())]


def sides(question: str, *evidence: Evidence) -> list[str]:
    rarity = dict.fromkeys(terms(question), 1.0)
    found = candidates(question, evidence, terms, rarity)
    best = max(found, key=lambda one: (one.coverage + one.context, one.fits))
    conflict = find_conflict(question, best, found)
    return [_told(candidate) for candidate in conflict.claims] if conflict else []


def _told(candidate: Candidate) -> str:
    return f"{candidate.evidence.article.published}: {candidate.text}"


STILL_ONE, ANOTHER_YEAR = date(2026, 5, 1), date(2026, 11, 14)
DIED = "How many people died when the ferry Alder sank?"


def report(n: int, text: str, day: date) -> Evidence:
    return make_evidence(text, n=n, headline="The ferry Alder sank", published=day)


def test_a_toll_that_changes_is_told_newest_first_one_sentence_a_figure() -> None:
    told = sides(
        DIED,
        report(1, "Nine people died when the ferry Alder sank, police said.", date(2025, 11, 14)),
        report(2, "The toll of the ferry Alder rose to 14 dead on Friday.", date(2025, 11, 15)),
        report(3, "14 people died when the Alder sank, the coroner said.", date(2025, 11, 20)),
    )
    assert told == [
        "2025-11-20: 14 people died when the Alder sank, the coroner said.",
        "2025-11-14: Nine people died when the ferry Alder sank, police said.",
    ]


def test_the_same_figure_in_words_and_digits_is_no_conflict() -> None:
    assert not sides(
        DIED,
        report(1, "Nine people died when the ferry Alder sank.", date(2025, 11, 14)),
        report(2, "The ferry Alder sank and 9 people died in all.", date(2025, 11, 15)),
    )


def test_figures_of_one_article_tell_its_own_story() -> None:
    text = "Nine people died when the ferry Alder sank. By evening 14 people had died in all."
    assert not sides(DIED, report(1, text, date(2025, 11, 14)))


def test_the_toll_of_years_ago_is_not_the_toll_asked_for() -> None:
    assert not sides(
        DIED,
        report(1, "Nine people died when the ferry Alder sank on Friday.", date(2025, 11, 14)),
        report(2, "When the ferry Alder sank in 1998, four people died.", date(2025, 11, 15)),
    )


def test_the_toll_of_another_matter_is_left_out() -> None:
    other = make_evidence(
        "Four people died in the flood at Dunmarrow on Sunday.",
        n=2,
        headline="Flood at Dunmarrow",
        published=date(2026, 2, 9),
    )
    first = report(1, "Nine people died when the ferry Alder sank.", date(2025, 11, 14))
    assert not sides(DIED, first, other)


PLANNED = "When does the lantern festival begin?"


def festival(n: int, text: str, day: date) -> Evidence:
    return make_evidence(text, n=n, headline="The lantern festival", published=day)


PLAN = festival(1, "The lantern festival begins on 5 December on the quays.", date(2025, 9, 18))
MOVED = festival(2, "The lantern festival was postponed to 13 February.", date(2025, 11, 19))
OFF = festival(3, "The lantern festival has been cancelled for good.", date(2026, 2, 10))


def test_a_plan_is_told_behind_what_became_of_it() -> None:
    assert [told[:10] for told in sides(PLANNED, PLAN, MOVED, OFF)] == [
        "2026-02-10",
        "2025-11-19",
        "2025-09-18",
    ]


def test_asked_for_the_reversal_itself_there_is_no_conflict() -> None:
    assert not sides("Has the lantern festival been cancelled?", PLAN, OFF)


def test_a_plan_made_after_a_reversal_is_no_conflict() -> None:
    later = festival(4, "The lantern festival begins on 4 December 2026.", date(2026, 6, 1))
    assert not sides(PLANNED, later, MOVED)


def test_what_is_told_in_another_year_is_another_story() -> None:
    toll = "The toll of the ferry Alder rose to 14 dead on Friday."
    nine = "Nine people died when the ferry Alder sank, police said."
    assert len(sides(DIED, report(1, nine, date(2025, 11, 14)), report(2, toll, STILL_ONE))) == 2
    assert not sides(DIED, report(1, nine, date(2025, 11, 14)), report(2, toll, ANOTHER_YEAR))


def test_an_undated_report_may_disagree_with_any() -> None:
    nine = report(1, "Nine people died when the ferry Alder sank.", date(2025, 11, 14))
    undated = make_evidence(
        "The toll of the ferry Alder rose to 14 dead.",
        n=2,
        headline="The ferry Alder sank",
        published=None,
    )
    assert len(sides(DIED, nine, undated)) == 2


def test_figures_for_a_question_that_nothing_covers_are_no_disagreement() -> None:
    asked = "How high will prices climb this winter according to the Bank of Norland?"
    assert not sides(
        asked,
        report(1, "Mortgages have climbed to 5 percent.", date(2025, 11, 14)),
        report(2, "Rents have climbed by 9 percent.", date(2025, 11, 15)),
    )
