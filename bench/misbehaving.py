"""What faults pass grounding: `python -m bench.misbehaving --home DIR --questions FILE`.

DIR is the `backfile` folder of an archive made by `bench.retrieval`. For every question a drafter
writes sentences of the evidence with one fault planted in each, and every answer, also those of the
archive's own sentences, is searched for quotations that are not exactly so in what they cite.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.grounding import PLANTERS
from bench.planted import Planted
from bench.questions import Posed, read_questions
from bench.true_sentences import retold
from retrieval.answers import Answer, Evidence
from retrieval.coverage import coverage_of
from retrieval.drafting.extractive import ExtractiveDrafter
from retrieval.drafts import DraftSentence
from retrieval.question import Query, Question, understand
from retrieval.searching.retriever import ArchiveRetriever
from retrieval.text.quotations import quotations
from retrieval.text.sentences import sentence_spans
from retrieval.writing import Writer

READ, TAKEN = 3, 4
"""Passages that the misbehaving drafter reads, and sentences it takes from each."""


class Misbehaving:
    """Writes sentences of the evidence, each with another kind of fault; `planted` keeps them."""

    name = "misbehaving"

    def __init__(self) -> None:
        self.planted: list[tuple[str, Planted]] = []

    def draft(self, query: Query, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """Yields sentences that hold a fault, in the order of the evidence."""
        chance = random.Random(query.text)
        taken: set[str] = set()
        for item in evidence[:READ]:
            text = item.passage.text
            for start, end in sentence_spans(text)[:TAKEN]:
                told = retold(" ".join(text[start:end].split()))
                if told in taken:
                    continue
                taken.add(told)
                for kind, plant in chance.sample(PLANTERS, len(PLANTERS)):
                    planted = plant(told, text, chance)
                    if planted is None or planted.marker == 2:
                        continue
                    self.planted.append((kind, planted))
                    markers = tuple(item.n if n == 1 else n for n in planted.markers)
                    yield DraftSentence(text=planted.text, markers=markers)
                    break


def inexact(answer: Answer, store: ArchiveStore) -> tuple[int, int]:
    """Returns how many quotations an answer shows, and how many not exactly as they are cited."""
    shown = wrong = 0
    for sentence in answer.sentences:
        cited = [one.article_id for one in answer.citations if one.n in sentence.citations]
        articles = [store.catalogue.article(id_) for id_ in cited]
        for quotation in quotations(sentence.text):
            shown += 1
            wrong += not any(quotation.text in f"{one.headline}\n{one.body}" for one in articles)
    return shown, wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Misbehaved:
    """What became of so many questions' answers: quotations shown, and faults planted, by kind."""

    answers: int
    quoted: int
    inexact: int
    planted: Counter[str]
    caught: Counter[str]


def misbehave(store: ArchiveStore, questions: Sequence[Posed]) -> Misbehaved:
    """Returns how answers fare when each is written once plainly and once with faults."""
    extractive = ExtractiveDrafter(store)
    retriever = ArchiveRetriever(store=store, k=10)
    planted: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    quoted = wrong = 0
    for posed in questions:
        query = understand(Question(text=posed.text, asked=posed.asked, as_of=posed.asked))
        evidence = retriever.retrieve(query)
        searched = coverage_of(query, store)
        drafter = Misbehaving()
        for generative in (None, drafter):
            chunks = list(Writer(extractive, generative).write(query, evidence, searched))
            answer = chunks[0]
            for chunk in chunks[1:]:
                answer += chunk
            shown, not_exact = inexact(answer, store)
            quoted, wrong = quoted + shown, wrong + not_exact
        for kind, one in drafter.planted:
            planted[kind] += 1
            caught[kind] += not any(
                sentence.text == one.text and not one.gone(sentence)
                for sentence in answer.sentences
            )
    return Misbehaved(
        answers=2 * len(questions), quoted=quoted, inexact=wrong, planted=planted, caught=caught
    )


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--split", choices=["all", "fit", "report"], default="report")
    chosen = parser.parse_args()
    store = ArchiveStore(chosen.home, MiniLM())
    store.heal()
    questions = read_questions(chosen.questions, chosen.split)
    found = misbehave(store, questions)
    store.close()
    print(f"{len(questions)} questions ({chosen.split}), {found.answers} answers")
    print(f"quotations shown {found.quoted}, of them not exact {found.inexact}")
    for kind, _ in PLANTERS:
        if found.planted[kind]:
            print(f"{kind:24}{found.caught[kind]:>6}/{found.planted[kind]} caught")
    print(f"{'all':24}{found.caught.total():>6}/{found.planted.total()} caught")


if __name__ == "__main__":
    main()
