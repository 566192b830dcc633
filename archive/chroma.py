"""Dense search in Chroma: one collection, filled from the catalogue, rebuilt when in doubt."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar, cast

import numpy as np

from archive.chroma_places import Folder, Place, Server, mismatch, unusable
from archive.errors import ArchiveError
from archive.vectors import SIMILARITY_DECIMALS, DenseHit, VectorEntry, Vectors, ranked

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

SCHEMA = 1
"""Raised whenever what is stored a passage, or how it is indexed, changes."""

ABOUT = ("article_id", "ordinal", "day", "outlet", "number")
"""What the collection says of each passage, beside its id and vector."""

BATCH = 200
"""Vectors written at once. Chroma holds the interpreter meanwhile: on two busy cores 0.35 s for
200 and 0.77 s for 500, for the same processor time; far below its limit of 5,461."""

HNSW = {"space": "cosine", "ef_construction": 100, "ef_search": 400}
"""Tuned on 34,000 clustered vectors of 384 dimensions: of the exact first 50 it finds 0.999 for
queries at cosine 0.93 and 0.71 to a passage, 0.992 for queries unlike anything there. Building
more finely (200) costs 40 % more and, searching less widely (300), finds 0.982 of the last."""

NEAR_ENOUGH = 0.999
"""A vector found by itself is this near; float16 in the catalogue costs less than 1e-6."""


class ChromaIndex:
    """The dense index in one Chroma collection: one vector a passage, cosine space, no documents.

    While `needs_rebuild` says why, every use but `rebuild` and `close` raises ArchiveError. Calls
    may come from any thread; they take turns, a batch at a time.
    """

    def __init__(self, place: Place, *, embedder: str, dimensions: int) -> None:
        """Opens the index at this place, unless its files are known to be damaged.

        Raises:
            ArchiveError: a server cannot be reached.
        """
        self._place = place
        self._dimensions = dimensions
        self._label = {"embedder": embedder, "dimensions": dimensions, "schema": SCHEMA}
        self._turn = threading.RLock()
        self._client: Client | None = None
        self._collection: Collection | None = None
        self._unsettled = False
        self._needs_rebuild = place.problem(self._label)
        if not self._needs_rebuild:
            try:
                self._attach()
            except BaseException:
                place.leave()
                raise

    @classmethod
    def open(cls, folder: Path, *, embedder: str, dimensions: int) -> Self:
        """Returns the index in a folder, which this process then owns until `close`.

        Raises:
            ArchiveBusy: another process owns it.
        """
        return cls(Folder(folder), embedder=embedder, dimensions=dimensions)

    @classmethod
    def connect(cls, url: str, *, collection: str, embedder: str, dimensions: int) -> Self:
        """Returns the index in a collection of the Chroma server at `url`.

        Raises:
            SettingsError: the URL is malformed.
            ArchiveError: nothing answers there.
        """
        return cls(Server(url, collection), embedder=embedder, dimensions=dimensions)

    @property
    def needs_rebuild(self) -> str:
        """Returns why the index must be rebuilt, as the end of a sentence; "" when it is sound."""
        return self._needs_rebuild

    def rebuild(self, entries: Iterable[Sequence[VectorEntry]]) -> int:
        """Empties the index and fills it with `entries`; returns how many vectors it took.

        Until the last one is in and at rest, the index counts as damaged, so a rebuild that is
        cut short is begun again at the next start.
        """
        with self._turn, self._guarded():
            self._needs_rebuild = "its rebuilding was cut short"
            self._let_go()
            self._client = self._place.connect_empty()
            self._collection = self._client.create_collection(
                self._place.collection,
                metadata={**self._label, "complete": False},
                configuration=cast("CreateCollectionConfiguration", {"hnsw": HNSW}),
                embedding_function=None,
            )
        taken = sum(self._write(some, self._held) for some in entries)
        with self._turn, self._guarded():
            self._held().modify(metadata={**self._label, "complete": True})
            self._needs_rebuild = ""
        self.checkpoint()
        return taken

    def upsert(self, entries: Sequence[VectorEntry]) -> None:
        """Takes in these vectors, each replacing the one of the same passage id.

        Raises:
            ValueError: a vector has the wrong shape or a value that is not finite.
        """
        self._write(entries, self._ready)

    def delete(self, passage_ids: Sequence[str]) -> None:
        """Forgets these passages; unknown ids are ignored."""
        for some in _batches(list(dict.fromkeys(passage_ids))):
            with self._turn, self._writing():
                self._ready().delete(ids=some)

    def search(self, vector: Vectors, k: int) -> list[DenseHit]:
        """Returns the `k` nearest passages, nearest first, ties by number ascending."""
        if k <= 0:
            return []
        query = _checked(vector, self._dimensions)
        with self._turn:
            collection = self._ready()
            with self._guarded():
                found = collection.query(
                    query_embeddings=query.tolist(), n_results=k, include=["metadatas", "distances"]
                )
        hits = zip((found["metadatas"] or [[]])[0], (found["distances"] or [[]])[0], strict=True)
        return ranked([DenseHit(cast("int", about["number"]), _near(far)) for about, far in hits])

    def count(self) -> int:
        """Returns how many vectors it holds."""
        with self._turn:
            collection = self._ready()
            with self._guarded():
                return collection.count()

    def verify(self, expected_count: int, probes: Sequence[VectorEntry]) -> str:
        """Returns what is wrong with its content, "" if nothing; `needs_rebuild` then says it too.

        Each probe is searched by its own vector and must come back, or a twin as near.
        """
        try:
            count = self.count()
            problem = (
                "" if count == expected_count else f"it holds {count} of {expected_count} vectors"
            )
            for probe in [] if problem else probes:
                best = self.search(probe.vector, 1)
                if not best or best[0].similarity < NEAR_ENOUGH:
                    problem = f"it does not find passage {probe.passage_id}"
                    break
        except ArchiveError:
            if not self._needs_rebuild:
                raise
            problem = self._needs_rebuild
        self._needs_rebuild = self._needs_rebuild or problem
        return problem

    def checkpoint(self) -> None:
        """Makes all that was written durable: what is killed from here on loses nothing of it."""
        with self._turn:
            if self._needs_rebuild or not self._unsettled:
                return
            with self._guarded():
                self._let_go()
            self._attach()

    def close(self) -> None:
        """Leaves the index clean, if it is sound, and gives it up for others. May be repeated."""
        with self._turn:
            # What could not be settled is rebuilt at the next start.
            with suppress(ArchiveError), self._guarded():
                self._let_go()
                if not self._needs_rebuild:
                    self._place.at_rest(self._label)
            self._needs_rebuild = self._needs_rebuild or "it is closed"
            self._place.leave()

    def __enter__(self) -> Self:
        """Returns the index itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    def _attach(self) -> None:
        """Opens what is there, unless its label tells that it must be rebuilt."""
        from chromadb.errors import NotFoundError

        try:
            with self._guarded():
                self._client = self._place.connect()
                try:
                    self._collection = self._client.get_collection(
                        self._place.collection, embedding_function=None
                    )
                    self._needs_rebuild = mismatch(self._collection.metadata or {}, self._label)
                    if not self._needs_rebuild:
                        self._collection.count()
                except NotFoundError:
                    self._needs_rebuild = "there was none yet"
                if self._needs_rebuild:
                    self._let_go()
                else:
                    self._place.at_rest(self._label)
                    self._unsettled = False
        except ArchiveError:
            if not self._needs_rebuild:
                raise

    def _let_go(self) -> None:
        """Closes the client once its background work is done, which a count waits for."""
        client, self._client = self._client, None
        collection, self._collection = self._collection, None
        if client is not None:
            if collection is not None and not self._needs_rebuild:
                collection.count()
            client.close()

    def _ready(self) -> Collection:
        """Returns the collection, if it can be relied on."""
        if self._needs_rebuild:
            raise unusable(self._needs_rebuild)
        return self._held()

    def _held(self) -> Collection:
        """Returns the collection, even while it is being rebuilt."""
        if self._collection is None:
            raise unusable(self._needs_rebuild)
        return self._collection

    def _write(self, entries: Sequence[VectorEntry], into: Callable[[], Collection]) -> int:
        unique = list({entry.passage_id: entry for entry in entries}.values())
        for some in _batches(unique):
            vectors = np.stack([_checked(entry.vector, self._dimensions) for entry in some])
            with self._turn, self._writing():
                into().upsert(
                    ids=[entry.passage_id for entry in some],
                    embeddings=vectors,
                    metadatas=[{name: getattr(entry, name) for name in ABOUT} for entry in some],
                )
        return len(unique)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._guarded():
            self._unsettled = True
            self._place.before_writing()
            yield

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Translates what Chroma throws; Rust panics are no `Exception`, but come from pyo3."""
        try:
            yield
        except ArchiveError:
            raise
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            translated, damage = self._place.failure(error)
            self._needs_rebuild = self._needs_rebuild or damage
            raise translated from error


Item = TypeVar("Item")


def _batches(items: list[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _checked(vector: Vectors, dimensions: int) -> Vectors:
    vector = np.asarray(vector, np.float32)
    if vector.shape != (dimensions,) or not np.isfinite(vector).all():
        raise ValueError(f"expected {dimensions} finite values, got shape {vector.shape}")
    return vector


def _near(distance: float) -> float:
    similarity = round(1.0 - distance, SIMILARITY_DECIMALS)
    return -1.0 if math.isnan(similarity) else max(-1.0, min(1.0, similarity))
