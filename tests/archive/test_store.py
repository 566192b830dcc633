"""The store: searching, healing, and what happens beside other processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from archive.errors import ArchiveBusy, EmbedderMismatch
from archive.filters import Filters
from archive.store import ArchiveStore, Backlog
from ingest.pipeline import ingest
from tests.fakes.embedders import HashingEmbedder
from tests.fakes.feeder import feed, open_store, words
from tests.fakes.stories import write_dump


@pytest.fixture(scope="module")
def fed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fed")
    feed(folder / "home", write_dump(folder / "dump.jsonl", 60))
    return folder / "home"


@pytest.fixture
def home(fed: Path, tmp_path: Path) -> Path:
    shutil.copytree(fed, tmp_path / "home")
    return tmp_path / "home"


QUESTION = "Which report says that the ferry in Ambry was sold?"


def answers(store: ArchiveStore, filters: Filters) -> list[int]:
    vector = np.asarray(store.embedder.embed_query(QUESTION), np.float32)
    return [hit.number for hit in store.search_dense(vector, 10, filters)]


def test_a_search_with_chroma_and_one_without_give_the_same_answers(home: Path) -> None:
    reader = ArchiveStore(home, HashingEmbedder())
    owner = open_store(home)
    assert owner.heal() == []
    for filters in (Filters(), Filters(outlets=("Pell Courier",))):
        assert answers(owner, filters) == answers(reader, filters) != []
    owner.close()
    reader.close()


def test_another_embedder_is_refused_naming_both_and_the_command_that_embeds_again(
    home: Path,
) -> None:
    class Other(HashingEmbedder):
        name = "other:model"

    with pytest.raises(EmbedderMismatch) as caught:
        ArchiveStore(home, Other())
    for part in ("fake:hashing", "other:model", "backfile reindex --embed"):
        assert part in str(caught.value)


def test_an_archive_whose_vectors_are_forgotten_moves_to_another_embedder(home: Path) -> None:
    class Other(HashingEmbedder):
        name = "other:model"

    store = ArchiveStore(home, Other(), any_embedder=True)
    store.forget_vectors()
    store.embed()
    store.reindex()
    assert store.backlog().to_embed == 0
    assert answers(store, Filters())
    store.close()
    ArchiveStore(home, Other()).close()


def test_deleted_indexes_are_rebuilt_from_the_catalogue_without_embedding(home: Path) -> None:
    class Silent(HashingEmbedder):
        def embed_array(self, texts: object) -> np.ndarray:
            raise AssertionError("embedded again")

    before = open_store(home)
    before.heal()
    wanted = answers(before, Filters()), before.search_words(QUESTION, 10, Filters())
    before.close()
    shutil.rmtree(home / "words")
    shutil.rmtree(home / "chroma")
    store = open_store(home)
    said = store.heal()
    assert [("lexical" in one, "dense" in one) for one in said] == [(True, False), (False, True)]
    assert (answers(store, Filters()), store.search_words(QUESTION, 10, Filters())) == wanted
    store.close()


def test_what_is_fed_beside_the_owner_of_chroma_is_found_by_it(home: Path, tmp_path: Path) -> None:
    owner = open_store(home)
    owner.heal()
    feeder = ArchiveStore(home, HashingEmbedder())
    report = ingest([write_dump(tmp_path / "more.jsonl", 70)], feeder, count=words)
    assert report.as_json()["counts"]["added"] == 10
    assert feeder.backlog() == Backlog(to_embed=0, words=0, vectors=report.embedded)
    owner.index()
    assert owner.backlog() == Backlog(to_embed=0, words=0, vectors=0)
    assert owner.chroma is not None
    assert owner.chroma.count() == owner.words.count()
    owner.close()
    feeder.close()


def test_a_second_feeder_is_told_to_wait(home: Path, tmp_path: Path) -> None:
    store = ArchiveStore(home, HashingEmbedder())
    with store.feeding(), pytest.raises(ArchiveBusy, match="Another"):
        ingest([write_dump(tmp_path / "more.jsonl", 1)], store, count=words)
    store.close()


def test_a_reader_sees_vectors_that_came_and_went_while_it_was_open(
    home: Path, tmp_path: Path
) -> None:
    newcomer = Filters(outlets=("Newcomer",))
    reader = ArchiveStore(home, HashingEmbedder())
    assert answers(reader, newcomer) == []
    feeder = ArchiveStore(home, HashingEmbedder())
    path = tmp_path / "one.csv"
    for text, passages in (("It was sold.", 1), ("It was not sold.", 1)):
        path.write_text(f"url,title,body,outlet\nhttps://newcomer.example/1,Sale,{text},Newcomer\n")
        ingest([path], feeder, count=words)
        found = answers(reader, newcomer)
        assert len(found) == passages
        assert [filed.passage.text for filed in reader.passages(found)] == [text]
    feeder.close()
    reader.close()
