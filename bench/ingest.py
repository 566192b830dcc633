"""Where the time of feeding an archive goes: wall clock and CPU by stage, and peak memory.

    python -m bench.ingest --articles ARTICLES.jsonl.gz [--embedder local|none] [--threads 2]

`none` embeds by hashing, which costs nearly nothing, so that what remains is all the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray

from archive.chroma import ChromaIndex
from archive.minilm import MiniLM
from archive.store import ArchiveStore
from ingest.pipeline import ingest

EMBEDDER = "the embedder itself"


class Costs:
    """Wall and CPU seconds by stage; hears the stages of an ingest."""

    def __init__(self) -> None:
        self.spent: dict[str, tuple[float, float]] = {}
        self._stage = "open"
        self._at = self._now()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Charges what went by since the last call to the stage that was at work."""
        self.charge(self._stage, self._at)
        if stage == "index":
            stage = "index in Chroma" if "embed" in self.spent else "index words"
        self._stage, self._at = stage, self._now()

    def charge(self, stage: str, since: tuple[float, float]) -> None:
        """Adds what was spent since then."""
        now, spent = self._now(), self.spent.get(stage, (0.0, 0.0))
        self.spent[stage] = (spent[0] + now[0] - since[0], spent[1] + now[1] - since[1])

    def measured(self, embed: MiniLM | Hashes, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embeds texts and notes what that costs, which the stage counts as well."""
        since = self._now()
        vectors = embed.embed_array(texts)
        self.charge(EMBEDDER, since)
        return vectors

    @staticmethod
    def _now() -> tuple[float, float]:
        return perf_counter(), process_time()


class Hashes:
    """Vectors without meaning, at no cost."""

    name = "bench:hashes"
    dimensions = MiniLM.dimensions

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector a text, always the same for the same."""
        digests = [hashlib.shake_128(text.encode()).digest(self.dimensions) for text in texts]
        rows = np.frombuffer(b"".join(digests), np.int8).reshape(len(texts), -1)
        vectors = rows.astype(np.float32) + np.float32(0.5)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class Metered:
    """An embedder that notes what it costs."""

    def __init__(self, embedder: MiniLM | Hashes, costs: Costs) -> None:
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self._embedder, self._costs = embedder, costs

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors."""
        return self._costs.measured(self._embedder, texts)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The texts' vectors, as lists."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """One text's vector."""
        return self.embed_documents([text])[0]


def main() -> None:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=Path, required=True, nargs="+", help="files or folders")
    parser.add_argument("--embedder", choices=("local", "none"), default="local")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    local = MiniLM(threads=arguments.threads)
    with tempfile.TemporaryDirectory() as home:
        costs = feed(
            Path(home),
            arguments.articles,
            local if arguments.embedder == "local" else Hashes(),
            local,
        )
    report(costs)


def feed(home: Path, articles: list[Path], embedder: MiniLM | Hashes, local: MiniLM) -> Costs:
    """Feeds a new archive and returns what that cost."""
    costs = Costs()
    metered = Metered(embedder, costs)
    store = ArchiveStore(
        home,
        metered,
        open_chroma=lambda: ChromaIndex.open(
            home / "chroma", embedder=metered.name, dimensions=metered.dimensions
        ),
    )
    fed = ingest(articles, store, count=local.count_tokens_many, stages=costs)
    costs("close", 0, 0)
    store.close()
    costs("end", 0, 0)
    counts = ", ".join(f"{number:,} {outcome}" for outcome, number in fed.counts.items())
    print(f"{counts}; {fed.embedded:,} passages embedded by {metered.name}")
    return costs


def report(costs: Costs) -> None:
    """Prints a line a stage, the embedder's share, and the peak."""
    stages = {name: spent for name, spent in costs.spent.items() if name != EMBEDDER}
    wall, cpu = (sum(spent[n] for spent in stages.values()) for n in (0, 1))
    own = costs.spent.get(EMBEDDER, (0.0, 0.0))
    for name, spent in [*stages.items(), ("all", (wall, cpu)), (EMBEDDER, own)]:
        print(f"{name:20}{spent[0]:9.1f} s wall{spent[1]:9.1f} s CPU")
    print(f"{'all but the embedder':20}{wall - own[0]:9.1f} s wall{cpu - own[1]:9.1f} s CPU")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1_000_000 if sys.platform == "darwin" else 1_000)
    print(f"embedder's share {own[0] / wall:.1%} of the wall clock; peak {megabytes:,.0f} MB")


if __name__ == "__main__":
    main()
