"""The catalogue: SQLite, and the truth. Both search indexes are derived from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from archive.articles import Article, Passage, Span, Status
from archive.clusters import find_cluster
from archive.database import Database
from archive.daynumbers import day_number
from archive.states import digest, from_json, to_json

_UNSEARCHABLE = frozenset({Status.RETRACTED, Status.TAKEN_DOWN})


class Outcome(StrEnum):
    """What became of one article handed to the catalogue."""

    ADDED = "added"
    REVISED = "new revision"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """An article ready to be put away: its passages' spans and its near-duplicate sketch."""

    article: Article
    spans: Sequence[Span]
    sketch: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPassage:
    """A passage with the article it was cut from and the cluster that article belongs to."""

    passage: Passage
    article: Article
    cluster: int


class Catalogue(Database):
    """Articles with all their revisions, passages, and what the indexes have still to do."""

    def put(self, filings: Sequence[Filing]) -> list[Outcome]:
        """Puts articles away in one transaction and tells both indexes what they have to do.

        A state that any revision already holds is UNCHANGED. A different state of a known article
        becomes a new revision, current unless it is dated before the current one.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self.transaction() as db:
            return [self._put_one(db, filing, now) for filing in filings]

    def _put_one(self, db: sqlite3.Connection, filing: Filing, now: str) -> Outcome:
        article, fingerprint = filing.article, digest(filing.article)
        held = db.execute("SELECT key FROM articles WHERE id = ?", (article.id,)).fetchone()
        if held is None:
            key = self._insert_article(db, filing)
            self._add_revision(db, key, 1, fingerprint, article, now)
            self._replace_passages(db, key, 1, filing)
            return Outcome.ADDED
        (key,) = held
        states = db.execute(
            "SELECT revision, digest FROM revisions WHERE article = ? ORDER BY revision", (key,)
        ).fetchall()
        if any(known == fingerprint for _, known in states):
            return Outcome.UNCHANGED
        revision = states[-1][0] + 1
        self._add_revision(db, key, revision, fingerprint, article, now)
        if _last_changed(article) >= _last_changed(self.article(article.id)):
            db.execute(
                "UPDATE articles SET revision = ?, day = ?, outlet = ?, kind = ?, language = ?, "
                "headline = ?, url = ? WHERE key = ?",
                (revision, *_columns(article), key),
            )
            self._replace_passages(db, key, revision, filing)
        return Outcome.REVISED

    def _insert_article(self, db: sqlite3.Connection, filing: Filing) -> int:
        cluster = find_cluster(db, filing.article, filing.sketch)
        key = db.execute(
            "INSERT INTO articles (id, revision, cluster, day, outlet, kind, language, headline, "
            "url) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)",
            (filing.article.id, cluster or 0, *_columns(filing.article)),
        ).lastrowid
        assert key is not None
        if cluster is None:
            db.execute("UPDATE articles SET cluster = ? WHERE key = ?", (key, key))
        db.executemany(
            "INSERT OR IGNORE INTO sketches VALUES (?, ?)",
            [(mark, key) for mark in filing.sketch],
        )
        return key

    def _add_revision(
        self,
        db: sqlite3.Connection,
        key: int,
        revision: int,
        fingerprint: bytes,
        article: Article,
        now: str,
    ) -> None:
        db.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)",
            (key, revision, fingerprint, now, to_json(article)),
        )

    def _replace_passages(
        self, db: sqlite3.Connection, key: int, revision: int, filing: Filing
    ) -> None:
        db.execute("DELETE FROM authors WHERE article = ?", (key,))
        db.executemany(
            "INSERT OR IGNORE INTO authors VALUES (?, ?)",
            [(name, key) for name in filing.article.authors],
        )
        db.execute("DELETE FROM credits WHERE article = ?", (key,))
        if filing.article.credit:
            db.execute("INSERT INTO credits VALUES (?, ?)", (key, filing.article.credit))
        old = db.execute("SELECT number, id FROM passages WHERE article = ?", (key,)).fetchall()
        if old:
            self._note_removed(db, old)
            self.note_vectors_changed()
            db.execute(
                "DELETE FROM vectors WHERE passage IN "
                "(SELECT number FROM passages WHERE article = ?)",
                (key,),
            )
            db.execute("DELETE FROM passages WHERE article = ?", (key,))
        if filing.article.status in _UNSEARCHABLE:
            return
        for ordinal, span in enumerate(filing.spans):
            id_ = f"{filing.article.id}.{revision}.{ordinal}"
            number = db.execute(
                "INSERT INTO passages (id, article, ordinal, first, past) VALUES (?, ?, ?, ?, ?)",
                (id_, key, ordinal, span.start, span.end),
            ).lastrowid
            db.execute("INSERT INTO pending VALUES ('words', ?, ?, 0)", (number, id_))

    @staticmethod
    def _note_removed(db: sqlite3.Connection, passages: list[tuple[int, str]]) -> None:
        db.executemany(
            "INSERT OR REPLACE INTO pending VALUES (?, ?, ?, 1)",
            [(target, *passage) for passage in passages for target in ("words", "vectors")],
        )

    def note_vectors_changed(self) -> None:
        """Counts up, so that searches over vectors held in memory know to look again."""
        self.set_meta("vector changes", str(self.vector_changes() + 1))

    def vector_changes(self) -> int:
        """Returns a number that grows with every change to the vectors kept."""
        return int(self.meta("vector changes") or 0)

    def article(self, article_id: str) -> Article:
        """Returns the current revision of an article.

        Raises:
            KeyError: there is no such article.
        """
        found = self.rows(
            "SELECT state FROM articles JOIN revisions "
            "ON article = key AND revisions.revision = articles.revision WHERE id = ?",
            (article_id,),
        )
        if not found:
            raise KeyError(article_id)
        return from_json(str(found[0][0]))

    def revisions(self, article_id: str) -> list[tuple[int, str, Article]]:
        """Returns every revision of an article, oldest first: number, when it was added, state."""
        found = self.rows(
            "SELECT revisions.revision, added_at, state FROM articles JOIN revisions "
            "ON article = key WHERE id = ? ORDER BY revisions.revision",
            (article_id,),
        )
        return [(int(number), str(added), from_json(str(state))) for number, added, state in found]

    def passages(self, numbers: Sequence[int]) -> list[FiledPassage]:
        """Returns passages in the order asked for; numbers that are gone are left out."""
        marks = ",".join("?" * len(numbers))
        found = self.rows(
            "SELECT number, passages.id, ordinal, first, past, key, cluster, revision "
            f"FROM passages JOIN articles ON key = article WHERE number IN ({marks})",
            numbers,
        )
        # Once an article, however many passages it has; revisions are never changed or dropped.
        articles = {
            key: self._state(key, revision) for key, revision in {(row[5], row[7]) for row in found}
        }
        filed: dict[int, FiledPassage] = {}
        for number, id_, ordinal, first, past, key, cluster, revision in found:
            article = articles[key]
            filed[number] = FiledPassage(
                article=article,
                cluster=cluster,
                passage=Passage(
                    id=id_,
                    number=number,
                    article_id=article.id,
                    revision=revision,
                    ordinal=ordinal,
                    start=first,
                    end=past,
                    text=article.body[first:past],
                ),
            )
        return [filed[number] for number in numbers if number in filed]

    def _state(self, key: int, revision: int) -> Article:
        (found,) = self.rows(
            "SELECT state FROM revisions WHERE article = ? AND revision = ?", (key, revision)
        )
        return from_json(str(found[0]))

    def passages_of(self, article_id: str) -> list[Passage]:
        """Returns the passages of an article's current revision, in order."""
        found = self.rows(
            "SELECT number FROM passages JOIN articles ON key = article WHERE articles.id = ? "
            "ORDER BY ordinal",
            (article_id,),
        )
        return [filed.passage for filed in self.passages([int(row[0]) for row in found])]


def _columns(article: Article) -> tuple[object, ...]:
    return (
        day_number(article.published),
        article.outlet,
        article.kind,
        article.language,
        article.headline,
        article.url,
    )


def _last_changed(article: Article) -> date:
    return article.updated or article.published or date.min
