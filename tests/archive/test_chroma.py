"""The Chroma index: it answers as exact search does, and keeps what it was given."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from archive.chroma import BATCH, ChromaIndex
from archive.errors import ArchiveBusy, ArchiveError, SettingsError
from archive.exact import ExactIndex
from archive.vectors import VectorEntry, Vectors
from tests.fakes.vectors import entries, story_vectors

DIMENSIONS = 32


def opened(folder: Path) -> ChromaIndex:
    return ChromaIndex.open(folder / "chroma", embedder="invented", dimensions=DIMENSIONS)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    with opened(tmp_path) as index:
        index.rebuild([])
        yield index


def test_a_new_index_asks_to_be_built_and_holds_what_it_was_built_from(tmp_path: Path) -> None:
    with opened(tmp_path) as index:
        assert index.needs_rebuild == "there was none yet"
        assert index.rebuild([entries(story_vectors(30, DIMENSIONS))]) == 30
        assert index.needs_rebuild == ""
        assert index.count() == 30


def test_what_was_written_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    written = entries(story_vectors(1_200, DIMENSIONS))
    with opened(tmp_path) as index:
        index.rebuild([written[:700]])
        index.upsert(written[700:])
        before = index.search(written[0].vector, 20)
    with opened(tmp_path) as index:
        assert index.needs_rebuild == ""
        assert index.verify(1_200, written[::100]) == ""
        assert index.search(written[0].vector, 20) == before


def test_a_checkpoint_keeps_everything_in_place(index: ChromaIndex) -> None:
    written = entries(story_vectors(300, DIMENSIONS))
    for start in range(0, 300, 100):
        index.upsert(written[start : start + 100])
        index.checkpoint()
        assert index.count() == start + 100
    assert index.verify(300, written) == ""


def test_both_searches_give_the_same_answers(index: ChromaIndex) -> None:
    matrix = story_vectors(3_000, DIMENSIONS)
    index.upsert(entries(matrix))
    exact = ExactIndex()
    exact.add(np.arange(1, 3_001), matrix)
    for query in story_vectors(40, DIMENSIONS, seed=9):
        by_chroma, by_hand = index.search(query, 10), exact.search(query, 10)
        assert [hit.number for hit in by_chroma] == [hit.number for hit in by_hand]
        assert [hit.similarity for hit in by_chroma] == pytest.approx(
            [hit.similarity for hit in by_hand], abs=2e-6
        )


def test_equal_vectors_come_by_number(index: ChromaIndex) -> None:
    twins = entries(np.repeat(story_vectors(1, DIMENSIONS), 9, axis=0))
    index.upsert(twins[::-1])
    assert [hit.number for hit in index.search(twins[0].vector, 9)] == list(range(1, 10))


def test_an_upsert_replaces_and_the_last_of_one_id_counts(index: ChromaIndex) -> None:
    first, second, third = entries(story_vectors(3, DIMENSIONS))
    index.upsert([first, second])
    index.upsert([replace(first, vector=third.vector, number=8), replace(first, number=9)])
    assert index.count() == 2
    assert index.search(first.vector, 1)[0].number == 9


def test_what_was_deleted_is_not_found_and_unknown_ids_are_ignored(index: ChromaIndex) -> None:
    written = entries(story_vectors(10, DIMENSIONS))
    index.upsert(written)
    index.delete([written[0].passage_id, "no such passage", written[0].passage_id])
    index.delete([])
    assert index.count() == 9
    assert 1 not in {hit.number for hit in index.search(written[0].vector, 20)}


def test_more_than_a_batch_is_taken_and_deleted(index: ChromaIndex) -> None:
    written = entries(story_vectors(BATCH * 2 + 1, DIMENSIONS))
    index.upsert(written)
    assert index.count() == len(written)
    index.delete([entry.passage_id for entry in written])
    assert index.count() == 0
    assert index.search(written[0].vector, 5) == []


@pytest.mark.parametrize("vector", [np.ones(DIMENSIONS + 1), np.full(DIMENSIONS, np.inf)])
def test_vectors_that_do_not_fit_are_refused(index: ChromaIndex, vector: Vectors) -> None:
    (entry,) = entries(story_vectors(1, DIMENSIONS))
    with pytest.raises(ValueError, match="finite values"):
        index.upsert([replace(entry, vector=vector)])
    with pytest.raises(ValueError, match="finite values"):
        index.search(vector, 5)
    assert index.needs_rebuild == ""


def test_a_closed_index_is_not_used(index: ChromaIndex) -> None:
    index.close()
    index.close()
    with pytest.raises(ArchiveError, match="it is closed"):
        index.count()


def test_verifying_finds_a_wrong_count_and_a_lost_vector(tmp_path: Path) -> None:
    written = entries(story_vectors(20, DIMENSIONS))
    stranger = replace(written[0], vector=story_vectors(1, DIMENSIONS, seed=5)[0])
    with opened(tmp_path) as index:
        index.rebuild([written])
        assert index.verify(21, []) == "it holds 20 of 21 vectors"
        assert index.needs_rebuild == "it holds 20 of 21 vectors"
        index.rebuild([written])
        assert index.verify(20, written) == ""
        assert stranger.passage_id in index.verify(20, [stranger])


@pytest.mark.parametrize(
    ("embedder", "dimensions", "reason"),
    [
        ("another", DIMENSIONS, "it was built with the embedder 'invented'"),
        ("invented", 8, f"its vectors have {DIMENSIONS} dimensions"),
    ],
)
def test_an_index_built_for_another_embedder_is_rebuilt(
    tmp_path: Path, embedder: str, dimensions: int, reason: str
) -> None:
    with opened(tmp_path) as index:
        index.rebuild([entries(story_vectors(5, DIMENSIONS))])
    folder = tmp_path / "chroma"
    with ChromaIndex.open(folder, embedder=embedder, dimensions=dimensions) as index:
        assert index.needs_rebuild == reason
        index.rebuild([entries(story_vectors(5, dimensions))])
        assert index.count() == 5


def test_a_second_owner_is_refused_until_the_first_closes(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(ArchiveBusy, match="Another process"):
        opened(tmp_path)
    opened(tmp_path).close()


def test_a_malformed_address_is_named() -> None:
    with pytest.raises(SettingsError, match="BACKFILE_CHROMA_URL=localhost:8000"):
        ChromaIndex.connect("localhost:8000", collection="c", embedder="e", dimensions=2)


def test_a_server_that_does_not_answer_is_named_with_the_remedy() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(ArchiveError, match=url) as caught:
        ChromaIndex.connect(url, collection="invented", embedder="e", dimensions=2)
    assert "BACKFILE_CHROMA_URL" in caught.value.remedy


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    run = ["chroma", "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(tmp_path)]
    process = subprocess.Popen(
        [sys.executable, "-c", f"import chromadb_rust_bindings as b; b.cli({run})"],
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                probe.settimeout(0.1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait()


def test_a_server_keeps_the_index_and_its_loss_is_said(
    server: tuple[str, subprocess.Popen[bytes]],
) -> None:
    url, process = server
    written = entries(story_vectors(600, DIMENSIONS))

    def connected(embedder: str = "invented", collection: str = "backfile-a1") -> ChromaIndex:
        return ChromaIndex.connect(
            url, collection=collection, embedder=embedder, dimensions=DIMENSIONS
        )

    with connected() as first:
        assert first.needs_rebuild == "there was none yet"
        assert first.rebuild([written[:500]]) == 500
        first.upsert(written[500:])
        first.checkpoint()
        with connected() as second, connected(collection="backfile-b2") as other:
            assert second.needs_rebuild == ""
            assert second.verify(600, written[::50]) == ""
            assert other.needs_rebuild == "there was none yet"
        first.delete([written[0].passage_id])
        assert first.count() == 599
    with connected("another") as index:
        assert index.needs_rebuild == "it was built with the embedder 'invented'"
    with connected() as index, pytest.raises(RuntimeError, match="cut short"):
        index.rebuild(_interrupted(written))
    with connected() as index:
        assert index.needs_rebuild == "its rebuilding was cut short"
        index.rebuild([written])
        process.kill()
        process.wait()
        with pytest.raises(ArchiveError, match=url):
            index.search(written[0].vector, 5)
        assert index.needs_rebuild == ""


def _interrupted(written: list[VectorEntry]) -> Iterator[list[VectorEntry]]:
    yield written[:100]
    raise RuntimeError("cut short")
