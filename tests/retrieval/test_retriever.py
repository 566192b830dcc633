"""Passages found for a query, in a small archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.errors import SettingsError
from archive.store import ArchiveStore
from retrieval.answers import Evidence
from retrieval.chain import build_chain
from retrieval.question import Question
from retrieval.searching.reranking import FAILED, load_reranker
from retrieval.searching.retriever import ArchiveRetriever
from retrieval.sources import find_sources
from tests.fakes.rerankers import INSTANCE, Failing, Favouring
from tests.fakes.small_archive import TODAY, archive, article, query

ARTICLES = (
    article(
        "ferry",
        "The ferry Alder sank off Pell Quay on Monday night.",
        "Twelve people from the ferry Alder were saved by a trawler.",
        "The weather will be fine.",
        headline="Ferry sinks off Pell Quay",
    ),
    article("copy", "The ferry Alder sank off Pell Quay on Monday night.", headline="Ferry lost"),
    article("mill", "The paper mill in Ambry will close, the owner said.", headline="Mill closes"),
    article("harbour", "The harbour at Pell Quay was dredged.", headline="Harbour dredged"),
    article("bridge", "“We sail at dawn,” the ferry captain said.", headline="A word"),
    article("dawn", "At dawn the captain said we would sail the ferry.", headline="Other words"),
    article("kel", "A school opened in Ardoun Kell.", headline="School opens"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveStore]:
    home = tmp_path_factory.mktemp("small")
    (home / "aliases.txt").write_text("Ardun Qel = Ardoun Kell\n", encoding="utf-8")
    opened = archive(home, ARTICLES, copies=["ferry", "copy"])
    yield opened
    opened.close()


def found(evidence: list[Evidence]) -> list[str]:
    return [one.article.id for one in evidence]


def by_words(store: ArchiveStore, **changes: object) -> ArchiveRetriever:
    return ArchiveRetriever(store=store, use_vectors=False, **changes)


def test_evidence_is_numbered_verbatim_and_one_run_an_article(store: ArchiveStore) -> None:
    evidence = ArchiveRetriever(store=store).retrieve(query("Did the ferry Alder sink?"))
    assert [one.n for one in evidence] == list(range(1, len(evidence) + 1))
    assert len(set(found(evidence))) == len(evidence)
    assert not {"ferry", "copy"} <= set(found(evidence))
    for one in evidence:
        assert one.article.body[one.passage.start : one.passage.end] == one.passage.text
        assert {"body", "headline", "timeliness", "cosine"} <= set(one.scores)


def test_neighbours_that_both_bear_on_the_question_are_one_piece_of_evidence(
    store: ArchiveStore,
) -> None:
    asked = query("Who saved the twelve people when the ferry Alder sank on Monday night?")
    [first, *_] = by_words(store).retrieve(asked)
    assert "sank off Pell Quay" in first.passage.text
    assert "saved by a trawler" in first.passage.text


def test_more_passages_of_an_article_are_used_where_they_are_asked_for(
    store: ArchiveStore,
) -> None:
    asked = query("ferry Alder weather fine trawler", passages=3)
    ids = [one.passage.id for one in by_words(store).retrieve(asked)]
    assert len(ids) == len(set(ids))
    assert found(by_words(store).retrieve(asked)).count("ferry") > 1


def test_the_parts_of_a_query_take_turns_and_no_passage_comes_twice(store: ArchiveStore) -> None:
    parts = ("paper mill Ambry", "school Ardoun Kell", "paper mill close")
    asked = replace(query("the mill and the school"), parts=parts)
    evidence = by_words(store).retrieve(asked)
    assert found(evidence)[:2] == ["mill", "kel"]
    assert len({one.passage.id for one in evidence}) == len(evidence)
    assert [one.n for one in evidence] == list(range(1, len(evidence) + 1))


def test_a_quoted_phrase_is_found_where_it_stands_so(store: ArchiveStore) -> None:
    [first, *_] = by_words(store).retrieve(query("Who of the ferry said “we sail at dawn”?"))
    assert first.article.id == "bridge"
    assert first.scores["quoted"] > 0


def test_a_name_is_found_by_a_spelling_of_the_archives_own_list(store: ArchiveStore) -> None:
    assert found(by_words(store).retrieve(query("What opened in Ardun Qel?")))[0] == "kel"


def test_a_list_of_spellings_that_cannot_be_read_is_an_error_at_once(
    store: ArchiveStore, tmp_path: Path
) -> None:
    other = archive(tmp_path, ARTICLES[:1])
    (tmp_path / "aliases.txt").write_text("Ardun Qel\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="Line 1"):
        build_chain(other)
    other.close()


def test_nothing_found_is_no_evidence_and_no_account(store: ArchiveStore) -> None:
    nothing = by_words(store).look_up(query("xyzzy plugh"))
    assert (nothing.evidence, nothing.considered, nothing.notes) == ((), (), ())


# -- rerankers ------------------------------------------------------------------------------------


def test_a_reranker_orders_what_was_found_and_its_scores_are_told(store: ArchiveStore) -> None:
    plain = by_words(store).look_up(query("What of Pell Quay?"))
    reranker = Favouring(word="sank")
    looked = by_words(store, reranker=reranker).look_up(query("What of Pell Quay?"))
    assert found(list(plain.evidence))[0] == "harbour"
    assert found(list(looked.evidence))[0] == "ferry"
    assert looked.evidence[0].scores["reranker"] == 1.0
    assert "reranker" in next(one for one in looked.considered if one.n == 1).scores
    assert sorted(found(list(looked.evidence))) == sorted(found(list(plain.evidence)))


def test_a_rerankers_own_text_is_never_used_and_what_it_leaves_out_follows(
    store: ArchiveStore,
) -> None:
    reranker = Favouring(word="sank", keep=1)
    evidence = by_words(store, reranker=reranker).retrieve(query("What of Pell Quay?"))
    assert len(evidence) > 1
    assert all(one.passage.text in one.article.body for one in evidence)


def test_when_the_reranker_fails_the_order_stands_and_it_is_said(store: ArchiveStore) -> None:
    question = Question(text="What of Pell Quay?", asked=TODAY)
    plain = find_sources(store, question)
    failed = find_sources(store, question, reranker=Failing())
    assert failed.citations == plain.citations
    assert failed.notes == (FAILED,)
    answer = build_chain(store, reranker=Failing()).invoke(question)
    assert answer.notes[0] == FAILED


@pytest.mark.parametrize("attribute", ["INSTANCE", "make"])
def test_a_setting_names_a_reranker_or_what_makes_one(attribute: str) -> None:
    assert load_reranker(f"tests.fakes.rerankers:{attribute}") == INSTANCE


@pytest.mark.parametrize(
    "name",
    [
        "no.such.module:make",
        "tests.fakes.rerankers:absent",
        "tests.fakes.rerankers:make_nothing",
        "tests.fakes.rerankers:refuse",
    ],
)
def test_a_name_that_gives_no_reranker_is_an_error_that_repeats_no_key(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_reranker(name)
    assert name in caught.value.message
    assert "abc123" not in str(caught.value)
    assert "module:attribute" in caught.value.remedy


def test_what_is_asked_after_the_archives_last_day_is_asked_as_of_that_day(
    store: ArchiveStore,
) -> None:
    years_later = replace(query("Did the ferry Alder sink?"), asked=date(2031, 1, 1))
    assert {one.days_off for one in by_words(store).retrieve(years_later)} == {0}
