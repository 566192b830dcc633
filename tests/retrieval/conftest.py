"""The sample archive, fed once with the local embedder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from ingest.pipeline import ingest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def sample_store(
    cache_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ArchiveStore]:
    """An open archive of all the sample articles."""
    embedder = MiniLM(cache=cache_home)
    store = ArchiveStore(tmp_path_factory.mktemp("sample"), embedder)
    report = ingest([EXAMPLES / "archive"], store, count=embedder.count_tokens_many)
    assert report.failed == 0
    yield store
    store.close()
