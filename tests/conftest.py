"""What every test gets: no network, nothing of the developer's own settings, folders of its own."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guard import sitecustomize

ROOT = Path(__file__).parents[1]
GUARD = Path(sitecustomize.__file__).parent
FOREIGN = ("BACKFILE_", "DISCORD_", "LANGCHAIN_", "LANGSMITH_", "CHROMA_", "XDG_")

# NumPy reads it when it is imported. On a busy machine OpenBLAS's threads spin for each other, and
# a product of small matrices takes many times as long.
os.environ["OPENBLAS_NUM_THREADS"] = "1"


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's cache folder: all tests share one, so that the embedder's graph is built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def fresh_home(
    tmp_path_factory: pytest.TempPathFactory, cache_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An empty home and archive folder, and an environment without settings, keys or proxies.

    Processes that a test starts inherit it, and with it the ban on the network.
    """
    for name in list(os.environ):
        if name.startswith(FOREIGN) or name.endswith(("_API_KEY", "_proxy", "_PROXY")):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.setenv("BACKFILE_HOME", str(home / "backfile"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(GUARD), str(ROOT)]))
    monkeypatch.chdir(home)
    return home


@pytest.fixture(autouse=True)
def same_logging() -> Iterator[None]:
    """Logging afterwards as it was before: commands set it up for their whole process."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.setLevel(level)
    root.handlers[:] = handlers
