"""Where a Chroma collection lives: a folder that one process owns, or a server that many share."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urlsplit
from uuid import uuid4

from archive import manifest
from archive.errors import ArchiveBusy, ArchiveError, SettingsError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.config import Settings


class Place(Protocol):
    """Where a collection lives, and what must be done around writing there."""

    collection: str

    def problem(self, label: dict[str, Any]) -> str:
        """Returns why it must not be opened as the collection so labelled, "" when it may be."""

    def connect(self) -> Client:
        """Returns a client on what is there."""

    def connect_empty(self) -> Client:
        """Returns a client on nothing: what was there is gone."""

    def before_writing(self) -> None:
        """Is called before every write."""

    def at_rest(self, label: dict[str, Any]) -> None:
        """Is called when all that was written has reached the place, and is sound."""

    def leave(self) -> None:
        """Gives the place up; it is not used again."""

    def failure(self, error: BaseException) -> tuple[ArchiveError, str]:
        """Returns the error to raise for a foreign one, and why to rebuild the index, or ""."""


class Folder:
    """A folder with Chroma's files, under an operating system's lock that lies beside it.

    Chroma has no lock of its own, rewrites its index files in place, and may crash on damaged
    ones. So a manifest tells whether they are as they were left, before Chroma sees them. Each
    build has a subfolder of its own: Chroma remembers paths for as long as the process lives.
    """

    collection = "passages"

    def __init__(self, path: Path) -> None:
        """Takes the folder.

        Raises:
            ArchiveBusy: another process, or another index in this one, has it.
            ArchiveError: it cannot be written to.
        """
        from filelock import FileLock, Timeout

        self._path = path
        self._lock = FileLock(f"{path}.lock", timeout=0, thread_local=False)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout as error:
            raise ArchiveBusy(
                f"Another process holds the dense index {path}.",
                "Stop it, or let it go on: everything but writing to the index works beside it.",
            ) from error
        except OSError as error:
            raise ArchiveError(
                f"The dense index {path} cannot be locked ({error.strerror}).",
                "Make its folder writable, or set BACKFILE_HOME to one that is.",
            ) from error

    def problem(self, label: dict[str, Any]) -> str:
        """Returns what the manifest says against opening it."""
        return manifest.problem(self._path) or mismatch(manifest.label(self._path), label)

    def connect(self) -> Client:
        """Returns a client on the newest build; opening it changes Chroma's database."""
        manifest.remove(self._path)
        return self._client(next(path for path in self._path.iterdir() if path.is_dir()))

    def connect_empty(self) -> Client:
        """Returns a client on a new build; all others are deleted."""
        manifest.remove(self._path)
        if self._path.exists():
            shutil.rmtree(self._path)
        return self._client(self._path / uuid4().hex[:8])

    def before_writing(self) -> None:
        """Takes the manifest away: until it is back, the files may be anything."""
        manifest.remove(self._path)

    def at_rest(self, label: dict[str, Any]) -> None:
        """Describes the files as they are now."""
        manifest.write(self._path, label)

    def leave(self) -> None:
        """Releases the lock."""
        self._lock.release()

    def failure(self, error: BaseException) -> tuple[ArchiveError, str]:
        """Returns it as damage: after any failure the files may be in any state."""
        reason = f"Chroma failed on it ({_first_line(error)})"
        # A manifest that cannot be taken away still tells whether the files have changed.
        with suppress(OSError):
            manifest.remove(self._path)
        return unusable(reason), reason

    def _client(self, path: Path) -> Client:
        import chromadb

        path.mkdir(parents=True, exist_ok=True)
        return cast("Client", chromadb.PersistentClient(path=str(path), settings=_settings()))


class Server:
    """A collection on a Chroma server, which looks after its own files."""

    def __init__(self, url: str, collection: str) -> None:
        """Keeps the address; nothing is contacted yet.

        Raises:
            SettingsError: the URL is malformed.
        """
        self.collection = collection
        self._url = url
        self._parts = urlsplit(url)
        if self._parts.scheme not in {"http", "https"} or not self._parts.hostname:
            raise SettingsError(
                f"BACKFILE_CHROMA_URL={url} is not the address of a server.",
                "Write it as http://host:8000.",
            )

    def problem(self, label: dict[str, Any]) -> str:
        """Returns "": nothing is known before the server is asked."""
        return ""

    def connect(self) -> Client:
        """Returns a client of the server."""
        import chromadb

        secure = self._parts.scheme == "https"
        client = chromadb.HttpClient(
            host=self._parts.hostname or "",
            port=self._parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=_settings(),
        )
        return cast("Client", client)

    def connect_empty(self) -> Client:
        """Returns a client of the server, after deleting the collection."""
        from chromadb.errors import NotFoundError

        client = self.connect()
        with suppress(NotFoundError):
            client.delete_collection(self.collection)
        return client

    def before_writing(self) -> None:
        """Does nothing: the server answers for its files."""

    def at_rest(self, label: dict[str, Any]) -> None:
        """Does nothing: what the server has acknowledged is durable."""

    def leave(self) -> None:
        """Does nothing: nothing is held."""

    def failure(self, error: BaseException) -> tuple[ArchiveError, str]:
        """Returns it as the server's failure, which says nothing about the collection."""
        return ArchiveError(
            f"The Chroma server at {self._url} failed ({_first_line(error)}).",
            "Start it with `chroma run`, or correct BACKFILE_CHROMA_URL.",
        ), ""


def unusable(reason: str) -> ArchiveError:
    """Returns the error for using an index that must be rebuilt first."""
    return ArchiveError(
        f"The dense index cannot be used: {reason}.", "Run `backfile reindex` to rebuild it."
    )


def mismatch(found: Any, wanted: dict[str, Any]) -> str:
    """Returns why an index labelled `found` cannot serve as `wanted`; "" when it can."""
    if found.get("embedder") != wanted["embedder"]:
        return f"it was built with the embedder {found.get('embedder')!r}"
    if found.get("dimensions") != wanted["dimensions"]:
        return f"its vectors have {found.get('dimensions')} dimensions"
    if found.get("schema") != wanted["schema"]:
        return "it was built by another version of Backfile"
    if not found.get("complete", True):
        return "its rebuilding was cut short"
    return ""


def _settings() -> Settings:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
