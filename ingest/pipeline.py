"""The flow: read, clean, chunk, put away; then embed and index. Resumable at any point."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from archive.catalogue import Filing, Outcome
from archive.errors import BackfileError, UnreadableInput
from archive.files import FileRecord, recall_file, remember_file
from archive.matching import known_outlets
from archive.store import ArchiveStore
from ingest.chunking import Count, chunk
from ingest.cleaning import clean
from ingest.decoding import Liberties
from ingest.documents import Field, RawDocument
from ingest.duplicates import sketch
from ingest.outlets import Spellings, outlet_among, outlet_of_path
from ingest.readers import read
from ingest.report import IngestReport, Passed, Problem, Remark, spelled
from ingest.walk import InputFile, walk

CLEANING = 2
"""Raised when reading or cleaning comes to give other articles, so that files are read again."""

BATCH = 64
"""Articles put away in one transaction, at most."""

BATCH_CHARACTERS = 4_000_000
"""Characters of articles after which a batch is put away: ordinary batches hold a tenth of it."""

PATIENCE = 1_000
"""Records in a row that are no articles, after which the rest of a file is not read: a log, or a
table with a quote that is never closed, would fill the report with every line it has."""

logger = logging.getLogger(__name__)


class Stages(Protocol):
    """Who hears how far each stage is: `read` counts bytes of files, the others passages."""

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

    `count` gives the word pieces of texts; `outlet` overrides what the documents say. Without it,
    documents that do not name their outlet have that of the folder which is named after it.
    Articles are found by their words as soon as they are read, by meaning once embedded. Killed
    and run again, it goes on where it was.

    Raises:
        ArchiveBusy: another process is feeding this archive.
    """
    report, started = IngestReport(), clock()
    with store.feeding():
        report.repairs = store.heal()
        spellings = Spellings(name for name, _ in known_outlets(store.catalogue))
        feeding = _Feeding(store, count, outlet, report, spellings)
        _read_all(list(walk(paths)), feeding, stages)
        store.index(lambda done, total: stages("index", done, total))
        report.embedded = store.backlog().to_embed
        store.embed(lambda done, total: stages("embed", done, total))
        store.index(lambda done, total: stages("index", done, total))
    report.seconds = clock() - started
    return report


def _read_all(found: list[InputFile | Problem], feeding: _Feeding, stages: Stages) -> None:
    total = sum(entry.size for entry in found if isinstance(entry, InputFile))
    before = done = 0

    def consumed(count: int) -> None:
        nonlocal done
        done = min(done + count, total)
        stages("read", done, total)

    for entry in found:
        if isinstance(entry, Problem):
            feeding.report.note(entry)
            continue
        feeding.feed(entry, consumed)
        done = before = before + entry.size
        stages("read", done, total)


@dataclass(slots=True)
class _Feeding:
    """One run: where articles go, how they are made, and what became of them."""

    store: ArchiveStore
    count: Count
    outlet: str
    report: IngestReport
    spellings: Spellings
    problems: list[Problem] = field(default_factory=list)
    """Those of the file that is being read."""
    liberties: Liberties = field(default_factory=Liberties)
    """Those taken with it."""

    def feed(self, file: InputFile, consumed: Callable[[int], None]) -> None:
        """Puts away what a file holds, unless it has been read before and has not changed."""
        path = file.path
        self.report.files += 1
        place = spelled(str(path.absolute()))
        try:
            fingerprint = self._fingerprint(path)
        except OSError as error:
            reason = f"{path}: could not be read ({error.strerror or error})."
            self._fail(str(path), f"{reason} Check its permissions and the disk.")
            return
        if known := recall_file(self.store.catalogue, place, fingerprint):
            self.report.count(Outcome.UNCHANGED, known.documents)
            for problem in json.loads(known.problems):
                self.report.note(Problem(**problem | {"outcome": Passed(problem["outcome"])}))
            return
        self.problems, self.liberties = [], Liberties()
        documents = 0
        for batch in _batches(self._filings(file, consumed)):
            for outcome in self.store.put(batch):
                self.report.count(outcome)
            documents += len(batch)
            self.report.undated += sum(filing.article.published is None for filing in batch)
        if documents and (remark := self.liberties.remark):
            self.report.remarks.append(Remark(source=str(path), remark=remark))
        problems = [
            {"source": problem.source, "outcome": problem.outcome, "reason": problem.reason}
            for problem in self.problems
        ]
        record = FileRecord(
            fingerprint=fingerprint, documents=documents, problems=json.dumps(problems)
        )
        remember_file(self.store.catalogue, place, record)

    def _filings(self, file: InputFile, consumed: Callable[[int], None]) -> Iterator[Filing]:
        """Yields what the file's documents become; notes those that fail."""
        path, failed = file.path, 0
        try:
            for document in read(path, consumed, self.liberties):
                if failed == PATIENCE:
                    reason = f"{path}: {PATIENCE:,} records in a row are no articles."
                    self._fail(str(path), f"{reason} What follows was not read.")
                    return
                failed += 1
                if isinstance(document, UnreadableInput):
                    named = document.message.removeprefix(str(path)).partition(": ")[0]
                    self._fail(f"{path}{named}", str(document))
                elif filing := self._filing(document, file):
                    failed = 0
                    yield filing
        except UnreadableInput as error:
            self._fail(str(path), str(error))

    def _filing(self, document: RawDocument, file: InputFile) -> Filing | None:
        """What a document becomes, or None, noted, if it cannot be made an article.

        Whatever one document brings about must not end the run for all others.
        """
        try:
            article = clean(self._of_outlet(document), outlet=self._folder(document, file))
            self.spellings.learn(article.outlet)
            spans = chunk(article.body, self.count)
            return Filing(article=article, spans=spans, sketch=sketch(article.body))
        except UnreadableInput as error:
            self._fail(document.source, str(error))
        except BackfileError:
            raise  # not the document's doing
        except Exception as error:
            logger.exception("%s", document.source)
            reason = f"{document.source}: defeated Backfile ({type(error).__name__}: {error})."
            self._fail(document.source, f"{reason} Please report it, with the file.")
        return None

    def _folder(self, document: RawDocument, file: InputFile) -> str:
        """The folder that may name a document's outlet, spelled as the archive does; "" for none.

        Folders that the document itself mentions come first, even above what a person named.
        """
        if self.outlet or Field.OUTLET in document.fields:
            return ""
        path, root = file.path.absolute(), file.root.absolute()
        mentioned = outlet_among(reversed(path.parent.parts), document.text or document.html)
        return self.spellings.of(mentioned or outlet_of_path(path, root))

    def _of_outlet(self, document: RawDocument) -> RawDocument:
        fields = {**document.fields}
        if self.outlet:
            fields[Field.OUTLET] = self.outlet
        return replace(document, source=spelled(document.source), fields=fields)

    def _fail(self, source: str, reason: str) -> None:
        problem = Problem(source=source, outcome=Passed.FAILED, reason=reason)
        self.report.note(problem)
        self.problems.append(problem)

    def _fingerprint(self, path: Path) -> bytes:
        """Returns a digest of all that decides what a file gives."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
        digest.update(f"{CLEANING}\0{self.outlet}\0{self.store.embedder.name}".encode())
        return digest.digest()


def _batches(filings: Iterator[Filing]) -> Iterator[list[Filing]]:
    batch: list[Filing] = []
    characters = 0
    for filing in filings:
        batch.append(filing)
        characters += len(filing.article.body)
        if len(batch) == BATCH or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
