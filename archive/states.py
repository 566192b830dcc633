"""An article as text and back, and the digest that tells two of its states apart."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from archive.articles import Article, DateEvidence, Kind, Status


def to_json(article: Article) -> str:
    """Returns every field of an article as one JSON object with sorted keys."""
    return json.dumps(asdict(article), default=_plain, sort_keys=True, ensure_ascii=False)


def from_json(text: str) -> Article:
    """Returns the article that `to_json` wrote."""
    state: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(Article)}
    return Article(**{name: _typed(name, value) for name, value in state.items() if name in known})


def digest(article: Article) -> bytes:
    """Returns 16 bytes that differ when anything a reader can see differs.

    Where the article was read, and on what evidence it was dated, does not count: the same text
    found elsewhere is no revision.
    """
    seen = asdict(article)
    for name in ("source", "date_evidence", "published_at", "language"):
        del seen[name]
    plain = json.dumps(seen, default=_plain, sort_keys=True)
    return hashlib.blake2b(plain.encode(), digest_size=16).digest()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain form of {type(value).__name__}")


def _typed(name: str, value: Any) -> Any:
    match name, value:
        case ("published" | "updated", str()):
            return date.fromisoformat(value)
        case ("published_at", str()):
            return datetime.fromisoformat(value)
        case ("authors", list()):
            return tuple(value)
        case ("kind", _):
            return Kind(value)
        case ("status", _):
            return Status(value)
        case ("date_evidence", _):
            return DateEvidence(value)
        case _:
            return value
