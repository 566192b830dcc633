"""One interface over the catalogue and its two indexes, which it heals from the catalogue."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from archive import backlog
from archive.backlog import Target
from archive.catalogue import Catalogue, FiledPassage, Filing, Outcome
from archive.errors import ArchiveBusy, ArchiveError, EmbedderMismatch
from archive.exact import ExactIndex
from archive.filters import Filters
from archive.matching import matching_passages
from archive.passages import embedding_text
from archive.vectors import DenseHit, VectorEntry
from archive.words import WordEntry, WordHit, WordIndex

if TYPE_CHECKING:
    from archive.chroma import ChromaIndex
    from archive.embeddings import Embedder

log = logging.getLogger(__name__)

EMBED_BLOCK = 256
"""Passages embedded and kept in one transaction. Blocks are cut in passage order, so that a run
that was killed and taken up again computes the very batches an undisturbed one does."""

WORDS_BATCH = 5_000
"""Passages handed to the lexical index in one commit."""

CHROMA_BATCH = 500
"""Passages handed to Chroma at once: it holds the interpreter meanwhile."""

PROBES = 3
"""Vectors, spread over the archive, that Chroma must find by themselves when it is opened."""

OVERFETCH = 2
"""How many times k is asked of Chroma, which may still know passages the catalogue dropped."""

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""


def unheard(done: int, total: int) -> None:
    """Reports progress to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What is still to be done: passages to embed, and changes the indexes have not made."""

    to_embed: int
    words: int
    vectors: int


class ArchiveStore:
    """The archive as everything else sees it. Safe to use from several threads.

    `chroma` is given to the one process that owns Chroma; without it dense search is exact, over
    the catalogue's vectors, and gives the same answers.
    """

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        *,
        open_chroma: Callable[[], ChromaIndex] | None = None,
        any_embedder: bool = False,
    ) -> None:
        """Opens the archive in a folder, making it if there is none.

        `any_embedder` is for embedding everything anew.

        Raises:
            EmbedderMismatch: the archive was built with another embedder.
            ArchiveDamaged: the catalogue cannot be read.
            ArchiveBusy: Chroma was asked for and another process owns it.
        """
        self.home = home
        self.embedder = embedder
        self.catalogue = Catalogue(home / "catalogue.sqlite3")
        try:
            if not any_embedder:
                self._check_embedder()
            self.words = WordIndex(home / "words")
            self.chroma = open_chroma() if open_chroma else None
        except BaseException:
            self.catalogue.close()
            raise
        self._exact = ExactIndex()
        self._exact_as_of = -1
        self._exact_lock = threading.Lock()
        self._indexing = threading.Lock()

    def _check_embedder(self) -> None:
        built_with = self.catalogue.meta("embedder")
        if built_with not in (None, self.embedder.name):
            raise EmbedderMismatch(built_with=str(built_with), configured=self.embedder.name)

    def close(self) -> None:
        """Closes Chroma cleanly, and the catalogue."""
        if self.chroma:
            self.chroma.close()
        self.catalogue.close()

    # -- feeding ----------------------------------------------------------------------------------

    @contextmanager
    def feeding(self) -> Iterator[None]:
        """Keeps other processes from feeding the archive meanwhile.

        Raises:
            ArchiveBusy: another process is feeding it.
        """
        try:
            with FileLock(self.home / "feeding.lock", timeout=0):
                yield
        except Timeout as error:
            raise ArchiveBusy(
                "Another `backfile ingest` is feeding this archive.", "Wait for it to end."
            ) from error

    def put(self, filings: Sequence[Filing]) -> list[Outcome]:
        """Puts articles into the catalogue; the indexes follow with `index`."""
        return self.catalogue.put(filings)

    def embed(self, progress: Progress = unheard) -> None:
        """Embeds every passage that has no vector yet, a durable block at a time."""
        waiting = backlog.without_vector(self.catalogue)
        if not waiting:
            return
        self.catalogue.set_meta("embedder", self.embedder.name)
        for start in range(0, len(waiting), EMBED_BLOCK):
            progress(start, len(waiting))
            block = self.catalogue.passages(waiting[start : start + EMBED_BLOCK])
            matrix = self.embedder.embed_array(
                [embedding_text(filed.article, filed.passage.text) for filed in block]
            )
            backlog.keep_vectors(self.catalogue, [filed.passage.number for filed in block], matrix)
        progress(len(waiting), len(waiting))

    # -- healing ----------------------------------------------------------------------------------

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

    def reindex(self, progress: Progress = unheard, *, embed: bool = False) -> None:
        """Builds both indexes anew from the catalogue; with `embed`, every vector too."""
        if embed:
            backlog.drop_vectors(self.catalogue)
            self.embed(progress)
        self.words.clear()
        self._expect_everything("words")
        if self.chroma:
            self._rebuild_chroma(progress)
        self.index(progress)

    def checkpoint(self) -> None:
        """Makes Chroma durable, so that a crash from here on costs no rebuild."""
        if self.chroma:
            with self._indexing:
                self.chroma.checkpoint()

    def backlog(self) -> Backlog:
        """Returns what is still to be done."""
        return Backlog(
            to_embed=len(backlog.without_vector(self.catalogue)),
            words=backlog.count_pending(self.catalogue, "words"),
            vectors=backlog.count_pending(self.catalogue, "vectors"),
        )

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

    # -- searching --------------------------------------------------------------------------------

    def search_words(self, text: str, k: int, filters: Filters) -> list[WordHit]:
        """Returns the k passages whose words are nearest, best first."""
        return self.words.search(text, k, filters)

    def search_dense(self, vector: NDArray[np.float32], k: int, filters: Filters) -> list[DenseHit]:
        """Returns the k passages whose vectors are nearest to a unit vector, best first.

        Chroma answers when nothing is filtered and this process owns it. Filters are resolved in
        the catalogue and searched exactly, and so is everything when Chroma fails.
        """
        if self.chroma and not filters:
            try:
                hits = self.chroma.search(vector, k * OVERFETCH)
                held = self._still_held([hit.number for hit in hits])
                return [hit for hit in hits if hit.number in held][:k]
            except ArchiveError as error:
                log.warning("Chroma did not answer, searching exactly: %s", error)
        allowed = matching_passages(self.catalogue, filters) if filters else None
        return self._exact_index().search(vector, k, allowed)

    def similarities(
        self, vector: NDArray[np.float32], numbers: Sequence[int]
    ) -> dict[int, float]:
        """Returns the cosine of a unit vector to each of these passages that has a vector."""
        return {
            number: float(similarity)
            for held, matrix in backlog.vectors(self.catalogue, numbers)
            for number, similarity in zip(held.tolist(), matrix @ vector, strict=True)
        }

    def passages(self, numbers: Sequence[int]) -> list[FiledPassage]:
        """Returns passages in the order asked for; numbers that are gone are left out."""
        return self.catalogue.passages(numbers)

    def _still_held(self, numbers: list[int]) -> set[int]:
        marks = ",".join("?" * len(numbers))
        found = self.catalogue.rows(
            f"SELECT number FROM passages WHERE number IN ({marks})", numbers
        )
        return {int(row[0]) for row in found}

    def _exact_index(self) -> ExactIndex:
        with self._exact_lock:
            changes = self.catalogue.vector_changes()
            if changes != self._exact_as_of:
                numbers = backlog.vector_numbers(self.catalogue)
                held = self._exact.numbers
                self._exact.remove(np.setdiff1d(held, numbers, assume_unique=True))
                added = np.setdiff1d(numbers, held, assume_unique=True)
                for part, matrix in backlog.vectors(self.catalogue, added):
                    self._exact.add(part, matrix)
                self._exact_as_of = changes
            return self._exact


def _word_entry(filed: FiledPassage) -> WordEntry:
    article = filed.article
    return WordEntry(
        number=filed.passage.number,
        headline=article.headline,
        text=filed.passage.text,
        outlet=article.outlet,
        authors=article.authors,
        published=article.published,
        kind=article.kind,
        language=article.language,
    )
