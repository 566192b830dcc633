"""A larger archive made of a smaller one, to measure speed on: other words, days and outlets.

Each copy of the archive has the words of its articles exchanged for others that are about as
frequent, the same ones throughout a copy, so that texts keep their lengths, sentences and shares of
rare words without being copies of one report. Nothing is embedded: vectors are those of the
originals, moved at random.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive import backlog
from archive.articles import Article, Span
from archive.catalogue import FiledPassage, Filing
from archive.minilm import MiniLM
from archive.store import ArchiveStore

KEPT = 150
"""So many of the most frequent words stay: they are what makes English sentences."""

ALIKE = 40
"""Words change places with others among so many of about their frequency."""

MOVED = 0.5
"""Length of the random vector that is added to a passage's, which has length one."""

APART = timedelta(days=120)
"""Each copy of the archive was published so long before the one it follows."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_PARAGRAPHS = "\n\n"


def exchange(texts: Iterable[str], chance: random.Random) -> dict[str, str]:
    """Returns for each word one of about its frequency; capitals go with capitals."""
    counted = Counter(word for text in texts for word in _WORD.findall(text))
    ranked = [word for word, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    frequent = set(ranked[:KEPT])
    others: dict[str, str] = {}
    for capital in (False, True):
        like = [word for word in ranked if word[0].isupper() is capital and word not in frequent]
        for start in range(0, len(like), ALIKE):
            block = like[start : start + ALIKE]
            others.update(zip(block, chance.sample(block, len(block)), strict=True))
    return others


def reworded(text: str, others: Mapping[str, str]) -> str:
    """Returns a text with its words exchanged."""
    return _WORD.sub(lambda found: others.get(found[0], found[0]), text)


def moved(matrix: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    """Returns unit vectors near to the rows, float32 of the same shape."""
    noise = chance.standard_normal(matrix.shape, np.float32)
    noise *= MOVED / np.linalg.norm(noise, axis=1, keepdims=True)
    near = matrix + noise
    return np.asarray(near / np.linalg.norm(near, axis=1, keepdims=True), np.float32)


def copied(
    passages: list[FiledPassage], copy: int, others: Mapping[str, str], outlet: str
) -> Filing:
    """Returns one article of a copy: the passages of one article, reworded, and dated earlier."""
    texts = [reworded(one.passage.text, others) for one in passages]
    spans, start = [], 0
    for text in texts:
        spans.append(Span(start=start, end=start + len(text)))
        start += len(text) + len(_PARAGRAPHS)
    original: Article = passages[0].article
    article = replace(
        original,
        id=f"{original.id}-{copy}",
        url=f"https://example.org/{copy}/{original.id}",
        headline=reworded(original.headline, others),
        body=_PARAGRAPHS.join(texts),
        outlet=outlet,
        published=original.published and original.published - copy * APART,
        published_at=None,
        updated=None,
    )
    return Filing(article=article, spans=spans)


def enlarge(source: Path, into: Path, passages: int) -> Iterator[int]:
    """Makes an archive of at least so many passages of the one in `source`; yields how many so far.

    The last copy is a whole one. The same source gives the same archive.
    """
    embedder = MiniLM()
    small, large = ArchiveStore(source, embedder), ArchiveStore(into, embedder)
    large.catalogue.set_meta("embedder", embedder.name)
    keys = [row[0] for row in small.catalogue.rows("SELECT DISTINCT article FROM passages")]
    articles = [_passages(small, key) for key in sorted(keys)]
    outlets = sorted({one[0].article.outlet for one in articles})
    texts = [one[0].article.body for one in articles]
    chance, noise = random.Random(0), np.random.default_rng(0)
    copy = held = 0
    while held < passages:
        others = exchange(texts, chance) if copy else {}
        for start in range(0, len(articles), 200):
            block = articles[start : start + 200]
            large.put([copied(one, copy, others, chance.choice(outlets)) for one in block])
            numbers = backlog.without_vector(large.catalogue)
            matrix = np.concatenate(
                [
                    part
                    for _, part in backlog.vectors(
                        small.catalogue, [one.passage.number for each in block for one in each]
                    )
                ]
            )
            backlog.keep_vectors(large.catalogue, numbers, moved(matrix, noise) if copy else matrix)
            held += len(numbers)
            yield held
        copy += 1
    large.index()
    small.close()
    large.close()


def _passages(store: ArchiveStore, key: int) -> list[FiledPassage]:
    found = store.catalogue.rows(
        "SELECT number FROM passages WHERE article = ? ORDER BY ordinal", (key,)
    )
    return store.passages([int(row[0]) for row in found])
