"""Feeds a dump to an archive: `python -m tests.fakes.feeder HOME DUMP`. Made to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from archive.chroma import ChromaIndex
from archive.store import ArchiveStore
from ingest.pipeline import ingest
from tests.fakes.embedders import HashingEmbedder


def words(texts: list[str]) -> list[int]:
    """Counts words, which is near enough to word pieces."""
    return [len(text.split()) for text in texts]


def open_store(home: Path) -> ArchiveStore:
    """Opens the archive as the owner of Chroma, with an embedder that needs no model."""
    embedder = HashingEmbedder()
    return ArchiveStore(
        home,
        embedder,
        open_chroma=lambda: ChromaIndex.open(
            home / "chroma", embedder=embedder.name, dimensions=embedder.dimensions
        ),
    )


def report(stage: str, done: int, total: int) -> None:
    """Prints how far a stage is, at once, for whoever waits for a moment to kill."""
    print(f"{stage} {done} of {total}", flush=True)


def feed(home: Path, dump: Path) -> None:
    """Ingests the dump and closes the archive."""
    store = open_store(home)
    try:
        print("\n".join(ingest([dump], store, count=words, stages=report).repairs))
    finally:
        store.close()


if __name__ == "__main__":
    feed(Path(sys.argv[1]), Path(sys.argv[2]))
