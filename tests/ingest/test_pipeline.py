from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store import ArchiveStore
from ingest.pipeline import PATIENCE, ingest
from ingest.report import IngestReport
from tests.fakes.embedders import HashingEmbedder
from tests.fakes.feeder import words
from tests.fakes.stories import story, write_dump


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArchiveStore]:
    store = ArchiveStore(tmp_path / "archive", HashingEmbedder())
    yield store
    store.close()


def counts(report: IngestReport) -> dict[str, int]:
    return {str(outcome): number for outcome, number in report.counts.items() if number}


def test_a_touched_file_is_not_read_again_and_a_changed_one_is(
    tmp_path: Path, store: ArchiveStore
) -> None:
    dump = write_dump(tmp_path / "dump.jsonl", 5)
    assert counts(ingest([dump], store, count=words)) == {"added": 5}
    os.utime(dump, (0, 0))
    heard: list[str] = []

    def count(texts: list[str]) -> list[int]:
        heard.extend(texts)
        return words(texts)

    assert counts(ingest([dump], store, count=count)) == {"unchanged": 5}
    assert heard == []
    rows = [story(n) for n in range(6)]
    rows[2]["body"] += " Nobody was hurt."
    dump.write_text("\n".join(map(json.dumps, rows)))
    assert counts(ingest([dump], store, count=count)) == {
        "added": 1,
        "new revision": 1,
        "unchanged": 4,
    }


def test_articles_in_a_file_that_was_moved_or_copied_are_known(
    tmp_path: Path, store: ArchiveStore
) -> None:
    dump = write_dump(tmp_path / "dump.jsonl", 5)
    ingest([dump], store, count=words)
    moved = tmp_path / "elsewhere" / "renamed.jsonl"
    moved.parent.mkdir()
    dump.rename(moved)
    report = ingest([moved], store, count=words)
    assert (counts(report), report.embedded) == ({"unchanged": 5}, 0)


def test_the_outlet_that_is_given_wins_over_what_the_documents_say(
    tmp_path: Path, store: ArchiveStore
) -> None:
    ingest([write_dump(tmp_path / "dump.jsonl", 2)], store, count=words, outlet="Harbour Post")
    assert store.catalogue.rows("SELECT DISTINCT outlet FROM articles") == [("Harbour Post",)]


def test_a_file_without_articles_is_given_up_after_a_while(
    tmp_path: Path, store: ArchiveStore
) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"level": "info", "event": "started"}\n' * (PATIENCE * 3))
    report = ingest([log], store, count=words)
    assert counts(report) == {"failed": PATIENCE + 1}
    assert "What follows was not read" in report.problems[-1].reason


def test_a_document_that_defeats_the_program_does_not_end_the_run(
    tmp_path: Path, store: ArchiveStore
) -> None:
    def defeated(texts: list[str]) -> list[int]:
        if any("Report 2 " in text for text in texts):
            raise ValueError("what is this?")
        return words(texts)

    dump = write_dump(tmp_path / "dump.jsonl", 5)
    report = ingest([dump], store, count=defeated)
    assert counts(report) == {"added": 4, "failed": 1}
    [problem] = report.problems
    assert problem.source == f"{dump}:3"
    assert "ValueError: what is this?" in problem.reason


def test_progress_of_reading_moves_within_one_file(tmp_path: Path, store: ArchiveStore) -> None:
    dump = write_dump(tmp_path / "dump.jsonl", 300)
    told: list[tuple[int, int]] = []

    def stages(stage: str, done: int, total: int) -> None:
        if stage == "read":
            told.append((done, total))

    ingest([dump], store, count=words, stages=stages)
    size = dump.stat().st_size
    assert {total for _, total in told} == {size}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert 0 < told[0][0] < size
    assert told[-1][0] == size
