from __future__ import annotations

import os
import subprocess
import sys
from typing import NoReturn

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from archive.embeddings import ServiceEmbedder, load_embedder
from archive.errors import EmbedderUnavailable, SettingsError
from archive.minilm import MiniLM
from tests.fakes.embedders import HashingEmbedder

SECRET = "sk-not-for-anyone"


class ScriptedService(Embeddings):
    """Answers every call with the same vectors, or fails with the given error."""

    def __init__(self, vectors: list[list[float]], error: Exception | None = None) -> None:
        self.vectors = vectors
        self.error = error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self.error:
            raise self.error
        return self.vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def failing(error: Exception) -> NoReturn:
    raise error


@pytest.mark.parametrize("name", ["local", "local:all-MiniLM-L6-v2"])
def test_the_local_embedder_goes_by_its_short_and_its_full_name(name: str) -> None:
    embedder = load_embedder(name, threads=1)
    assert isinstance(embedder, MiniLM)
    assert embedder.threads == 1
    assert load_embedder(embedder.name).name == embedder.name


@pytest.mark.parametrize("name", ["", "lokal", ":model", "openai:"])
def test_a_name_that_is_no_embedder_is_refused_with_examples(name: str) -> None:
    with pytest.raises(SettingsError, match="openai:text-embedding-3-small"):
        load_embedder(name)


def test_a_service_keeps_its_name_and_its_vectors_are_brought_to_length_one() -> None:
    service = ScriptedService([[3.0, 4.0]])
    embedder = load_embedder("made:up", service=lambda name: service)
    assert embedder.name == "made:up"
    assert embedder.dimensions == 2
    assert embedder.embed_query("q") == pytest.approx([0.6, 0.8])
    assert embedder.embed_documents(["d"])[0] == pytest.approx([0.6, 0.8])
    assert embedder.embed_array(["d"]).dtype == np.float32
    assert embedder.embed_array([]).shape == (0, 2)


def test_a_missing_package_names_the_extra_and_both_ways_to_get_it() -> None:
    said = "extra `openai`: run `make openai`, or install langchain-openai"
    with pytest.raises(EmbedderUnavailable, match=said):
        load_embedder("openai:m", service=lambda name: failing(ImportError("no module")))


def test_a_missing_package_without_an_extra_is_named_as_langchain_names_it() -> None:
    with pytest.raises(EmbedderUnavailable, match="pip install langchain-mistralai"):
        load_embedder("mistralai:mistral-embed")


def test_an_unknown_provider_is_refused() -> None:
    with pytest.raises(EmbedderUnavailable, match="provider's name"):
        load_embedder("nobody:model")


def test_a_missing_key_names_its_variable_and_tells_no_secret() -> None:
    cause = RuntimeError(f"bad key {SECRET}")
    with pytest.raises(EmbedderUnavailable, match="OPENAI_API_KEY") as caught:
        load_embedder("openai:m", service=lambda name: failing(cause))
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is cause


def test_a_failing_service_is_told_kindly_with_its_cause() -> None:
    cause = ConnectionError(f"refused {SECRET}")
    embedder = ServiceEmbedder("made:up", ScriptedService([], cause))
    with pytest.raises(EmbedderUnavailable, match="'made:up' failed") as caught:
        embedder.embed_documents(["a"])
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is cause


@pytest.mark.parametrize(
    "vectors", [[[1.0]], [[1.0], [1.0, 2.0]], [[0.0], [1.0]], [[float("nan")], [1.0]], [[], []]]
)
def test_an_answer_that_is_not_one_vector_a_text_is_refused(vectors: list[list[float]]) -> None:
    embedder = ServiceEmbedder("made:up", ScriptedService(vectors))
    with pytest.raises(EmbedderUnavailable, match="sent"):
        embedder.embed_array(["a", "b"])


def test_choosing_the_local_embedder_imports_no_slow_packages() -> None:
    code = (
        "import sys; from archive.embeddings import load_embedder; load_embedder('local');"
        "print({'langchain', 'langchain_core', 'onnx', 'onnxruntime'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ), capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()", done.stderr


def test_the_hashing_fake_brings_texts_that_share_words_together() -> None:
    fake = HashingEmbedder(dimensions=64)
    ferry, boat, tax = fake.embed_array(["the ferry sank", "a ferry sank", "income tax rises"])
    assert ferry @ boat > ferry @ tax
    assert np.allclose(np.linalg.norm([ferry, boat, tax], axis=1), 1)
