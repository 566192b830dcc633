"""Uses a Chroma index until it is killed, saying on standard output how far it is.

Run as `python -m tests.archive.chroma_writer MODE FOLDER FIRST COUNT DIMENSIONS`. Modes: `upsert`
adds vectors to what is there, `rebuild` fills an empty index, `search` only reads, `checkpoint`
adds and then makes that durable.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from archive.chroma import ChromaIndex
from archive.vectors import VectorEntry
from tests.fakes.vectors import entries, story_vectors

BATCH = 100


def main(mode: str, folder: str, *sizes: str) -> None:
    """Does what the mode says, and then waits to be killed."""
    first, count, dimensions = (int(size) for size in sizes)
    written = entries(story_vectors(count, dimensions))[first:]
    index = ChromaIndex.open(Path(folder), embedder="invented", dimensions=dimensions)

    def reported() -> Iterator[list[VectorEntry]]:
        for start in range(0, len(written), BATCH):
            print(start, flush=True)
            yield written[start : start + BATCH]

    if mode == "rebuild":
        index.rebuild(reported())
    if mode in ("upsert", "checkpoint"):
        for batch in reported():
            index.upsert(batch)
    if mode == "search":
        index.search(entries(story_vectors(1, dimensions))[0].vector, 5)
    if mode == "checkpoint":
        index.checkpoint()
    print("done", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
