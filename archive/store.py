"""One interface over the catalogue and its two indexes, which it heals from the catalogue."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from archive import backlog
from archive.catalogue import Catalogue, FiledPassage, Filing, Outcome
from archive.errors import ArchiveBusy, ArchiveError, EmbedderMismatch
from archive.filters import Filters
from archive.held import HeldVectors
from archive.indexing import Indexer, Progress, unheard
from archive.passages import embedding_text
from archive.placings import Placing, placings
from archive.vectors import DenseHit
from archive.wordqueries import FieldWeights, Sought
from archive.words import PLAIN, WordHit, WordIndex

if TYPE_CHECKING:
    from archive.chroma import ChromaIndex
    from archive.embeddings import Embedder

log = logging.getLogger(__name__)

EMBED_BLOCK = 256
"""Passages embedded and kept in one transaction. Blocks are cut in passage order, so that a run
that was killed and taken up again computes the very batches an undisturbed one does."""

OVERFETCH = 2
"""How many times k is asked of Chroma, which may still know passages the catalogue dropped."""


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

        `any_embedder` is for embedding everything anew, after `forget_vectors`.

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
        self._held = HeldVectors(self.catalogue)
        self._last_query = ("", np.empty(0, np.float32))
        self._indexer = Indexer(self.catalogue, self.words, self.chroma)

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

    def forget_vectors(self) -> None:
        """Makes every passage wait to be embedded again, by the embedder there is now."""
        with self.catalogue.transaction():
            backlog.drop_vectors(self.catalogue)
            self.catalogue.set_meta("embedder", self.embedder.name)

    # -- indexes ----------------------------------------------------------------------------------

    def heal(self, progress: Progress = unheard) -> list[str]:
        """Brings both indexes up to the catalogue; rebuilds one that is missing or damaged.

        Returns a sentence for each index that had to be rebuilt, saying why.
        """
        return self._indexer.heal(progress)

    def index(self, progress: Progress = unheard) -> None:
        """Applies what the indexes have still to do, as far as this process may."""
        self._indexer.index(progress)

    def checkpoint(self) -> None:
        """Makes Chroma durable, so that a crash from here on costs no rebuild."""
        self._indexer.checkpoint()

    def reindex(self, progress: Progress = unheard) -> None:
        """Builds both indexes anew from the catalogue."""
        self._indexer.rebuild(progress)

    def backlog(self) -> Backlog:
        """Returns what is still to be done."""
        return Backlog(
            to_embed=len(backlog.without_vector(self.catalogue)),
            words=backlog.count_pending(self.catalogue, "words"),
            vectors=backlog.count_pending(self.catalogue, "vectors"),
        )

    # -- searching --------------------------------------------------------------------------------

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Returns a question's unit vector; the last one is kept for the stages that follow."""
        asked, vector = self._last_query
        if asked != text:
            vector = np.asarray(self.embedder.embed_query(text), np.float32)
            self._last_query = (text, vector)
        return vector

    def search_words(
        self, sought: Sought | str, k: int, filters: Filters, weights: FieldWeights = PLAIN
    ) -> list[WordHit]:
        """Returns the k passages whose words are nearest, best first."""
        return self.words.search(sought, k, filters, weights)

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
        return self._held.search(vector, k, filters)

    def similarities(self, vector: NDArray[np.float32], numbers: Sequence[int]) -> dict[int, float]:
        """Returns the cosine of a unit vector to each of these passages that has a vector."""
        return {
            number: float(similarity)
            for held, matrix in backlog.vectors(self.catalogue, numbers)
            for number, similarity in zip(held.tolist(), matrix @ vector, strict=True)
        }

    def placings(self, numbers: Sequence[int]) -> list[Placing]:
        """Returns where passages stand, by number; those that are gone are left out."""
        return placings(self.catalogue, numbers)

    def passages(self, numbers: Sequence[int]) -> list[FiledPassage]:
        """Returns passages in the order asked for; numbers that are gone are left out."""
        return self.catalogue.passages(numbers)

    def _still_held(self, numbers: list[int]) -> set[int]:
        marks = ",".join("?" * len(numbers))
        found = self.catalogue.rows(
            f"SELECT number FROM passages WHERE number IN ({marks})", numbers
        )
        return {int(row[0]) for row in found}
