"""Crashes and damaged files: found before Chroma sees them, and rebuilt from what is given."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from archive.chroma import ChromaIndex
from archive.errors import ArchiveBusy, ArchiveError
from archive.exact import ExactIndex
from archive.vectors import VectorEntry
from tests.fakes.chroma_places import PanickingFolder
from tests.fakes.vectors import entries, story_vectors

DIMENSIONS = 16
FILES = [
    "chroma.sqlite3",
    "data_level0.bin",
    "header.bin",
    "index_metadata.pickle",
    "length.bin",
    "link_lists.bin",
]


def opened(folder: Path, dimensions: int = DIMENSIONS) -> ChromaIndex:
    return ChromaIndex.open(folder, embedder="invented", dimensions=dimensions)


@contextmanager
def writer(
    mode: str, folder: Path, *, first: int = 0, count: int, dimensions: int = DIMENSIONS
) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the index, killed in the end."""
    arguments = [mode, str(folder), str(first), str(count), str(dimensions)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.archive.chroma_writer", *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdout is not None
    for said in process.stdout:
        if said.strip() == line:
            return
    raise AssertionError(f"the writer ended before it said {line!r}")


def assert_rebuilds(folder: Path, written: list[VectorEntry], reason: str) -> None:
    """The index says the reason, is rebuilt, and is then and ever after as it should be."""
    with opened(folder, len(written[0].vector)) as index:
        assert reason in index.needs_rebuild
        with pytest.raises(ArchiveError, match="cannot be used"):
            index.search(written[0].vector, 1)
        assert index.rebuild([written]) == len(written)
        assert index.verify(len(written), written[:: len(written) // 20]) == ""
    with opened(folder, len(written[0].vector)) as index:
        assert index.needs_rebuild == ""
        assert index.verify(len(written), written[:: len(written) // 20]) == ""


@pytest.fixture(scope="module")
def written() -> list[VectorEntry]:
    return entries(story_vectors(1_200, DIMENSIONS))


@pytest.fixture(scope="module")
def sound(written: list[VectorEntry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "chroma"
    with opened(folder) as index:
        index.rebuild([written])
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "chroma"))


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def replace_with_garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def scratch_the_middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 64)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "damage",
    [truncate, empty, replace_with_garbage, scratch_the_middle, Path.unlink],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_file_is_found_at_start(
    folder: Path, name: str, damage: Callable[[Path], None]
) -> None:
    (path,) = folder.rglob(name)
    damage(path)
    with opened(folder) as index:
        assert name in index.needs_rebuild
        assert index.needs_rebuild.startswith("a file ")


@pytest.mark.parametrize("name", ["chroma.sqlite3", "data_level0.bin"])
def test_a_damaged_index_is_rebuilt(folder: Path, name: str, written: list[VectorEntry]) -> None:
    (path,) = folder.rglob(name)
    replace_with_garbage(path)
    assert_rebuilds(folder, written, name)


def test_deleted_folders_are_found_at_start(folder: Path, written: list[VectorEntry]) -> None:
    (build,) = (path for path in folder.iterdir() if path.is_dir())
    (segment,) = (path for path in build.iterdir() if path.is_dir())
    shutil.rmtree(segment)
    with opened(folder) as index:
        assert index.needs_rebuild.startswith("a file is missing")
    shutil.rmtree(build)
    with opened(folder) as index:
        assert index.needs_rebuild == "its files are missing"
    shutil.rmtree(folder)
    assert_rebuilds(folder, written, "there was none yet")


def test_a_strange_file_and_a_broken_manifest_are_found_at_start(folder: Path) -> None:
    strange = folder / "chroma.sqlite3"
    strange.touch()
    with opened(folder) as index:
        assert index.needs_rebuild == "it has files that do not belong to it"
    strange.unlink()
    with opened(folder) as index:
        assert index.needs_rebuild == ""
    truncate(folder / "manifest.json")
    with opened(folder) as index:
        assert index.needs_rebuild == "its manifest cannot be read"


def test_an_index_left_alone_or_copied_is_sound(folder: Path, written: list[VectorEntry]) -> None:
    for _ in range(3):
        with opened(folder) as index:
            assert index.verify(len(written), written[:3]) == ""


@pytest.mark.parametrize(
    "moment", [0, *(pytest.param(moment, marks=pytest.mark.soak) for moment in range(1, 10))]
)
def test_an_index_killed_while_writing_is_found_at_start_and_rebuilt(
    folder: Path, written: list[VectorEntry], moment: int
) -> None:
    moments = random.Random(moment)
    everything = entries(story_vectors(4_000, DIMENSIONS))
    with writer("upsert", folder, first=1_200, count=4_000) as process:
        wait_for(process, str(moments.randrange(1, 20) * 100))
        time.sleep(moments.random() / 20)
    assert_rebuilds(folder, everything, "it was not closed cleanly")


def test_a_rebuild_that_was_killed_is_begun_again(
    tmp_path: Path, written: list[VectorEntry]
) -> None:
    with writer("rebuild", tmp_path / "chroma", count=1_200) as process:
        wait_for(process, "700")
    assert_rebuilds(tmp_path / "chroma", written, "it was not closed cleanly")


def test_an_owner_at_rest_refuses_others_and_leaves_nothing_to_rebuild_when_killed(
    folder: Path,
) -> None:
    with writer("search", folder, count=0) as process:
        wait_for(process, "done")
        with pytest.raises(ArchiveBusy, match="Another process"):
            opened(folder)
    with opened(folder) as index:
        assert index.needs_rebuild == ""
        assert index.count() == 1_200
    with writer("checkpoint", folder, first=1_200, count=1_400) as process:
        wait_for(process, "done")
    with opened(folder) as index:
        assert index.needs_rebuild == ""
        assert index.verify(1_400, entries(story_vectors(1_400, DIMENSIONS))[1_200::50]) == ""


def test_a_panic_in_chroma_means_a_rebuild(folder: Path, written: list[VectorEntry]) -> None:
    place = PanickingFolder(folder)
    index = ChromaIndex(place, embedder="invented", dimensions=DIMENSIONS)
    assert index.needs_rebuild.startswith("Chroma failed on it (called `Option::unwrap()`")
    index.close()
    assert_rebuilds(folder, written, "it was not closed cleanly")


def test_a_panic_at_a_checkpoint_means_a_rebuild(folder: Path, written: list[VectorEntry]) -> None:
    place = PanickingFolder(folder, opening=2)
    index = ChromaIndex(place, embedder="invented", dimensions=DIMENSIONS)
    index.upsert(written[:10])
    index.checkpoint()
    assert index.needs_rebuild.startswith("Chroma failed on it")
    index.close()
    assert_rebuilds(folder, written, "it was not closed cleanly")


def test_damage_done_while_it_is_open_means_a_rebuild(
    folder: Path, written: list[VectorEntry]
) -> None:
    index = opened(folder)
    for path in folder.rglob("*.bin"):
        replace_with_garbage(path)
    replace_with_garbage(next(folder.rglob("chroma.sqlite3")))
    with pytest.raises(ArchiveError, match="cannot be used"):
        index.upsert(written[:100])
    assert index.needs_rebuild.startswith("Chroma failed on it")
    assert index.rebuild([written]) == len(written)
    assert index.verify(len(written), written[:5]) == ""
    index.close()
    with opened(folder) as index:
        assert index.needs_rebuild == ""


@pytest.mark.soak
def test_a_hundred_thousand_vectors_killed_while_written_are_rebuilt(tmp_path: Path) -> None:
    matrix = story_vectors(100_000, 384)
    everything = entries(matrix)
    folder = tmp_path / "chroma"
    with writer("rebuild", folder, count=100_000, dimensions=384) as process:
        wait_for(process, "60000")
    assert_rebuilds(folder, everything, "it was not closed cleanly")
    exact = ExactIndex()
    exact.add(np.arange(1, 100_001), matrix)
    shared = 0
    with opened(folder, 384) as index:
        for query in matrix[::5_000] + story_vectors(20, 384, seed=3) / 4:
            by_chroma = {hit.number for hit in index.search(query, 50)}
            shared += len(by_chroma & {hit.number for hit in exact.search(query, 50)})
    assert shared >= 0.97 * 20 * 50
