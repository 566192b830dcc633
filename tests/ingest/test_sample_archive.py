"""The sample archive, article by article, against what a person reads in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.errors import UnreadableInput
from ingest.cleaning import clean
from ingest.readers import read

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTH = [json.loads(line) for line in (EXAMPLES / "truth.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("truth", TRUTH, ids=[str(truth["file"]) for truth in TRUTH])
def test_an_article_of_the_sample_is_made_out(truth: dict[str, object]) -> None:
    name, _, line = str(truth["file"]).partition("#")
    found = list(read(EXAMPLES / "archive" / name))
    raw = found[int(line) - 1 if line else 0]
    assert not isinstance(raw, UnreadableInput)
    article = clean(raw, outlet=Path(name).parts[0])
    words = article.body.split()
    assert article.headline == truth["headline"]
    assert (article.published and article.published.isoformat()) == truth["published"]
    assert list(article.authors) == truth["authors"]
    assert article.kind == truth["kind"]
    assert article.correction == truth.get("correction", "")
    assert " ".join(words).startswith(" ".join(str(truth["first_words"]).split()))
    assert " ".join(words).endswith(" ".join(str(truth["last_words"]).split()))
    assert len(words) == truth["words"]
