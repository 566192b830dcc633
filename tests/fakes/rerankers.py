"""Document compressors that reorder as a test wants."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.callbacks import Callbacks
from langchain_core.documents import BaseDocumentCompressor, Document


class Favouring(BaseDocumentCompressor):
    """Puts documents that hold a word first, with a score; returns `keep` of them, as new objects.

    What it returns has other text and knows nothing of the ids, as compressors may do.
    """

    word: str
    keep: int = 100

    def compress_documents(
        self, documents: Sequence[Document], query: str, callbacks: Callbacks | None = None
    ) -> Sequence[Document]:
        scored = [(float(self.word in one.page_content), one) for one in documents]
        scored.sort(key=lambda pair: -pair[0])
        return [
            Document(
                page_content="Invented text.", metadata=one.metadata | {"relevance_score": score}
            )
            for score, one in scored[: self.keep]
        ]


class Failing(BaseDocumentCompressor):
    """Raises, as a service that is away does."""

    def compress_documents(
        self, documents: Sequence[Document], query: str, callbacks: Callbacks | None = None
    ) -> Sequence[Document]:
        raise ConnectionError("key=abc123 refused")


INSTANCE = Favouring(word="harbour")


def make() -> BaseDocumentCompressor:
    """Makes one, as a setting may name."""
    return Favouring(word="harbour")


def make_nothing() -> str:
    """Makes what is no compressor."""
    return "nothing"


def refuse() -> BaseDocumentCompressor:
    """Cannot make one."""
    raise RuntimeError("key=abc123 is missing")
