"""What the catalogue holds and the indexes do not have yet, and what has no vector yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from archive.catalogue import Catalogue

Target = Literal["words", "vectors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing an index has to do: take a passage in, or drop it."""

    number: int
    passage_id: str
    removed: bool


def pending(catalogue: Catalogue, target: Target, limit: int) -> list[Change]:
    """Returns up to `limit` changes an index has not made durable yet, by passage number."""
    found = catalogue.rows(
        "SELECT passage, id, removed FROM pending WHERE target = ? ORDER BY passage LIMIT ?",
        (target, limit),
    )
    return [Change(number=n, passage_id=id_, removed=bool(gone)) for n, id_, gone in found]


def settle(catalogue: Catalogue, target: Target, changes: Sequence[Change]) -> None:
    """Strikes out changes an index has made durable, unless they have changed meanwhile."""
    with catalogue.transaction() as db:
        db.executemany(
            "DELETE FROM pending WHERE target = ? AND passage = ? AND removed = ?",
            [(target, change.number, change.removed) for change in changes],
        )


def settle_all(catalogue: Catalogue, target: Target) -> None:
    """Strikes out everything: for an index about to be rebuilt from the whole catalogue."""
    with catalogue.transaction() as db:
        db.execute("DELETE FROM pending WHERE target = ?", (target,))


def count_pending(catalogue: Catalogue, target: Target) -> int:
    """Returns how many changes an index has still to make."""
    return int(catalogue.rows("SELECT count(*) FROM pending WHERE target = ?", (target,))[0][0])


def without_vector(catalogue: Catalogue) -> list[int]:
    """Returns the numbers of passages not embedded yet, ascending."""
    found = catalogue.rows(
        "SELECT number FROM passages LEFT JOIN vectors ON passage = number "
        "WHERE passage IS NULL ORDER BY number"
    )
    return [int(row[0]) for row in found]


def keep_vectors(catalogue: Catalogue, numbers: Sequence[int], matrix: NDArray[np.float32]) -> None:
    """Keeps one vector a passage, as float16, and tells the dense index of them.

    Passages dropped since they were read are passed over.
    """
    blobs = matrix.astype("<f2")
    with catalogue.transaction() as db:
        marks = ",".join("?" * len(numbers))
        ids = dict(
            db.execute(f"SELECT number, id FROM passages WHERE number IN ({marks})", tuple(numbers))
        )
        kept = [(n, blob) for n, blob in zip(numbers, blobs, strict=True) if n in ids]
        db.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
            [(n, blob.tobytes()) for n, blob in kept],
        )
        db.executemany(
            "INSERT OR REPLACE INTO pending VALUES ('vectors', ?, ?, 0)",
            [(n, ids[n]) for n, _ in kept],
        )
        catalogue.note_vectors_changed()


def drop_vectors(catalogue: Catalogue) -> None:
    """Forgets every vector, so that all passages wait to be embedded again."""
    with catalogue.transaction() as db:
        db.execute("DELETE FROM vectors")
        db.execute("DELETE FROM pending WHERE target = 'vectors'")
        catalogue.note_vectors_changed()


def vector_numbers(catalogue: Catalogue) -> NDArray[np.int64]:
    """Returns the numbers of all passages that have a vector, ascending."""
    found = catalogue.rows("SELECT passage FROM vectors ORDER BY passage")
    return np.fromiter((row[0] for row in found), np.int64, len(found))


def vectors(
    catalogue: Catalogue, numbers: Sequence[int] | NDArray[np.int64], batch: int = 2_000
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Yields passage numbers with their vectors, float32 (n, dimensions), a batch at a time."""
    wanted = np.asarray(numbers, np.int64)
    for start in range(0, len(wanted), batch):
        part = wanted[start : start + batch].tolist()
        marks = ",".join("?" * len(part))
        found = catalogue.rows(
            f"SELECT passage, embedding FROM vectors WHERE passage IN ({marks}) ORDER BY passage",
            part,
        )
        if found:
            held = np.fromiter((row[0] for row in found), np.int64, len(found))
            matrix = np.frombuffer(b"".join(row[1] for row in found), "<f2")
            yield held, matrix.reshape(len(found), -1).astype(np.float32)
