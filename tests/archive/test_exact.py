"""Exact search: right, orderly, and steady while it is changed."""

from __future__ import annotations

from threading import Thread

import numpy as np
import pytest

from archive.exact import ExactIndex
from archive.vectors import DenseHit, Vectors
from tests.fakes.vectors import story_vectors


def index_of(matrix: Vectors, numbers: list[int] | None = None) -> ExactIndex:
    index = ExactIndex()
    index.add(np.asarray(numbers or range(1, len(matrix) + 1)), matrix)
    return index


def numbers_of(hits: list[DenseHit]) -> list[int]:
    return [hit.number for hit in hits]


def test_an_empty_index_finds_nothing() -> None:
    assert ExactIndex().search(np.ones(4, np.float32), 5) == []
    assert len(ExactIndex()) == 0


def test_the_nearest_come_first_with_their_cosine() -> None:
    matrix = np.asarray([[1, 0], [0, 1], [1, 1], [-1, 0]], np.float32)
    assert index_of(matrix).search(np.asarray([1, 0], np.float32), 4) == [
        DenseHit(1, 1.0),
        DenseHit(3, 0.707107),
        DenseHit(2, 0.0),
        DenseHit(4, -1.0),
    ]


def test_the_length_of_a_vector_does_not_matter() -> None:
    matrix = story_vectors(50, 8)
    stretched = matrix * np.linspace(0.1, 90, 50, dtype=np.float32)[:, None]
    found = index_of(stretched).search(matrix[3] * 7, 9)
    assert numbers_of(found) == numbers_of(index_of(matrix).search(matrix[3], 9))
    assert found[0] == DenseHit(4, 1.0)


@pytest.mark.parametrize("k", [1, 3, 7])
def test_equal_vectors_come_by_number(k: int) -> None:
    twins = np.repeat(story_vectors(1, 384), 7, axis=0)
    found = index_of(twins, [70, 10, 60, 20, 50, 30, 40]).search(twins[0], k)
    assert numbers_of(found) == [10, 20, 30, 40, 50, 60, 70][:k]


@pytest.mark.parametrize("share", [0.002, 0.1, 0.24, 0.26, 1.0])
def test_a_restricted_search_is_the_whole_one_without_the_rest(share: float) -> None:
    matrix = story_vectors(5_000, 16)
    index = index_of(matrix)
    allowed = np.random.default_rng(1).permutation(np.arange(1, 5_001))[: int(5_000 * share)]
    admitted = set(allowed.tolist())
    kept = [n for n in numbers_of(index.search(matrix[0], 5_000)) if n in admitted]
    assert numbers_of(index.search(matrix[0], 40, allowed)) == kept[:40]


@pytest.mark.parametrize("k", [1, 10, 60])
def test_what_differs_by_less_than_similarities_tell_comes_by_number(k: int) -> None:
    near = story_vectors(1, 16) + np.random.default_rng(3).normal(0, 1e-6, (300, 16))
    index = index_of(near.astype(np.float32))
    everything = index.search(near[0].astype(np.float32), 300)
    assert len({hit.similarity for hit in everything}) < 20
    assert everything == sorted(everything, key=lambda hit: (-hit.similarity, hit.number))
    assert index.search(near[0].astype(np.float32), k) == everything[:k]


def test_unknown_and_repeated_allowed_numbers_are_ignored() -> None:
    index = index_of(story_vectors(3, 8), [5, 7, 9])
    found = index.search(story_vectors(3, 8)[1], 10, np.asarray([99, 7, 7, 0, -7, 6]))
    assert numbers_of(found) == [7]
    assert index.search(story_vectors(3, 8)[1], 10, np.asarray([], np.int64)) == []


def test_no_more_than_asked_for_come_back() -> None:
    index = index_of(story_vectors(30, 8))
    assert [len(index.search(np.ones(8, np.float32), k)) for k in (-1, 0, 7, 99)] == [0, 0, 7, 30]


def test_it_holds_the_same_however_it_was_filled() -> None:
    matrix = story_vectors(400, 8)
    numbers = np.arange(10, 410)
    index = ExactIndex()
    for part in np.array_split(np.random.default_rng(2).permutation(400), 23):
        index.add(numbers[part], matrix[part])
    assert index.numbers.tolist() == numbers.tolist()
    at_once = index_of(matrix, numbers.tolist())
    assert numbers_of(index.search(matrix[5], 90)) == numbers_of(at_once.search(matrix[5], 90))


@pytest.mark.parametrize("coming", [0, 7, 390, 5_000])
def test_room_made_for_more_than_comes_is_not_searched(coming: int) -> None:
    matrix = story_vectors(400, 8)
    index = ExactIndex()
    index.add(np.arange(1, 11), matrix[:10], coming=coming)
    assert len(index.search(matrix[0], 999)) == len(index) == 10
    index.add(np.arange(11, 401), matrix[10:])
    assert index.search(matrix[5], 90) == index_of(matrix).search(matrix[5], 90)


def test_adding_a_number_again_replaces_its_vector() -> None:
    matrix = story_vectors(6, 8)
    index = index_of(matrix)
    index.add(np.asarray([2, 7, 2]), matrix[[0, 1, 5]])
    assert len(index) == 7
    assert numbers_of(index.search(matrix[5], 2)) == [2, 6]
    assert index.search(matrix[1], 1)[0].number == 7


def test_what_was_removed_is_not_found() -> None:
    matrix = story_vectors(100, 8)
    index = index_of(matrix)
    index.remove(np.asarray([1, 50, 1_000]))
    assert len(index) == 98
    assert not {1, 50} & set(numbers_of(index.search(matrix[0], 100)))


@pytest.mark.parametrize(
    "matrix", [np.ones((2, 8)), np.ones((1, 9)), np.full((1, 8), np.nan), np.ones(8)]
)
def test_vectors_that_do_not_fit_are_refused(matrix: Vectors) -> None:
    index = index_of(story_vectors(3, 8))
    with pytest.raises(ValueError, match="expected"):
        index.add(np.asarray([9]), matrix)
    assert len(index) == 3


def test_a_search_beside_changes_sees_the_index_before_or_after() -> None:
    matrix = story_vectors(2_000, 8)
    index = index_of(matrix[:1_000])

    def change() -> None:
        for start in range(1_000, 2_000, 10):
            index.add(np.arange(start + 1, start + 11), matrix[start : start + 10])
            index.remove(np.asarray([start - 500]))

    changing = Thread(target=change)
    changing.start()
    while changing.is_alive():
        assert numbers_of(index.search(matrix[7], 1)) == [8]
    changing.join()
    assert len(index) == 1_900
