"""The lexical index: tantivy over headlines and passages, with native filters.

Scores are BM25 (k1 1.2, b 0.75, tantivy's own) of English stems, in each of two fields.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from archive.daynumbers import day_number
from archive.errors import ArchiveBusy
from archive.filters import Filters
from archive.stems import english_stems, normalise
from archive.wordentries import WordEntry, document, schema
from archive.wordqueries import FIELDS, FieldWeights, Sought, WordQueries

if TYPE_CHECKING:
    import tantivy

PLAIN = FieldWeights()
"""What words alone are searched with."""

_BUSY = ("Another process is writing the lexical index.", "Try again in a moment.")
_WRITER_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WordHit:
    """A passage's number and its BM25 scores, higher is nearer.

    `score` is the sum of the others by their weights: of words in the passage and in its headline,
    of phrases and of quoted phrases in either.
    """

    number: int
    score: float
    body: float = 0.0
    headline: float = 0.0
    phrases: float = 0.0
    quoted: float = 0.0


class WordIndex:
    """A tantivy index in a folder: many readers, one writer at a time among all processes."""

    def __init__(self, folder: Path) -> None:
        """Opens the index. One that is missing or damaged is made anew, if nobody is writing it.

        `made_anew` tells why the index is empty and wants filling, or is "".

        Raises:
            ArchiveBusy: it cannot be opened while another process is writing it.
        """
        import tantivy

        self._tantivy = tantivy
        self._folder = folder
        self._lock = FileLock(f"{folder}.lock")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with self._lock.acquire(timeout=0):
                self.made_anew = self._damage()
                if self.made_anew:
                    shutil.rmtree(folder)
                    folder.mkdir()
                self._index = self._open()
        except Timeout:
            self.made_anew = ""
            try:
                self._index = self._open()
            except (ValueError, OSError) as error:
                raise ArchiveBusy(*_BUSY) from error

    @cached_property
    def _analyzer(self) -> tantivy.TextAnalyzer:
        return english_stems()

    def _open(self) -> tantivy.Index:
        index = self._tantivy.Index(self._schema, path=str(self._folder))
        index.register_tokenizer("news", self._analyzer)
        index.reload()
        return index

    def _damage(self) -> str:
        """Returns what is wrong with the files, or "". To be asked only while nobody writes."""
        try:
            managed = json.loads((self._folder / ".managed.json").read_bytes())
            if missing := [name for name in managed if not (self._folder / name).exists()]:
                return f"a file is missing ({missing[0]})"
            of = self._tantivy.Query
            searcher = self._open().searcher()
            for field in FIELDS:
                searcher.search(of.term_query(self._schema, field, "probe", "freq"), 1)
        except FileNotFoundError:
            return "it is missing"
        except (ValueError, OSError) as error:
            if "schema does not match" in str(error):
                return "it was made by another version"
            return f"it cannot be opened ({error})"
        return ""

    def clear(self) -> None:
        """Empties the index.

        Raises:
            ArchiveBusy: another process is writing.
        """
        with self.writing() as writer:
            writer.delete_all_documents()

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        """Holds the one writer there can be; commits at the end, rolls back on any exception.

        Raises:
            ArchiveBusy: another process is writing.
        """
        try:
            with self._lock.acquire(timeout=0):
                writer = self._index.writer(_WRITER_BYTES, 1)
                try:
                    yield writer
                    writer.commit()
                except BaseException:
                    writer.rollback()
                    raise
                finally:
                    writer.wait_merging_threads()
        except Timeout as error:
            raise ArchiveBusy(*_BUSY) from error

    @cached_property
    def _schema(self) -> tantivy.Schema:
        return schema()

    def terms(self, text: str) -> list[str]:
        """Returns the stems a text is indexed or searched by, in order, repeats included."""
        return list(self._analyzer.analyze(normalise(text)))

    def change(self, removed: Iterable[int], added: Iterable[WordEntry]) -> None:
        """Drops and takes in passages in one durable commit; taking in again replaces.

        Raises:
            ArchiveBusy: another process is writing.
        """
        with self.writing() as writer:
            for number in removed:
                writer.delete_documents_by_term("number", number)
            for entry in added:
                writer.delete_documents_by_term("number", entry.number)
                writer.add_document(document(entry))

    def count(self) -> int:
        """Returns how many passages the index holds."""
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def holding(self, text: str) -> NDArray[np.int64]:
        """Returns the passages that hold every stem of a text, in order of their numbers.

        Each stem may stand in the passage or in its article's headline. Empty where the text has no
        stem that is indexed.
        """
        terms = dict.fromkeys(self.terms(text))
        if not terms:
            return np.empty(0, np.int64)
        self._index.reload()
        of, must, should = self._tantivy.Query, self._tantivy.Occur.Must, self._tantivy.Occur.Should
        fields = ("body", "headline")
        either = [
            [(should, of.term_query(self._schema, field, term, "basic")) for field in fields]
            for term in terms
        ]
        query = of.boolean_query([(must, of.boolean_query(one)) for one in either])
        searcher = self._index.searcher()
        hits = searcher.search(query, max(1, searcher.num_docs), count=False).hits
        found = searcher.fast_field_values("number", [address for _, address in hits])
        return np.sort(np.array([number or 0 for number in found], np.int64))

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Returns the inverse document frequency of stems: BM25's ln(1 + (N - n + ½) / (n + ½))."""
        self._index.reload()
        searcher = self._index.searcher()
        total = searcher.num_docs
        return {
            term: math.log(1 + (total - held + 0.5) / (held + 0.5))
            for term in terms
            for held in (searcher.doc_freq("body", term),)
        }

    def search(
        self, sought: Sought | str, k: int, filters: Filters, weights: FieldWeights = PLAIN
    ) -> list[WordHit]:
        """Returns the k passages nearest to what is sought under the filters, best first."""
        if isinstance(sought, str):
            sought = Sought(words=sought)
        queries = WordQueries(self._schema, self._analyzer)
        stages = {
            "body": (queries.words(sought, "body"), 1.0),
            "headline": (queries.words(sought, "headline"), weights.headline),
            "phrases": (queries.runs(sought.phrases), weights.phrases),
            "quoted": (queries.runs(sought.quoted), weights.quoted),
        }
        self._index.reload()
        searcher, must = self._index.searcher(), self._tantivy.Occur.Must
        asked = (must, queries.weighed(stages.values()))
        found = self._scores(searcher, [asked, *self._required(filters), *self._barred(filters)], k)
        among = (must, queries.among(list(found)))
        parts = {
            name: self._scores(searcher, [(must, query), among], k)
            for name, (query, _) in stages.items()
            if query and found
        }
        hits = [
            WordHit(
                number=number,
                score=score,
                **{name: scores.get(number, 0.0) for name, scores in parts.items()},
            )
            for number, score in found.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.number))

    def _scores(
        self,
        searcher: tantivy.Searcher,
        clauses: list[tuple[tantivy.Occur, tantivy.Query]],
        k: int,
    ) -> dict[int, float]:
        """Returns the k best passages that fit the clauses, with the sum of their scores."""
        hits = searcher.search(self._tantivy.Query.boolean_query(clauses), k, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        return {int(number or 0): score for (score, _), number in zip(hits, numbers, strict=True)}

    def _required(self, filters: Filters) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        of = self._tantivy.Query
        required = []
        if filters.since or filters.until:
            low, high = day_number(filters.since) or 1, day_number(filters.until) or 99_999_999
            required.append(
                of.range_query(self._schema, "day", self._tantivy.FieldType.Integer, low, high)
            )
        for field, accepted in (
            ("outlet", filters.outlets),
            ("author", filters.authors),
            ("kind", filters.kinds),
            ("language", (filters.language,) if filters.language else ()),
        ):
            if accepted:
                required.append(of.term_set_query(self._schema, field, [str(a) for a in accepted]))
        return [(self._tantivy.Occur.Must, of.const_score_query(query, 0.0)) for query in required]

    def _barred(self, filters: Filters) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        of = self._tantivy.Query
        return [
            (
                self._tantivy.Occur.MustNot,
                of.term_set_query(self._schema, field, [str(a) for a in left_out]),
            )
            for field, left_out in (
                ("outlet", filters.without_outlets),
                ("author", filters.without_names),
                ("credit", filters.without_names),
                ("kind", filters.without_kinds),
            )
            if left_out
        ]
