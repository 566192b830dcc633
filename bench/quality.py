"""The page on quality, every table in one run: `python -m bench.quality`.

Takes the articles and questions of a set, the archive made of them (`--home`, the `backfile` folder
of `bench.retrieval`), LangChain and Chroma's collection over the same articles (`--naive`, its
`naive` folder), and a folder of judged sentences and follow-ups (`--reader`). The larger set is
measured for retrieval alone. About ten minutes on two cores, most of it answering and grounding.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from archive.minilm import MiniLM
from archive.overview import overview
from archive.store import ArchiveStore
from bench import quality_page, timespans
from bench.answering import EARLIER, Desk, inexact
from bench.choices import chosen
from bench.followups import alone, measure, put_behind, read_follow_ups
from bench.grounding import tried as grounded
from bench.misbehaving import misbehave
from bench.questions import Posed, half, read_questions, read_rows
from bench.remembering import Remembering
from bench.retrieval import Tried, searches, tried
from bench.true_sentences import from_articles, judged
from retrieval.understanding.followups import standalone
from retrieval.understanding.timespans import read_timespan

FOLLOW_UPS = "rewrite-cast-2019-2022-test.jsonl.gz"
"""TREC CAsT, of the folder of judged sentences and follow-ups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is measured on: files, folders, and the articles of which sentences get faults.

    `naive` is the folder of LangChain and Chroma's collection; without it they are left out.
    """

    articles: Path
    questions: Path
    reader: Path
    number: int
    naive: Path | None = None


def measured(store: ArchiveStore, material: Material) -> Iterator[tuple[str, str]]:
    """Yields the sections of the page, each under its heading; the first is the page's opening."""
    questions = read_questions(material.questions)
    yield (
        quality_page.TITLE,
        quality_page.opening(
            day=date.today(), machine=machine(), held=overview(store.catalogue), questions=questions
        ),
    )
    found = retrieval_section(store, material.articles, questions, material.naive)
    yield "Finding passages", found
    answers, silence = answering_sections(store, questions)
    yield "Answering without a chat model", answers
    yield "Keeping silent", silence
    yield "Reading time words", time_words_section()
    yield "Catching faults", grounding_section(store, material, questions)
    yield "Understanding follow-ups", follow_ups_section(material.reader / FOLLOW_UPS)


def retrieval_section(
    store: ArchiveStore, articles: Path, questions: Sequence[Posed], naive: Path | None
) -> str:
    """Returns the tables of how passages are found, and what was left out."""
    rows: list[dict[str, Any]] = list(read_rows(articles))
    found: dict[str, list[Tried]] = {}
    for name, search in searches(store, rows, naive):
        with timed(name):
            found[name] = list(tried(search, questions))
    notes = [
        "*Dated*: the score of a passage of d days before the question times 1 + 0.6·e^(−d/21). "
        "BM25 is over whole paragraphs up to 160 words, LangChain + Chroma over pieces of 1,000 "
        "characters that overlap by 200, with the same local model. *Equal fusion* (reciprocal "
        "ranks, c = 60) and *simple mix* (0.6 BM25/max + 0.4 cosine/max) are over Backfile's own "
        "passages one by one, the published ones over BM25's, which are longer. Backfile joins "
        "neighbours and shows one article a report: compare lengths in the last two columns."
    ]
    if naive is None:
        notes.append("LangChain + Chroma is left out: embedding its pieces takes over an hour.")
    if store.backlog().to_embed:
        notes.append("What needs vectors is left out: this archive is not embedded to its end.")
    return quality_page.retrieval(overview(store.catalogue), found, notes, published=bool(naive))


def answering_sections(store: ArchiveStore, questions: Sequence[Posed]) -> tuple[str, str]:
    """Returns the tables of answers in time, and of silence before."""
    desk = Desk(store)
    with timed("answers"):
        given = [desk.ask(posed, posed.asked) for posed in questions]
    with timed("answers 30 days early"):
        early = [desk.ask(posed, posed.asked - EARLIER) for posed in questions]
    choices = {one.posed.id: chosen(one, store) for one in given}
    counts = [inexact(one, store) for one in (*given, *early)]
    exactness = (sum(shown for shown, _ in counts), sum(wrong for _, wrong in counts))
    return quality_page.answers(given, choices, exactness), quality_page.silence(given, early)


def time_words_section() -> str:
    """Returns the table of how time words are read."""
    kept = timespans.LISTS / "kept.jsonl"
    return quality_page.time_words(
        {
            "Backfile": timespans.score(kept, read_timespan),
            "dateparser": timespans.score(kept, timespans.with_dateparser),
        }
    )


def grounding_section(store: ArchiveStore, material: Material, questions: Sequence[Posed]) -> str:
    """Returns the tables of planted faults, in true sentences and in answers."""
    told = from_articles(material.articles, "report", material.number)
    sentences = [*judged(material.reader, "report"), *told]
    with timed(f"faults in {len(sentences)} sentences"):
        tally = grounded(sentences)
    with timed("faults in answers"):
        misbehaved = misbehave(store, [one for one in questions if half(one.id) == "report"])
    return quality_page.grounding(tally, misbehaved)


def follow_ups_section(path: Path) -> str:
    """Returns the table of follow-ups made to stand alone."""
    held = list(read_follow_ups(path))
    ways = {
        "the question alone": measure(held, alone),
        "put behind the last question": measure(held, put_behind),
        "Backfile's rule": measure(held, standalone),
    }
    return quality_page.follow_ups("TREC CAsT", len(held), ways)


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Tells on standard error how long a stage took."""
    started = time.perf_counter()
    yield
    print(f"\r{stage}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)


def machine() -> str:
    """Returns what this runs on: "2 cores of x86_64, Linux, Python 3.11.9"."""
    return (
        f"{os.cpu_count()} cores of {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


@contextmanager
def opened(home: Path) -> Iterator[ArchiveStore]:
    """Opens an archive whose words can be searched, and closes it."""
    store = ArchiveStore(home, Remembering(MiniLM()))
    try:
        store.heal()
        yield store
    finally:
        store.close()


def options() -> argparse.Namespace:
    """Returns what the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.quality", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--home", type=Path, required=True, help="archive of the articles")
    parser.add_argument("--naive", type=Path, help="collection of LangChain + Chroma")
    parser.add_argument("--larger-articles", type=Path)
    parser.add_argument("--larger-questions", type=Path)
    parser.add_argument("--larger-home", type=Path)
    parser.add_argument("--reader", type=Path, required=True, help="folder of judged sentences")
    parser.add_argument("--number", type=int, default=150, help="articles that faults are put into")
    parser.add_argument("--write", type=Path, required=True, help="the page, docs/quality.md")
    chosen = parser.parse_args()
    larger = (chosen.larger_articles, chosen.larger_questions, chosen.larger_home)
    if any(larger) and not all(larger):
        parser.error("the larger set needs --larger-articles, --larger-questions, --larger-home")
    return chosen


def main() -> None:
    """Prints each section when it is measured, and writes the page."""
    chosen = options()
    material = Material(
        articles=chosen.articles,
        questions=chosen.questions,
        reader=chosen.reader,
        number=chosen.number,
        naive=chosen.naive,
    )
    sections: dict[str, str] = {}

    def keep(heading: str, text: str) -> None:
        sections[heading] = text
        print(f"{heading}\n\n{text}\n", flush=True)

    with opened(chosen.home) as store:
        for heading, text in measured(store, material):
            keep(heading, text)
    if chosen.larger_home:
        posed = read_questions(chosen.larger_questions)
        with opened(chosen.larger_home) as store:
            found = retrieval_section(store, chosen.larger_articles, posed, None)
        keep("Finding passages in the larger set", found)
    chosen.write.write_text(quality_page.page(sections), encoding="utf-8")


if __name__ == "__main__":
    main()
