"""The page on quality, over an invented archive, and the figures it rests on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from archive.store import ArchiveStore
from bench.choices import Text, support
from bench.quality import Material, measured, retrieval_section
from bench.quality_page import page
from bench.questions import Posed, half, read_questions
from bench.remembering import Remembering
from bench.retrieval import figures, tried
from bench.silence import Sure, area_between, bar
from tests.fakes.embedders import HashingEmbedder
from tests.fakes.newsroom import newsroom, report
from tests.fakes.small_archive import archive, article

TOLD = (
    ("Ferry to Skell runs again", "The ferry to Skell sails again after the harbour strike of May. "
     "Captain Ida Marsh said on Monday that “the crew is glad to be back at sea”."),
    ("Bridge at Orrin closes", "The bridge at Orrin will close for 6 weeks for repairs in June. "
     "The council said that the repairs cost 2.3 million crowns."),
    ("Bakery wins a prize", "The Tarnwick bakery won the golden loaf, a prize for rye bread. "
     "Judge Leo Anstrup praised the crust and the patience of the bakers."),
)  # fmt: skip


def posed(id_: str, text: str, answer: str, *others: str) -> dict[str, Any]:
    return {
        "id": id_,
        "asked": "2024-06-10",
        "question": text,
        "answer": answer,
        "choices": [*others, answer],
    }


QUESTIONS = (
    posed(
        "a", "Who is the captain of the ferry to Skell?", "Ida Marsh", "Leo Anstrup", "Hanna Voss"
    ),
    posed("b", "For how long will the bridge at Orrin close?", "6 weeks", "2 days", "a year"),
    posed(
        "e", "Which prize did the Tarnwick bakery win?", "golden loaf", "silver spoon", "iron pan"
    ),
    posed(
        "f", "What do the repairs of the bridge at Orrin cost?", "2.3 million", "6", "40 million"
    ),
)


def written(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


@pytest.fixture(name="store", scope="module")
def invented_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveStore]:
    store = archive(
        tmp_path_factory.mktemp("archive"),
        [
            article(f"told-{n}", body, headline=headline, published=date(2024, 6, 8))
            for n, (headline, body) in enumerate(TOLD)
        ],
    )
    yield store
    store.close()


@pytest.fixture(name="material", scope="module")
def invented_material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    folder = tmp_path_factory.mktemp("material")
    articles = [
        {
            "url": f"https://ledger.example/{n}",
            "headline": headline,
            "published": "2024-06-08",
            "outlet": "Harrow Ledger",
            "text": body,
        }
        for n, (headline, body) in enumerate(TOLD * 4)
    ]
    judged = [
        {"id": f"j{n}", "premise": body, "claim": body.partition(". ")[0] + ".",
         "label": "supported"}
        for n, (_, body) in enumerate(TOLD * 2)
    ]  # fmt: skip
    for name in ("qags-cnndm", "qags-xsum", "newsnli"):
        written(folder / f"entail-{name}-test.jsonl.gz", judged)
    asked = {
        "source": "invented",
        "history": ["Who won the golden loaf?"],
        "question": "When did they win it?",
        "rewrite": "When did the Tarnwick bakery win the golden loaf?",
    }
    written(folder / "rewrite-cast-2019-2022-test.jsonl.gz", [asked])
    return Material(
        articles=written(folder / "articles.jsonl.gz", articles),
        questions=written(folder / "questions.jsonl.gz", QUESTIONS),
        reader=folder,
        number=12,
    )


@pytest.fixture(name="whole", scope="module")
def whole_page(store: ArchiveStore, material: Material) -> str:
    return page(dict(measured(store, material)))


def test_the_page_has_every_section_with_its_figures(whole: str) -> None:
    assert {half(row["id"]) for row in QUESTIONS} == {"fit", "report"}
    headings = [line for line in whole.splitlines() if line.startswith("#")]
    assert headings == [
        "# How good the answers are",
        "## Finding passages",
        "## Answering without a chat model",
        "## Keeping silent",
        "## Reading time words",
        "## Catching faults",
        "## Understanding follow-ups",
    ]
    for name in ("BM25 (bm25s), dated", "equal fusion of ranks", "simple mix, dated", "Backfile"):
        assert f"| {name} | 1.000 |" in whole
    assert "not exactly `body[start:end]` of the article cited: **0**" in whole
    assert "| something is answered | 1.000 | 1.000 |" in whole
    assert "| declined in time | 0.000 | 0.000 |" in whole


def test_rows_of_a_table_have_as_many_cells_as_its_head(whole: str) -> None:
    for block in whole.split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1


def test_what_needs_vectors_is_left_out_of_an_archive_that_lacks_some(
    material: Material, tmp_path: Path
) -> None:
    reports = [report(body, headline=headline, day="2024-06-08") for headline, body in TOLD]
    with newsroom(tmp_path / "archive", *reports) as bare:
        asked = read_questions(material.questions)
        section = retrieval_section(bare, material.articles, asked, None)
    assert "| Backfile, words only | 1.000 |" in section
    assert "| Backfile |" not in section
    assert "What needs vectors is left out" in section


def test_what_is_found_counts_by_its_rank_and_by_its_length(material: Material) -> None:
    (asked,) = (one for one in read_questions(material.questions) if one.id == "b")
    far = ["x" * 9_000, "It closes for 6 weeks."]
    found = figures(list(tried(lambda question, as_of, k: far, [asked])))
    assert found.ranking.recall == (0.0, 1.0, 1.0, 1.0)
    assert found.ranking.mrr == 0.5
    assert found.in_budget == 0.0
    assert found.characters == 9_022


def test_a_choice_is_supported_by_what_bears_it_more_than_by_what_shares_words() -> None:
    held = [
        Text(words="ida marsh sails", stems={"ida", "marsh", "sail"}, counts=0.5),
        Text(words="hanna of voss", stems={"hanna", "voss"}, counts=1.0),
    ]
    rare = {"ida": 2.0, "marsh": 3.0}
    borne = support("ida marsh", rare, held, [])
    alike = support("hanna voss", {"hanna": 2.0, "voss": 3.0}, held, [])
    assert borne > alike > support("leo anstrup", {"leo": 2.0, "anstrup": 3.0}, held, []) == 0


def test_a_choice_is_supported_by_the_likeliest_sentence_that_bears_it() -> None:
    sentences = [
        Text(words="it takes 6 weeks", stems=(), counts=0.75),
        Text(words="for 6 weeks more", stems=(), counts=0.25),
        Text(words="16 weeks", stems=(), counts=0.9),
    ]
    assert support("6 weeks", {}, [], sentences) == 0.75


def test_a_threshold_declines_a_share_of_what_was_asked_too_early() -> None:
    in_time = [Sure(confidence=n / 10, right=n % 2 == 0) for n in range(10)]
    early = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85]
    there = bar(in_time, early, 0.5)
    assert there.declined >= 0.5
    assert there.kept == sum(one.confidence > there.threshold for one in in_time) / 10
    assert there.right < there.kept


def test_the_area_is_one_where_every_answer_in_time_is_surer() -> None:
    sure = [Sure(confidence=0.9, right=True), Sure(confidence=0.8, right=False)]
    assert area_between(sure, [0.1, 0.2]) == 1.0
    assert area_between(sure, [0.95, 0.99]) == 0.0
    assert area_between(sure, [0.8, 0.9]) == 0.5


def test_an_embedder_that_remembers_gives_the_same_vectors_and_asks_once() -> None:
    class Counting(HashingEmbedder):
        asked: list[str]

        def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
            self.asked += texts
            return super().embed_array(texts)

    plain = Counting()
    plain.asked = []
    remembering = Remembering(plain)
    texts = ["a ferry", "a bridge", "a ferry"]
    first, again = remembering.embed_array(texts), remembering.embed_array(texts[1:])
    assert np.array_equal(first, HashingEmbedder().embed_array(texts))
    assert np.array_equal(first[1:], again)
    assert plain.asked == ["a ferry", "a bridge"]


def test_questions_keep_their_choices(material: Material) -> None:
    choices = {one.id: one.choices for one in read_questions(material.questions)}
    assert choices["b"] == ("2 days", "a year", "6 weeks")
    assert Posed(id="e", asked=date(2024, 6, 1), text="", answer="").choices == ()
