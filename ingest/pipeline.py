"""The flow: read, clean, chunk, put away; then embed and index. Resumable at any point."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from archive.catalogue import Filing, Outcome
from archive.errors import UnreadableInput
from archive.files import FileRecord, recall_file, remember_file
from archive.store import ArchiveStore
from ingest.chunking import Count, chunk
from ingest.cleaning import clean
from ingest.documents import RawDocument
from ingest.duplicates import sketch
from ingest.readers import read
from ingest.report import IngestReport, Passed, Problem
from ingest.walk import PassedOver, walk

CLEANING = 1
"""Raised when reading or cleaning comes to give other articles, so that files are read again."""

BATCH = 64
"""Articles put away in one transaction."""


class Stages(Protocol):
    """Who hears how far each stage is: `read` counts files, the others passages."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Called with a stage's name, what is done, and what there is to do."""


def unheard(stage: str, done: int, total: int) -> None:
    """Reports progress to nobody."""


def ingest(
    paths: Iterable[Path],
    store: ArchiveStore,
    *,
    count: Count,
    outlet: str = "",
    stages: Stages = unheard,
    clock: Callable[[], float] = time.monotonic,
) -> IngestReport:
    """Feeds files and folders to the archive and returns what became of each document.

    `count` gives the word pieces of texts; `outlet` overrides what the documents say. Articles are
    found by their words as soon as they are read, by meaning once embedded. Killed and run again,
    it goes on where it was.

    Raises:
        ArchiveBusy: another process is feeding this archive.
    """
    report, started = IngestReport(), clock()
    with store.feeding():
        report.repairs = store.heal()
        found = list(walk(paths))
        for done, entry in enumerate(found):
            stages("read", done, len(found))
            match entry:
                case PassedOver():
                    report.note(
                        Problem(source=entry.source, outcome=Passed.SKIPPED, reason=entry.reason)
                    )
                case UnreadableInput():
                    report.note(_failure(entry.message.partition(": ")[0], entry))
                case Path():
                    report.files += 1
                    _ingest_file(entry, store, count, outlet, report)
        stages("read", len(found), len(found))
        store.index(lambda done, total: stages("index", done, total))
        report.embedded = store.backlog().to_embed
        store.embed(lambda done, total: stages("embed", done, total))
        store.index(lambda done, total: stages("index", done, total))
    report.seconds = clock() - started
    return report


def _ingest_file(
    path: Path, store: ArchiveStore, count: Count, outlet: str, report: IngestReport
) -> None:
    try:
        fingerprint = _fingerprint(path, outlet, store.embedder.name)
    except OSError as error:
        report.note(
            Problem(
                source=str(path),
                outcome=Passed.FAILED,
                reason=f"{path}: could not be read ({error.strerror or error}). "
                "Change its permissions.",
            )
        )
        return
    known = recall_file(store.catalogue, str(path.absolute()), fingerprint)
    if known:
        report.count(Outcome.UNCHANGED, known.documents)
        for problem in json.loads(known.problems):
            report.note(Problem(**problem | {"outcome": Passed(problem["outcome"])}))
        return
    problems_before = len(report.problems)
    documents = 0
    for batch in _batches(_filings(path, count, outlet, report), BATCH):
        for outcome in store.put(batch):
            report.count(outcome)
        documents += len(batch)
        report.undated += sum(filing.article.published is None for filing in batch)
    problems = [
        {"source": problem.source, "outcome": problem.outcome, "reason": problem.reason}
        for problem in report.problems[problems_before:]
    ]
    remember_file(
        store.catalogue,
        str(path.absolute()),
        FileRecord(fingerprint=fingerprint, documents=documents, problems=json.dumps(problems)),
    )


def _filings(path: Path, count: Count, outlet: str, report: IngestReport) -> Iterator[Filing]:
    """Yields what the file's documents become; notes in the report those that fail."""
    documents = read(path)
    while True:
        try:
            document = next(documents)
        except StopIteration:
            return
        except UnreadableInput as error:
            report.note(_failure(str(path), error))
            return
        if isinstance(document, UnreadableInput):
            report.note(_failure(document.message.partition(": ")[0], document))
            continue
        try:
            yield _filing(document, count, outlet)
        except UnreadableInput as error:
            report.note(_failure(document.source, error))


def _filing(document: RawDocument, count: Count, outlet: str) -> Filing:
    article = clean(document, outlet=outlet)
    return Filing(article=article, spans=chunk(article.body, count), sketch=sketch(article.body))


def _failure(source: str, error: UnreadableInput) -> Problem:
    return Problem(source=source, outcome=Passed.FAILED, reason=str(error))


def _fingerprint(path: Path, outlet: str, embedder: str) -> bytes:
    """Returns a digest of all that decides what a file gives."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
    digest.update(f"{CLEANING}\0{outlet}\0{embedder}".encode())
    return digest.digest()


def _batches(filings: Iterator[Filing], size: int) -> Iterator[list[Filing]]:
    batch: list[Filing] = []
    for filing in filings:
        batch.append(filing)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
