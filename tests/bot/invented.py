"""Invented answers for the tests of what is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

from archive.articles import Kind
from retrieval.answers import Answer, AnswerStatus, Citation, Searched, Sentence, Table

SEARCHED = Searched(
    articles=41,
    of=2979,
    since=date(2024, 2, 1),
    until=date(2024, 2, 7),
    filters={"outlet": "Harbour Post"},
    readings=("“last week” read as 1–7 Feb 2024",),
    last_fed=datetime(2024, 3, 3, 14, 5, tzinfo=UTC),
)
TABLE = Table(
    title="3 articles, 1 of them a copy",
    columns=("month", "Harbour Post", "all"),
    rows=(("2024-01", "0", "0"), ("2024-02", "3", "3")),
    note="Counted are articles that hold bridge.",
)
PASSAGE = "The old bridge at Marrow closed on Monday. Repairs will take until June, the mayor said."


def citation(
    n: int = 1,
    *,
    headline: str = "Marrow bridge closes",
    outlet: str = "Harbour Post",
    published: date | None = date(2024, 2, 3),
    url: str = "https://harbourpost.example/marrow-bridge",
    kind: Kind = Kind.NEWS,
    quote: str = "Repairs will take until June",
    passage: str = PASSAGE,
    correction: str = "",
) -> Citation:
    """A citation of an invented report about a bridge."""
    start = max(passage.find(quote), 0)
    return Citation(
        n=n,
        article_id=f"article-{n}",
        headline=headline,
        outlet=outlet,
        published=published,
        url=url,
        kind=kind,
        quote=quote,
        start=start,
        end=start + len(quote),
        passage=passage,
        correction=correction,
    )


def answer(
    *sentences: Sentence,
    status: AnswerStatus = AnswerStatus.ANSWERED,
    question: str = "When does the bridge reopen?",
    searched: Searched = SEARCHED,
    citations: tuple[Citation, ...] | None = None,
    nearest: tuple[Citation, ...] = (),
    removed: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Answer:
    """An answer; without citations of its own, one invented for every number its sentences use."""
    if citations is None:
        used = sorted({n for sentence in sentences for n in sentence.citations})
        citations = tuple(citation(n) for n in used)
    return Answer(
        status=status,
        question=question,
        searched=searched,
        drafter="extractive",
        sentences=sentences,
        citations=citations,
        nearest=nearest,
        removed=removed,
        notes=notes,
    )


def sentence(text: str, *citations: int) -> Sentence:
    """A sentence with its markers, [1] where none are given."""
    return Sentence(text=text, citations=citations or (1,))
