"""The composition root: what the settings say, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from archive.errors import ArchiveBusy, ArchiveError
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.documents import BaseDocumentCompressor
    from langchain_core.runnables import Runnable

    from archive.catalogue import Catalogue
    from archive.chroma import ChromaIndex
    from archive.embeddings import Embedder
    from archive.store import ArchiveStore
    from ingest.chunking import Count
    from retrieval.answers import Answer
    from retrieval.question import Question
    from retrieval.sources import SourceList

_FEED_IT = "Feed it with `backfile ingest FOLDER`."

LEFT_TO_THE_OWNER = (
    "Another process, such as a running bot, owns the dense index and will take in what is new."
)


def load_embedder(settings: Settings) -> Embedder:
    """Returns the embedder the settings name.

    Raises:
        SettingsError: there is none of that name.
        EmbedderUnavailable: its package or key is missing.
    """
    from archive.embeddings import load_embedder

    return load_embedder(settings.embeddings, threads=settings.threads, cache=settings.cache)


def load_count(settings: Settings, embedder: Embedder) -> Count:
    """Returns what counts word pieces: the embedder, or the local one beside hosted models."""
    from archive.minilm import MiniLM

    local = embedder if isinstance(embedder, MiniLM) else MiniLM(cache=settings.cache)
    return local.count_tokens_many


def build_chain(settings: Settings, store: ArchiveStore) -> Runnable[Question, Answer]:
    """Returns the chain that answers from a store, with the chat model the settings name.

    Raises:
        ChatModelUnavailable: its package or key is missing.
        SettingsError: the reranker, or the archive's list of spellings, cannot be read.
    """
    with _warmed(store.embedder):
        from retrieval.chain import build_chain
        from retrieval.chat.providers import load_chat_model
        from retrieval.chat.usage import Price

        name, timeout, context = settings.chat_model, settings.chat_timeout, settings.chat_context
        return build_chain(
            store,
            chat_model=load_chat_model(name, timeout=timeout, context=context) if name else None,
            chat_name=name,
            chat_timeout=timeout,
            chat_context=context,
            chat_price=Price.read(settings.chat_price),
            reranker=_reranker(settings),
        )


def _reranker(settings: Settings) -> BaseDocumentCompressor | None:
    from retrieval.searching.reranking import load_reranker

    return load_reranker(settings.reranker) if settings.reranker else None


@contextmanager
def _warmed(embedder: Embedder) -> Iterator[None]:
    """Loads the local embedder's model meanwhile; if it cannot be, its first use will say so."""
    from archive.minilm import MiniLM

    with ThreadPoolExecutor(1, "warm") as aside:
        if isinstance(embedder, MiniLM):
            aside.submit(embedder.embed_query, "")
        yield


def find_sources(
    settings: Settings, store: ArchiveStore, question: Question, limit: int
) -> SourceList:
    """Returns the articles nearest to a question.

    Raises:
        SettingsError: the reranker, or the archive's list of spellings, cannot be read.
    """
    from retrieval.sources import find_sources

    return find_sources(store, question, limit, _reranker(settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Opens what a command needs, no more. What makes the parts can be exchanged."""

    settings: Settings
    load_embedder: Callable[[Settings], Embedder] = load_embedder
    build_chain: Callable[[Settings, ArchiveStore], Runnable[Question, Answer]] = build_chain
    find_sources: Callable[[Settings, ArchiveStore, Question, int], SourceList] = find_sources
    load_count: Callable[[Settings, Embedder], Count] = load_count
    chroma: bool = True

    @property
    def home(self) -> Path:
        """The archive's folder."""
        return self.settings.home

    @contextmanager
    def catalogue(self) -> Iterator[Catalogue]:
        """Opens the catalogue alone, without embedder or indexes.

        Raises:
            ArchiveError: there is no archive in the folder.
        """
        from archive.catalogue import Catalogue

        self._require_archive()
        catalogue = Catalogue(self.home / "catalogue.sqlite3")
        try:
            yield catalogue
        finally:
            catalogue.close()

    @contextmanager
    def reading(self) -> Iterator[ArchiveStore]:
        """Opens the archive to search it, and leaves Chroma to others.

        Raises:
            ArchiveError: there is no archive in the folder, or nothing in it.
        """
        from archive.matching import known_outlets
        from archive.store import ArchiveStore

        self._require_archive()
        store = ArchiveStore(self.home, self.load_embedder(self.settings))
        try:
            if not known_outlets(store.catalogue):
                raise ArchiveError(f"The archive in {self.home} is empty.", _FEED_IT)
            store.heal()
            yield store
        finally:
            store.close()

    @contextmanager
    def owning(self) -> Iterator[ArchiveStore]:
        """Opens the archive, made if there is none, with Chroma or, if others own it, without."""
        embedder = self.load_embedder(self.settings)
        try:
            store = self._store(embedder)
        except ArchiveBusy:
            from archive.store import ArchiveStore

            store = ArchiveStore(self.home, embedder)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def renewing(self, *, any_embedder: bool) -> Iterator[ArchiveStore]:
        """Opens the archive with Chroma, for building its indexes anew, and lets nobody feed it.

        Raises:
            ArchiveError: there is no archive in the folder.
            ArchiveBusy: another process owns Chroma or feeds the archive.
            EmbedderMismatch: it was built with another embedder, unless `any_embedder` will do.
        """
        self._require_archive()
        store = self._store(self.load_embedder(self.settings), any_embedder=any_embedder)
        try:
            with store.feeding():
                yield store
        finally:
            store.close()

    def _store(self, embedder: Embedder, *, any_embedder: bool = False) -> ArchiveStore:
        from archive.store import ArchiveStore

        return ArchiveStore(
            self.home,
            embedder,
            open_chroma=(lambda: self._open_chroma(embedder)) if self.chroma else None,
            any_embedder=any_embedder,
        )

    def _open_chroma(self, embedder: Embedder) -> ChromaIndex:
        from archive.chroma import ChromaIndex

        if not self.settings.chroma_url:
            return ChromaIndex.open(
                self.home / "chroma", embedder=embedder.name, dimensions=embedder.dimensions
            )
        return ChromaIndex.connect(
            self.settings.chroma_url,
            collection=self._collection(),
            embedder=embedder.name,
            dimensions=embedder.dimensions,
        )

    def _collection(self) -> str:
        """Returns the archive's own collection on a server that others may use as well."""
        with self.catalogue() as catalogue, catalogue.transaction():
            name = catalogue.meta("collection") or f"backfile-{uuid4().hex[:12]}"
            catalogue.set_meta("collection", name)
        return name

    def _require_archive(self) -> None:
        if not (self.home / "catalogue.sqlite3").is_file():
            raise ArchiveError(
                f"There is no archive in {self.home} yet.",
                f"{_FEED_IT[:-1]}, or set BACKFILE_HOME to where it is.",
            )
