"""A composition for tests of the commands: real archive, no model, and a chain that says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from archive.articles import Article, DateEvidence, Span
from archive.catalogue import Filing
from bot.compose import Composition
from bot.settings import Settings
from retrieval.answers import Answer
from retrieval.question import Question
from retrieval.sources import SourceList
from tests.bot.invented import SEARCHED, citation
from tests.fakes.chains import FakeChain
from tests.fakes.embedders import HashingEmbedder

BODY = "The old bridge at Marrow closed on Monday.\n\nRepairs will take until June, the mayor said."


def composition(
    home: Path,
    *,
    say: Callable[[Question], Answer] | None = None,
    sources: SourceList | None = None,
    chroma: bool = False,
    **settings: object,
) -> Composition:
    """A composition on the archive in `home` whose chain says what `say` returns."""

    def unasked(question: Question) -> Answer:
        raise AssertionError(f"nobody was to be asked: {question.text}")

    found = sources or SourceList(citations=(citation(),), searched=SEARCHED)
    chain = FakeChain(say or unasked)
    return Composition(
        settings=Settings(_env_file=None).model_copy(update={"home": home, **settings}),
        load_embedder=lambda settings: HashingEmbedder(),
        build_chain=lambda settings, store: chain,
        find_sources=lambda settings, store, question, limit: found,
        load_count=lambda settings, embedder: lambda texts: [len(text.split()) for text in texts],
        chroma=chroma,
    )


def article(id_: str = "3f9c2a7be1d04c55", **changes: object) -> Article:
    """An invented article."""
    about: dict[str, object] = {
        "headline": "Marrow bridge closes",
        "body": BODY,
        "outlet": "Harbour Post",
        "url": f"https://harbourpost.example/{id_}",
        "authors": ("Ada Quill",),
        "published": date(2024, 2, 3),
        "date_evidence": DateEvidence.FIELD,
        "source": "bridge.txt",
    }
    return Article(id=id_, **(about | changes))  # type: ignore[arg-type]


def fed(composition: Composition, *articles: Article) -> Composition:
    """The composition, its archive holding these articles, or one if none are given."""
    with composition.owning() as store:
        store.heal()
        store.put(
            [
                Filing(article=one, spans=[Span(start=0, end=len(one.body))])
                for one in articles or (article(),)
            ]
        )
        store.embed()
        store.index()
    return composition
