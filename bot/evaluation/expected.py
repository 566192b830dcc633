"""The articles that cases name, found in an archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from archive.catalogue import Catalogue
from archive.errors import UnknownName
from archive.lookup import copies_of
from bot.asking import read_question
from bot.evaluation.cases import Case, Suite, named, refuse
from bot.printable import clipped, one_line
from bot.references import named_articles
from retrieval.question import Question

LISTED = 3
"""Articles a message lists where a case names several at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A case ready to be asked: its question, and the ids of the articles it names.

    Copies of one report count as one article: the ids of all are there.
    """

    case: Case
    question: Question
    articles: frozenset[str]
    barred: frozenset[str]


def pose(suite: Suite, catalogue: Catalogue, today: date) -> list[Posed]:
    """Returns the cases of a suite as this archive understands them.

    Raises:
        InvalidCases: a case names an article, outlet or author that the archive does not have, or
            means several articles by one name; all such cases are listed.
    """
    problems: list[str] = []
    posed = list(_posed(suite.cases, catalogue, today, problems))
    refuse(suite.name, problems)
    return posed


def _posed(
    cases: Sequence[Case], catalogue: Catalogue, today: date, problems: list[str]
) -> Iterator[Posed]:
    for case in cases:
        articles = _found(case, "expect_article", case.articles, catalogue, problems)
        barred = _found(case, "expect_not_article", case.barred, catalogue, problems)
        if articles & barred:
            problems.append(f"{named(case)}: an article is expected, and is not to be cited.")
        try:
            question = read_question(case.question, case.asked, catalogue, case.day or today)
        except UnknownName as error:
            problems.append(f"{named(case)}: {error}")
            continue
        yield Posed(case=case, question=question, articles=articles, barred=barred)


def _found(
    case: Case, field: str, references: Sequence[str], catalogue: Catalogue, problems: list[str]
) -> frozenset[str]:
    ids: set[str] = set()
    for reference in references:
        found = named_articles(catalogue, reference)
        copies = copies_of(catalogue, found[0].id) if found else frozenset()
        others = [one for one in found if one.id not in copies]
        shown = clipped(reference, 80)
        if not found:
            problems.append(
                f"{named(case)}: no article of this archive is `{field}` {shown!r}; "
                "`backfile sources` finds articles by what they are about."
            )
        elif others:
            listed = ", ".join(
                f"{one.id} ({clipped(one_line(one.headline), 40)})" for one in found[:LISTED]
            )
            problems.append(
                f"{named(case)}: {len(found)} articles are `{field}` {shown!r}; "
                f"give an id or address instead, such as {listed}."
            )
        else:
            ids |= copies
    return frozenset(ids)
