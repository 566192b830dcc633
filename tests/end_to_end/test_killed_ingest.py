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


@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.soak)])
def test_killed_at_random_moments_and_run_again_it_ends_as_if_undisturbed(
    tmp_path: Path, kills: int
) -> None:
    dump = write_dump(tmp_path / "dump.jsonl", ARTICLES)
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "tests.fakes.feeder", tmp_path / "undisturbed", dump], check=True
    )
    duration = time.monotonic() - started

    chance = random.Random(20251114)
    killed = 0
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.feeder", tmp_path / "killed", dump],
            stdout=subprocess.DEVNULL,
        )
        try:
            process.wait(timeout=chance.uniform(0.2, 1.0) * duration)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    assert killed >= kills // 2

    feed(tmp_path / "killed", dump)
    undisturbed, survivor = contents(tmp_path / "undisturbed"), contents(tmp_path / "killed")
    assert undisturbed["in words"] == len(undisturbed["passages"])
    assert undisturbed["pending"] == []
    for part, held in undisturbed.items():
        assert survivor[part] == held, part
    dense = dense_entries(tmp_path / "undisturbed")
    assert len(dense) == len(undisturbed["passages"])
    assert dense_entries(tmp_path / "killed") == dense


def test_a_vector_is_the_same_whether_or_not_the_run_was_taken_up_again(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump.jsonl", 40)
    feed(tmp_path / "once", dump)
    feed(tmp_path / "twice", write_dump(tmp_path / "first.jsonl", 20))
    feed(tmp_path / "twice", dump)
    once, twice = contents(tmp_path / "once"), contents(tmp_path / "twice")
    assert np.array_equal(once["vectors"], twice["vectors"])
