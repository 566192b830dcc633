"""One SQLite file: opening it, transactions, and facts the archive keeps about itself."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive.errors import ArchiveDamaged
from archive.schema import TABLES, UPGRADES, VERSION


class Database:
    """One SQLite database. Safe to use from several threads and beside other processes."""

    def __init__(self, path: Path) -> None:
        """Opens the database, making it if there is none; one of an earlier format is brought up.

        Raises:
            ArchiveDamaged: the file is not a database or was made by a later version.
        """
        self.path = path
        self._lock = threading.RLock()
        self._steady: dict[str, list[tuple[Any, ...]]] = {}
        self._steady_as_of = (0, 0)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=30, cached_statements=256
        )
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise ArchiveDamaged(
                f"The catalogue {path} cannot be read: {error}.",
                "Restore it from a backup, or move it away and ingest again.",
            ) from error

    def _prepare(self) -> None:
        with self.transaction():
            if not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                self._execute(TABLES)
                self.set_meta("version", VERSION)
            version = self.meta("version")
            while version in UPGRADES:
                version, statements = UPGRADES[version]
                self._execute(statements)
                self.set_meta("version", version)
        if version != VERSION:
            raise ArchiveDamaged(
                f"The catalogue {self.path} has format {version!r}, "
                f"and this Backfile reads {VERSION!r}.",
                "Use the Backfile that made it, or ingest into a new BACKFILE_HOME.",
            )

    def _execute(self, statements: str) -> None:
        """Executes statements one by one, since a script would end the transaction."""
        for statement in statements.split(";\n"):
            self._db.execute(statement)

    def close(self) -> None:
        """Closes the database; every committed change is already on disk."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Holds the write lock; commits at the end, rolls everything back on any exception."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Returns all rows of one read."""
        with self._lock:
            return self._db.execute(sql, tuple(values)).fetchall()

    def steady_rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Returns all rows of one read, kept until this or another process changes the database.

        For what is asked at every question and changes with the archive only.
        """
        with self._lock:
            if self._db.in_transaction:
                return self.rows(sql)
            ((elsewhere,),) = self._db.execute("PRAGMA data_version")
            state = (int(elsewhere), self._db.total_changes)
            if state != self._steady_as_of:
                self._steady.clear()
                self._steady_as_of = state
            if sql not in self._steady:
                self._steady[sql] = self.rows(sql)
            return self._steady[sql]

    def meta(self, key: str) -> str | None:
        """Returns a fact the archive keeps about itself."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a fact about the archive itself."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
