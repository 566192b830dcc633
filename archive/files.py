"""Which files have been read to their end, so that reading them again can be spared."""

from __future__ import annotations

from dataclasses import dataclass

from archive.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file as it was read: its fingerprint, how many articles it gave, and its problems."""

    fingerprint: bytes
    documents: int
    problems: str


def recall_file(catalogue: Catalogue, path: str, fingerprint: bytes) -> FileRecord | None:
    """Returns what is known of a file that has not changed since, or None."""
    found = catalogue.rows(
        "SELECT fingerprint, documents, problems FROM files WHERE path = ? AND fingerprint = ?",
        (path, fingerprint),
    )
    return (
        FileRecord(fingerprint=found[0][0], documents=found[0][1], problems=found[0][2])
        if found
        else None
    )


def remember_file(catalogue: Catalogue, path: str, record: FileRecord) -> None:
    """Keeps what was learnt of a file."""
    with catalogue.transaction() as db:
        db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
            (path, record.fingerprint, record.documents, record.problems),
        )
