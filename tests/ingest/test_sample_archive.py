"""The sample archive, article by article, against what a person reads in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.errors import UnreadableInput
from archive.store import ArchiveStore
from ingest.cleaning import clean
from ingest.pipeline import ingest
from ingest.readers import read
from tests.fakes.embedders import HashingEmbedder
from tests.fakes.feeder import words

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTH = [json.loads(line) for line in (EXAMPLES / "truth.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("truth", TRUTH, ids=[str(truth["file"]) for truth in TRUTH])
def test_an_article_of_the_sample_is_made_out(truth: dict[str, object]) -> None:
    name, _, line = str(truth["file"]).partition("#")
    found = list(read(EXAMPLES / "archive" / name))
    raw = found[int(line) - 1 if line else 0]
    assert not isinstance(raw, UnreadableInput)
    article = clean(raw)
    said = article.body.split()
    assert article.headline == truth["headline"]
    assert (article.published and article.published.isoformat()) == truth["published"]
    assert list(article.authors) == truth["authors"]
    assert article.kind == truth["kind"]
    assert article.correction == truth.get("correction", "")
    assert " ".join(said).startswith(" ".join(str(truth["first_words"]).split()))
    assert " ".join(said).endswith(" ".join(str(truth["last_words"]).split()))
    assert len(said) == truth["words"]


def test_every_outlet_of_the_sample_has_its_name(tmp_path: Path) -> None:
    root = EXAMPLES / "archive"
    store = ArchiveStore(tmp_path / "archive", HashingEmbedder())
    ingest([root], store, count=words)
    ids = [str(id_) for (id_,) in store.catalogue.rows("SELECT id FROM articles")]
    kept = [state for id_ in ids for *_, state in store.catalogue.revisions(id_)]
    store.close()
    assert {article.source: article.outlet for article in kept} == {
        f"{root}/{str(truth['file']).replace('#', ':')}": truth["outlet"] for truth in TRUTH
    }
