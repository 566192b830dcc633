"""The local embedder: all-MiniLM-L6-v2 on ONNX Runtime, no service and no key.

Every text runs alone, at its own length, on one of `threads` workers: no padding, no mask, and a
text's vector never depends on what is embedded beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from tokenizers import Tokenizer

from archive import minilm_graph, minilm_weights

# max_seq_length of the model's sentence_bert_config.json, in word pieces with [CLS] and [SEP].
MAX_PIECES = 256
_SEPARATOR = 102

Weights = Mapping[str, NDArray[np.float32]]


class Session(Protocol):
    """What is used of an ONNX Runtime session; `run` may be called by several threads at once."""

    def run(
        self, outputs: list[str] | None, inputs: Mapping[str, NDArray[np.int64]]
    ) -> Sequence[NDArray[np.float32]]:
        """The model's outputs for `ids` (1, length): the vector (1, 384)."""
        ...


class SessionFactory(Protocol):
    """Opens a session on a serialised graph and its weights, which must outlive it."""

    def __call__(self, graph: bytes, weights: Weights) -> Session:
        """A session that computes on the calling thread alone."""
        ...


def open_session(graph: bytes, weights: Weights) -> Session:
    """ONNX Runtime on the calling thread.

    Threads within one run were measured against several runs at once, on two cores: a third
    slower on passages, and on a busy machine three times slower on a lone question.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_external_initializers(
        list(weights), [onnxruntime.OrtValue.ortvalue_from_numpy(w) for w in weights.values()]
    )
    session: Session = onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"]
    )
    return session


class MiniLM:
    """all-MiniLM-L6-v2, 384 dimensions; reads the first 256 word pieces of a text.

    Loads on first use and is safe to share between threads. Loading raises EmbedderUnavailable
    when the weights are missing or are not the official ones.
    """

    name = "local:all-MiniLM-L6-v2"
    dimensions = minilm_graph.WIDTH

    def __init__(
        self,
        *,
        threads: int = 2,
        cache: Path | None = None,
        model: Path | None = None,
        open_session: SessionFactory = open_session,
    ) -> None:
        """An embedder that has not loaded anything yet.

        `threads` is how many texts a call works on at once; `cache` holds the graph, by
        default in the user's cache folder; `model` holds the weights, by default the folder of
        the installed package.
        """
        if threads < 1:
            raise ValueError("an embedder needs at least one thread")
        self.threads = threads
        self._cache = cache or user_cache_path("backfile", appauthor=False)
        self._folder = model
        self._open_session = open_session
        self._loading = RLock()

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors in their order, (n, 384) float32, each of length one."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        session, tokenizer = self._session, self._tokenizer

        def embed(index: int) -> None:
            pieces = tokenizer.encode(texts[index]).ids
            if len(pieces) > MAX_PIECES:
                pieces = [*pieces[: MAX_PIECES - 1], _SEPARATOR]
            (vector,) = session.run(None, {"ids": np.array([pieces], dtype=np.int64)})
            vectors[index] = vector[0]

        if len(texts) == 1:
            embed(0)
            return vectors
        longest_first = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        with ThreadPoolExecutor(self.threads, thread_name_prefix="embed") as workers:
            for _ in workers.map(embed, longest_first):
                pass
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The texts' vectors in their order, as lists."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """One text's vector; the model treats questions and passages alike."""
        return self.embed_documents([text])[0]

    def count_tokens(self, text: str) -> int:
        """How many word pieces the model makes of a text, without [CLS] and [SEP]."""
        return self.count_tokens_many([text])[0]

    def count_tokens_many(self, texts: Sequence[str]) -> list[int]:
        """`count_tokens` of each text."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    @cached_property
    def _session(self) -> Session:
        with self._loading:
            minilm_weights.verify(self._model, minilm_weights.WEIGHTS)
            graph = minilm_graph.load_graph(self._weights, self._cache)
            return self._open_session(graph, self._weights)

    @cached_property
    def _model(self) -> Path:
        return self._folder or minilm_weights.find_model()

    @cached_property
    def _weights(self) -> Weights:
        # Kept for the embedder's life: sessions read from these arrays without copying them.
        return minilm_graph.graph_weights(minilm_weights.read_weights(self._model))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        with self._loading:
            minilm_weights.verify(self._model, minilm_weights.TOKENIZER)
            tokenizer = Tokenizer.from_file(str(self._model / minilm_weights.TOKENIZER))
            tokenizer.no_padding()
            tokenizer.no_truncation()
            return tokenizer
