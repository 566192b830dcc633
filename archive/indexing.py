"""Both search indexes, brought up to the catalogue and rebuilt from it where they are damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from archive import backlog
from archive.backlog import Target
from archive.catalogue import Catalogue, FiledPassage
from archive.errors import ArchiveBusy
from archive.vectors import VectorEntry
from archive.wordentries import WordEntry
from archive.words import WordIndex

if TYPE_CHECKING:
    from archive.chroma import ChromaIndex

WORDS_BATCH = 5_000
"""Passages handed to the lexical index in one commit."""

CHROMA_BATCH = 500
"""Passages handed to Chroma at once: it holds the interpreter meanwhile."""

PROBES = 3
"""Vectors, spread over the archive, that Chroma must find by themselves when it is opened."""

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""


def unheard(done: int, total: int) -> None:
    """Reports progress to nobody."""


class Indexer:
    """Keeps the lexical index, and the dense one where this process owns it, up to the catalogue.

    Safe to use from several threads.
    """

    def __init__(self, catalogue: Catalogue, words: WordIndex, chroma: ChromaIndex | None) -> None:
        """Takes what it works on; nothing is changed yet."""
        self.catalogue = catalogue
        self.words = words
        self.chroma = chroma
        self._indexing = threading.Lock()

    def heal(self, progress: Progress = unheard) -> list[str]:
        """Brings both indexes up to the catalogue; rebuilds one that is missing or damaged.

        Returns a sentence for each index that had to be rebuilt, saying why.
        """
        said = []
        if reason := self._words_lack():
            said.append(f"The lexical index was rebuilt from the catalogue: {reason}.")
            self._expect_everything("words")
        if self.chroma and self.chroma.needs_rebuild:
            reason = self.chroma.needs_rebuild
            if self._rebuild_chroma(progress):
                said.append(f"The dense index was rebuilt from the catalogue: {reason}.")
        self.index(progress)
        if self.chroma and (reason := self._chroma_differs(self.chroma)):
            self._rebuild_chroma(progress)
            said.append(f"The dense index was rebuilt from the catalogue: {reason}.")
        return said

    def index(self, progress: Progress = unheard) -> None:
        """Applies what the indexes have still to do.

        The lexical index is left to another process that is writing it; the dense one to the
        process that owns Chroma.
        """
        with self._indexing:
            try:
                self._index_words(progress)
            except ArchiveBusy:
                progress(0, 0)
            if self.chroma:
                self._index_vectors(self.chroma, progress)

    def rebuild(self, progress: Progress = unheard) -> None:
        """Builds both indexes anew from the catalogue."""
        self._expect_everything("words")
        self.words.clear()
        if self.chroma:
            self._rebuild_chroma(progress)
        self.index(progress)

    def checkpoint(self) -> None:
        """Makes Chroma durable, so that a crash from here on costs no rebuild."""
        if self.chroma:
            with self._indexing:
                self.chroma.checkpoint()

    def _words_lack(self) -> str:
        (held,) = self.catalogue.rows("SELECT count(*) FROM passages")[0]
        if self.words.count() + backlog.count_pending(self.catalogue, "words") >= held:
            return ""
        return self.words.made_anew or "it lacks passages"

    def _chroma_differs(self, chroma: ChromaIndex) -> str:
        numbers = backlog.vector_numbers(self.catalogue)
        probes = numbers[:: max(1, len(numbers) // PROBES)]
        return chroma.verify(
            len(numbers), [entry for entries in self._entries(probes) for entry in entries]
        )

    def _expect_everything(self, target: Target) -> None:
        with self.catalogue.transaction() as db:
            backlog.settle_all(self.catalogue, target)
            db.execute("INSERT INTO pending SELECT ?, number, id, 0 FROM passages", (target,))

    def _index_words(self, progress: Progress) -> None:
        total = backlog.count_pending(self.catalogue, "words")
        done = 0
        while changes := backlog.pending(self.catalogue, "words", WORDS_BATCH):
            progress(done, total)
            added = [change.number for change in changes if not change.removed]
            self.words.change(
                removed=[change.number for change in changes if change.removed],
                added=[_word_entry(filed) for filed in self.catalogue.passages(added)],
            )
            backlog.settle(self.catalogue, "words", changes)
            done += len(changes)
            progress(done, total)

    def _index_vectors(self, chroma: ChromaIndex, progress: Progress) -> None:
        total = backlog.count_pending(self.catalogue, "vectors")
        done = 0
        while changes := backlog.pending(self.catalogue, "vectors", CHROMA_BATCH):
            progress(done, total)
            if removed := [change.passage_id for change in changes if change.removed]:
                chroma.delete(removed)
            added = [change.number for change in changes if not change.removed]
            for entries in self._entries(np.asarray(added, np.int64)):
                chroma.upsert(entries)
            backlog.settle(self.catalogue, "vectors", changes)
            done += len(changes)
            progress(done, total)

    def _rebuild_chroma(self, progress: Progress) -> int:
        assert self.chroma is not None
        backlog.settle_all(self.catalogue, "vectors")
        numbers = backlog.vector_numbers(self.catalogue)

        def reported() -> Iterator[Sequence[VectorEntry]]:
            done = 0
            for entries in self._entries(numbers):
                progress(done, len(numbers))
                yield entries
                done += len(entries)
            progress(done, len(numbers))

        self.chroma.rebuild(reported())
        return len(numbers)

    def _entries(self, numbers: NDArray[np.int64]) -> Iterator[list[VectorEntry]]:
        for held, matrix in backlog.vectors(self.catalogue, numbers, CHROMA_BATCH):
            marks = ",".join("?" * len(held))
            found = self.catalogue.rows(
                "SELECT number, passages.id, articles.id, ordinal, day, outlet "
                f"FROM passages JOIN articles ON key = article WHERE number IN ({marks})",
                held.tolist(),
            )
            rows = {number: rest for number, *rest in found}
            yield [
                VectorEntry(
                    passage_id=rows[n][0],
                    number=n,
                    article_id=rows[n][1],
                    ordinal=rows[n][2],
                    day=rows[n][3],
                    outlet=rows[n][4],
                    vector=vector,
                )
                for n, vector in zip(held.tolist(), matrix, strict=True)
                if n in rows
            ]


def _word_entry(filed: FiledPassage) -> WordEntry:
    article = filed.article
    return WordEntry(
        number=filed.passage.number,
        headline=article.headline,
        text=filed.passage.text,
        outlet=article.outlet,
        authors=article.authors,
        credit=article.credit,
        published=article.published,
        kind=article.kind,
        language=article.language,
    )
