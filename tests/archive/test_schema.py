"""Archives of earlier formats, opened by this version."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from archive.articles import Article, DateEvidence, Span
from archive.catalogue import Catalogue, Filing
from archive.errors import ArchiveDamaged
from archive.feedback import Fault, Feedback, all_feedback, keep_feedback
from archive.filters import Filters
from archive.matching import count_articles, known_credits
from archive.schema import UPGRADES, VERSION

FIRST = Path(__file__).with_name("schema-1.sql")
"""The tables of format 1, as it was: never to be changed."""

ARTICLE = Article(
    id="a1",
    headline="Ferry sinks off Pell Quay",
    body="The ferry Alder sank off Pell Quay.",
    outlet="Harrow Ledger",
    published=date(2025, 11, 14),
    date_evidence=DateEvidence.FIELD,
    credit="Northern Wire",
)


def old_catalogue(path: Path, *statements: str) -> Path:
    """A catalogue of format 1 that holds one article, as the version of then would have left it."""
    Catalogue(path.with_name("new.sqlite3")).put(
        [Filing(article=ARTICLE, spans=[Span(start=0, end=len(ARTICLE.body))])]
    )
    with sqlite3.connect(path) as db:
        db.executescript(FIRST.read_text(encoding="utf-8"))
        db.execute("ATTACH ? AS new", (str(path.with_name("new.sqlite3")),))
        for table in ("articles", "revisions", "passages", "pending"):
            db.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")
        db.execute("INSERT INTO meta VALUES ('version', '1')")
        for statement in statements:
            db.execute(statement)
    return path


def tables(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [
        (str(name), " ".join(str(sql).split()))
        for name, sql in catalogue.rows(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        )
    ]


def test_an_archive_of_the_first_format_opens_with_all_it_held(tmp_path: Path) -> None:
    catalogue = Catalogue(old_catalogue(tmp_path / "catalogue.sqlite3"))
    assert catalogue.meta("version") == VERSION
    assert catalogue.article("a1") == ARTICLE
    assert [passage.text for passage in catalogue.passages_of("a1")] == [ARTICLE.body]
    assert known_credits(catalogue) == ["Northern Wire"]
    assert count_articles(catalogue, Filters(without_names=("Northern Wire",))) == 0
    asked = Feedback(question="Who sank?", asked=date(2025, 12, 1), fault=Fault.MISSING)
    keep_feedback(catalogue, asked)
    catalogue.close()
    again = Catalogue(tmp_path / "catalogue.sqlite3")
    assert [kept.feedback for kept in all_feedback(again)] == [asked]


def test_an_archive_brought_up_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    old = Catalogue(old_catalogue(tmp_path / "catalogue.sqlite3"))
    assert tables(old) == tables(Catalogue(tmp_path / "new.sqlite3"))


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    path = old_catalogue(tmp_path / "catalogue.sqlite3", "CREATE TABLE feedback (in_the_way)")
    with pytest.raises(ArchiveDamaged):
        Catalogue(path)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() == ("1",)


def test_every_earlier_format_leads_to_todays() -> None:
    version, steps = "1", 0
    while version != VERSION and steps < 100:
        version, steps = UPGRADES[version][0], steps + 1
    assert version == VERSION
