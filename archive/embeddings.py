"""From a name such as "local" or "openai:text-embedding-3-small" to an embedder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from archive.errors import EmbedderUnavailable, SettingsError

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

LOCAL = "local"
_EXTRAS = {"openai": "openai", "azure_openai": "openai", "ollama": "ollama"}
_KEYS = {
    "openai": "OPENAI_API_KEY",
    "azure_openai": "AZURE_OPENAI_API_KEY",
    "cohere": "COHERE_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
}


class Embedder(Protocol):
    """Turns texts into vectors of length one; LangChain's Embeddings interface and an array."""

    @property
    def name(self) -> str:
        """The full name, kept beside the vectors it made; `load_embedder` understands it."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The texts' vectors, in their order."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """A question's vector."""
        ...

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors in their order, (n, dimensions) float32."""
        ...


class ServiceEmbedder:
    """Any LangChain Embeddings under Backfile's interface: vectors of length one, kind errors.

    Every call raises EmbedderUnavailable when the service fails or answers something else than
    one vector a text. The message names the embedder and the kind of failure only, as what a
    service says may quote the key; that is kept as the cause.
    """

    def __init__(self, name: str, service: Embeddings) -> None:
        self.name = name
        self._service = service

    @cached_property
    def dimensions(self) -> int:
        """Found by embedding one word, on first use."""
        return len(self.embed_query("dimensions"))

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors in their order, (n, dimensions) float32, each of length one."""
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        vectors = self._ask(lambda: self._service.embed_documents(list(texts)))
        if len(vectors) != len(texts):
            raise self._failed(f"sent {len(vectors)} vectors for {len(texts)} texts")
        return self._normalised(vectors)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The texts' vectors in their order, as lists."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """A question's vector; some services embed questions differently."""
        vectors = self._ask(lambda: [self._service.embed_query(text)])
        vector: list[float] = self._normalised(vectors)[0].tolist()
        return vector

    def _ask(self, call: Callable[[], list[list[float]]]) -> list[list[float]]:
        try:
            return call()
        except Exception as error:
            raise self._failed(f"failed ({type(error).__name__})") from error

    def _normalised(self, vectors: list[list[float]]) -> NDArray[np.float32]:
        try:
            array: NDArray[np.float32] = np.array(vectors, dtype=np.float32)
            lengths = np.linalg.norm(array, axis=1, keepdims=True)
        except ValueError as error:
            raise self._failed("sent vectors of differing sizes") from error
        if not (np.isfinite(lengths).all() and lengths.all()):
            raise self._failed("sent a vector without a direction")
        array /= lengths
        return array

    def _failed(self, what: str) -> EmbedderUnavailable:
        return EmbedderUnavailable(
            f"The embedder {self.name!r} {what}.",
            "Check the network, the key and the model's name, then run the command again.",
        )


def init_service(name: str) -> Embeddings:
    """LangChain's `init_embeddings`, imported late: it takes about a second."""
    from langchain.embeddings import init_embeddings

    return init_embeddings(name)


def load_embedder(
    name: str,
    *,
    threads: int = 2,
    cache: Path | None = None,
    service: Callable[[str], Embeddings] = init_service,
) -> Embedder:
    """The embedder of that name: "local", or "provider:model" as LangChain knows them.

    `threads` and `cache` are the local one's. Nothing is loaded or asked before the first use.
    Raises SettingsError for a name that is neither, EmbedderUnavailable when the provider's
    package or key is missing.
    """
    from archive.minilm import MiniLM

    if name in {LOCAL, MiniLM.name}:
        return MiniLM(threads=threads, cache=cache)
    provider, _, model = name.partition(":")
    if not (provider and model):
        raise SettingsError(
            f"{name!r} names no embedder.",
            'Set BACKFILE_EMBEDDINGS to "local", or to "provider:model" such as '
            '"openai:text-embedding-3-small".',
        )
    try:
        return ServiceEmbedder(name, service(name))
    except ImportError as error:
        remedy = str(error)
        if provider in _EXTRAS:
            extra = _EXTRAS[provider]
            remedy = f"It is the extra `{extra}`: run `make {extra}`, or install langchain-{extra}."
        raise EmbedderUnavailable(
            f"The package behind the embedder {name!r} is not installed.", remedy
        ) from error
    except Exception as error:
        remedy = 'Check the provider\'s name; the local embedder needs none: set it to "local".'
        if provider in _KEYS:
            remedy = f"Set {_KEYS[provider]} in the environment or in .env."
        raise EmbedderUnavailable(
            f"The embedder {name!r} could not be set up ({type(error).__name__}).", remedy
        ) from error
