"""Where the time of a question goes: the chain's stages, one inside another, each timed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.catalogue import FiledPassage
from archive.filters import Filters
from archive.minilm import MiniLM
from archive.placings import Placing
from archive.retractions import withdrawn_copies
from archive.store import ArchiveStore
from archive.vectors import DenseHit
from archive.wordqueries import FieldWeights, Sought
from archive.words import PLAIN, WordHit
from retrieval.answers import Evidence
from retrieval.coverage import coverage_of
from retrieval.drafting.extractive import ExtractiveDrafter
from retrieval.drafts import DraftSentence
from retrieval.question import Query, Question, understand
from retrieval.searching.retriever import ArchiveRetriever
from retrieval.surveys.surveyor import SURVEYED
from retrieval.understanding.known import ArchiveNames
from retrieval.writing import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What something took, in milliseconds by the clock and of the processor, all threads' sum."""

    clock: float = 0.0
    processor: float = 0.0

    def __add__(self, other: Taken) -> Taken:
        return Taken(clock=self.clock + other.clock, processor=self.processor + other.processor)


class Stopwatch:
    """Adds up what stages take; `taken` has them by path, such as ("retrieve", "words")."""

    def __init__(self) -> None:
        """Has timed nothing yet."""
        self.taken: dict[tuple[str, ...], Taken] = {}
        self._path: tuple[str, ...] = ()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times what is done meanwhile, as a part of the stage that is being timed already."""
        outer, self._path = self._path, (*self._path, name)
        path = self._path
        self.taken.setdefault(path, Taken())
        clock, processor = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.taken[path] += Taken(
                clock=1000 * (time.perf_counter() - clock),
                processor=1000 * (time.process_time() - processor),
            )
            self._path = outer


class TimedModel(MiniLM):
    """The local model, timed."""

    def __init__(self, watch: Stopwatch) -> None:
        """Times with `watch`."""
        super().__init__()
        self._watch = watch

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns what the model does."""
        with self._watch.stage("embed"):
            return super().embed_array(texts)


class TimedStore(ArchiveStore):
    """An archive whose searches and reads are timed."""

    def __init__(self, home: Path, watch: Stopwatch) -> None:
        """Opens the archive in a folder; times with `watch`."""
        super().__init__(home, TimedModel(watch))
        self._watch = watch

    def search_words(
        self, sought: Sought | str, k: int, filters: Filters, weights: FieldWeights = PLAIN
    ) -> list[WordHit]:
        """Returns what the store does."""
        with self._watch.stage("search by words"):
            return super().search_words(sought, k, filters, weights)

    def search_dense(self, vector: NDArray[np.float32], k: int, filters: Filters) -> list[DenseHit]:
        """Returns what the store does."""
        with self._watch.stage("search by meaning"):
            return super().search_dense(vector, k, filters)

    def similarities(self, vector: NDArray[np.float32], numbers: Sequence[int]) -> dict[int, float]:
        """Returns what the store does."""
        with self._watch.stage("similarities"):
            return super().similarities(vector, numbers)

    def placings(self, numbers: Sequence[int]) -> list[Placing]:
        """Returns what the store does."""
        with self._watch.stage("placings"):
            return super().placings(numbers)

    def passages(self, numbers: Sequence[int]) -> list[FiledPassage]:
        """Returns what the store does."""
        with self._watch.stage("passages"):
            return super().passages(numbers)


class TimedDrafter(ExtractiveDrafter):
    """The drafter without a chat model, timed."""

    def __init__(self, store: ArchiveStore, watch: Stopwatch) -> None:
        """Drafts from `store`; times with `watch`."""
        super().__init__(store)
        self._watch = watch

    def draft(self, query: Query, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """Yields what the drafter does."""
        with self._watch.stage("draft"):
            drafted = list(super().draft(query, evidence))
        yield from drafted


def staged(store: TimedStore, watch: Stopwatch) -> Callable[[Question], bool]:
    """Returns what answers a question as the chain does, timing its stages with `watch`.

    It returns whether passages answered; a question that a survey answers is understood only.
    """
    known = ArchiveNames(store.catalogue)
    retriever = ArchiveRetriever(store=store)
    writer = Writer(
        TimedDrafter(store, watch),
        retrieve=retriever.retrieve,
        withdrawn=lambda ids: withdrawn_copies(store.catalogue, ids),
    )

    def answer(question: Question) -> bool:
        with watch.stage("understand"):
            query = understand(question, known)
        if query.intent in SURVEYED:
            return False
        with watch.stage("retrieve"):
            found = retriever.look_up(query)
        with watch.stage("coverage"):
            searched = coverage_of(query, store)
        with watch.stage("write"):
            for _ in writer.write(query, found.evidence, searched):
                pass
        return True

    return answer
