"""Ingest survives being killed: whatever the moment, running it again gives the same archive."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import pytest

from archive.filters import Filters
from tests.fakes.feeder import feed, open_store
from tests.fakes.stories import write_dump

ARTICLES = 300


def contents(home: Path) -> dict[str, Any]:
    """Returns everything an archive holds, the times of adding left out."""
    store = open_store(home)
    try:
        assert store.heal() == []
        rows = store.catalogue.rows
        return {
            "articles": rows("SELECT * FROM articles ORDER BY key"),
            "revisions": rows(
                "SELECT article, revision, digest, state FROM revisions ORDER BY 1, 2"
            ),
            "passages": rows("SELECT * FROM passages ORDER BY number"),
            "vectors": rows("SELECT * FROM vectors ORDER BY passage"),
            "files": rows("SELECT * FROM files"),
            "pending": rows("SELECT * FROM pending"),
            "words": sorted(
                (hit.number, round(hit.score, 4))
                for hit in store.search_words("report ferry library", 100_000, Filters())
            ),
            "in words": store.words.count(),
        }
    finally:
        store.close()


def dense_entries(home: Path) -> list[tuple[str, list[float]]]:
    """Returns every id of the Chroma collection with its vector, as Chroma gives them."""
    [build] = (path for path in (home / "chroma").iterdir() if path.is_dir())
    client = chromadb.PersistentClient(str(build))
    [collection] = client.list_collections()
    held = collection.get(include=["embeddings"])
    assert held["embeddings"] is not None
    return sorted(zip(held["ids"], np.asarray(held["embeddings"]).tolist(), strict=True))


def kill_midway(home: Path, dump: Path, chance: random.Random) -> bool:
    """Feeds the dump and kills the feeder at a random moment; False where it ended before that.

    The moment is counted in stages reported, not in seconds, so that it falls into the work on a
    machine of any speed.
    """
    reports, pause = chance.randrange(9), chance.uniform(0.0, 0.3)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.feeder", home, dump], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        if any(not process.stdout.readline() for _ in range(reports)):
            assert process.wait() == 0
            return False
        time.sleep(pause)
        process.kill()
        return process.wait() != 0


@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.soak)])
def test_killed_at_random_moments_and_run_again_it_ends_as_if_undisturbed(
    tmp_path: Path, kills: int
) -> None:
    dump = write_dump(tmp_path / "dump.jsonl", ARTICLES)
    feed(tmp_path / "undisturbed", dump)
    undisturbed = contents(tmp_path / "undisturbed")
    dense = dense_entries(tmp_path / "undisturbed")
    assert undisturbed["in words"] == len(undisturbed["passages"]) == len(dense)
    assert undisturbed["pending"] == []

    chance = random.Random(20251114)
    homes = [tmp_path / "killed-0"]
    killed = 0
    while killed < kills:
        if kill_midway(homes[-1], dump, chance):
            killed += 1
        else:
            homes.append(tmp_path / f"killed-{len(homes)}")

    feed(homes[-1], dump)
    for home in homes:
        survivor = contents(home)
        for part, held in undisturbed.items():
            assert survivor[part] == held, part
        assert dense_entries(home) == dense


def test_a_vector_is_the_same_whether_or_not_the_run_was_taken_up_again(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump.jsonl", 40)
    feed(tmp_path / "once", dump)
    feed(tmp_path / "twice", write_dump(tmp_path / "first.jsonl", 20))
    feed(tmp_path / "twice", dump)
    once, twice = contents(tmp_path / "once"), contents(tmp_path / "twice")
    assert np.array_equal(once["vectors"], twice["vectors"])
