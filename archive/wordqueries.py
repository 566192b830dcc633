"""What the lexical index is asked, and how that becomes queries of tantivy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.stems import normalise

if TYPE_CHECKING:
    import tantivy

FIELDS = ("body", "headline")
"""The two fields that are searched: the passage, and the headline of its article."""

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for: words, and runs of words that count more where they stand together.

    `words` is plain text. `spellings` holds the names of it that go by several spellings, each a
    group with the question's own first; a group scores as its best spelling does. A spelling of
    several words that is not the question's own has to stand together. `phrases` (names, figures
    with what they count) and `quoted` (what stands between quotation marks) are runs of words,
    again in groups of spellings.
    """

    words: str
    spellings: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    quoted: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWeights:
    """Weights of a term in the headline, a phrase and a quoted phrase, a term in the body being 1.

    The headline's: of 0.3, 0.6, 1 and 2 the best by MRR on the fitting half of the summer questions
    (.531, .526, .524, .502).
    """

    headline: float = 0.3
    phrases: float = 0.0
    quoted: float = 0.0


class WordQueries:
    """Builds tantivy's queries for one schema."""

    def __init__(self, schema: tantivy.Schema, analyzer: tantivy.TextAnalyzer) -> None:
        """`analyzer` is the one the index was made with."""
        import tantivy

        self._of = tantivy.Query
        self._should = tantivy.Occur.Should
        self._schema = schema
        self._analyzer = analyzer

    def words(self, sought: Sought, field: str) -> tantivy.Query | None:
        """Returns the query for all words in a field, each counted once, or None for no word."""
        own = {stem for group in sought.spellings for stem in self._terms(group[0])}
        alone = [term for term in dict.fromkeys(self._terms(sought.words)) if term not in own]
        queries = [self._term(field, term) for term in alone]
        for first, *others in sought.spellings:
            same = self._sum(self._term(field, term) for term in dict.fromkeys(self._terms(first)))
            queries += self._best([same, *(self._run(field, other) for other in others)])
        return self._sum(queries)

    def runs(self, groups: Iterable[tuple[str, ...]]) -> tantivy.Query | None:
        """Returns the query for runs of words in either field, the better of the two counting."""
        return self._sum(
            query
            for group in groups
            for query in self._best(self._run(field, text) for text in group for field in FIELDS)
        )

    def weighed(self, queries: Iterable[tuple[tantivy.Query | None, float]]) -> tantivy.Query:
        """Returns the sum of queries, each by its weight; at least one of them must match."""
        found = [self._of.boost_query(query, weight) for query, weight in queries if query]
        return self._sum(found) or self._of.empty_query()

    def among(self, numbers: list[int]) -> tantivy.Query:
        """Returns the query for passages by their numbers, which adds nothing to a score."""
        return self._of.const_score_query(
            self._of.term_set_query(self._schema, "number", numbers), 0.0
        )

    def _terms(self, text: str) -> list[str]:
        return [stem for _, stem in self._placed(text)]

    def _placed(self, text: str) -> list[tuple[int, str]]:
        """Returns the stems of a text with their places, which words left out leave gaps in."""
        words = _TOKEN.findall(normalise(text))
        return [
            (at, stem) for at, word in enumerate(words) for stem in self._analyzer.analyze(word)
        ]

    def _term(self, field: str, term: str) -> tantivy.Query:
        return self._of.term_query(self._schema, field, term, "freq")

    def _run(self, field: str, text: str) -> tantivy.Query | None:
        placed = self._placed(text)
        if len(placed) < 2:
            return self._term(field, placed[0][1]) if placed else None
        first = placed[0][0]
        words: list[tuple[int, str]] = [(at - first, stem) for at, stem in placed]
        return self._of.phrase_query(self._schema, field, list(words))

    def _best(self, queries: Iterable[tantivy.Query | None]) -> list[tantivy.Query]:
        found = [query for query in queries if query]
        return [self._of.disjunction_max_query(found)] if len(found) > 1 else found

    def _sum(self, queries: Iterable[tantivy.Query | None]) -> tantivy.Query | None:
        found = [query for query in queries if query]
        return self._of.boolean_query([(self._should, query) for query in found]) if found else None
