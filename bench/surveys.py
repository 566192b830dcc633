"""How long surveys take, and whether every sentence they show stands in what it cites.

`python -m bench.surveys --home DIR` asks an archive that exists for a timeline, a count, a
comparison, a list of sources, a first mention and sayings on subjects taken from headlines spread
over the archive. It only reads, and prints figures, never text.
"""

from __future__ import annotations

import argparse
import functools
import operator
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive.filters import Filters
from archive.minilm import MiniLM
from archive.store import ArchiveStore
from retrieval.answers import Answer, AnswerStatus
from retrieval.coverage import coverage_of
from retrieval.drafting.extractive import ExtractiveDrafter
from retrieval.intents import Intent
from retrieval.question import Query
from retrieval.surveys.subjects import UnitKind, units
from retrieval.surveys.surveyor import SURVEYED, Surveyor
from retrieval.writing import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One survey: its answer, and how long it took by the clock and by the processor, in ms."""

    answer: Answer
    clock: float
    processor: float


def subjects(store: ArchiveStore, number: int) -> list[str]:
    """Returns a subject from each of so many headlines: its first name, else two of its words."""
    rows = store.catalogue.rows("SELECT headline FROM articles WHERE headline <> '' ORDER BY key")
    headlines = [str(row[0]) for row in rows]
    found = []
    for headline in headlines[:: max(1, len(headlines) // number)][:number]:
        parts = units(headline)
        names = [unit.text for unit in parts if unit.kind is UnitKind.NAME and " " in unit.text]
        longest = sorted((unit.text for unit in parts), key=len, reverse=True)[:2]
        found.append(names[0] if names else " ".join(longest))
    return found


def ask(store: ArchiveStore, intent: Intent, subject: str) -> Timed:
    """Returns the answer to one survey without the search that offers what is nearest."""
    surveyor, writer = Surveyor(store), Writer(ExtractiveDrafter(store))
    clock, processor = time.perf_counter(), time.process_time()
    query = surveyor.narrowed(
        Query(
            text=subject,
            focus=subject,
            asked=date.today(),
            filters=Filters(),
            intent=intent,
            subject=subject,
        )
    )
    found = surveyor.survey(query)
    chunks = writer.report(query, found, found.near, coverage_of(query, store))
    answer = functools.reduce(operator.add, chunks)
    return Timed(
        answer=answer,
        clock=1000 * (time.perf_counter() - clock),
        processor=1000 * (time.process_time() - processor),
    )


def misquoted(answer: Answer) -> int:
    """Returns how many of an answer's sentences none of their citations holds word for word."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    return sum(
        not any(sentence.text in quotes[n] for n in sentence.citations)
        for sentence in answer.sentences
    )


def row(name: str, timed: Sequence[Timed]) -> str:
    """Returns the figures of one kind of survey."""
    answers = [one.answer for one in timed]
    clock = sorted(one.clock for one in timed)
    cells = [
        sum(answer.status is not AnswerStatus.NOT_FOUND for answer in answers),
        sum(len(answer.sentences) for answer in answers),
        sum(len(answer.removed) for answer in answers),
        sum(map(misquoted, answers)),
        round(statistics.median(clock)),
        round(clock[int(0.95 * (len(clock) - 1))]),
        round(clock[-1]),
        round(statistics.median(one.processor for one in timed)),
    ]
    return f"{name:<24}" + "".join(f"{cell:>10}" for cell in cells)


def main() -> None:
    """Prints a row for each kind of survey."""
    parser = argparse.ArgumentParser(prog="python -m bench.surveys", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="folder of an archive")
    parser.add_argument("--subjects", type=int, default=50, help="how many are asked of")
    options = parser.parse_args()
    store = ArchiveStore(options.home, MiniLM(), any_embedder=True)
    asked = subjects(store, options.subjects)
    (passages,) = store.catalogue.rows("SELECT count(*) FROM passages")[0]
    print(f"{len(asked)} subjects, {passages:,} passages; milliseconds")
    heads = ["found", "sentences", "removed", "misquoted", "median", "p95", "longest", "processor"]
    print(" " * 24 + "".join(f"{head:>10}" for head in heads))
    ask(store, Intent.TIMELINE, asked[0])
    for intent in Intent:
        if intent in SURVEYED:
            print(row(intent.value, [ask(store, intent, subject) for subject in asked]))
    store.close()


if __name__ == "__main__":
    main()
