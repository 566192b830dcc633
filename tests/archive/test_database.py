"""One SQLite file, and what is kept of its reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.database import Database

KEPT = "SELECT value FROM meta WHERE key = 'fed'"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite3"


def test_a_steady_read_sees_what_this_process_changes(path: Path) -> None:
    database = Database(path)
    assert database.steady_rows(KEPT) == database.steady_rows(KEPT) == []
    database.set_meta("fed", "once")
    assert database.steady_rows(KEPT) == [("once",)]


def test_a_steady_read_sees_what_another_process_changes(path: Path) -> None:
    database, other = Database(path), Database(path)
    other.set_meta("fed", "once")
    assert database.steady_rows(KEPT) == [("once",)]
    other.set_meta("fed", "twice")
    assert database.steady_rows(KEPT) == [("twice",)]
    assert other.steady_rows(KEPT) == [("twice",)]


def test_a_steady_read_keeps_nothing_of_a_change_that_is_taken_back(path: Path) -> None:
    database = Database(path)
    with pytest.raises(ValueError, match="taken back"), database.transaction():
        database.set_meta("fed", "never")
        assert database.steady_rows(KEPT) == [("never",)]
        raise ValueError("taken back")
    assert database.steady_rows(KEPT) == []


def test_a_steady_read_is_not_read_again_while_nothing_changes(path: Path) -> None:
    database = Database(path)
    once = database.steady_rows("SELECT random()")
    assert database.steady_rows("SELECT random()") == once
    database.set_meta("fed", "once")
    assert database.steady_rows("SELECT random()") != once
