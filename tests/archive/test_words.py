"""The lexical index."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tantivy

from archive.articles import Kind
from archive.errors import ArchiveBusy
from archive.filters import Filters
from archive.stems import normalise
from archive.wordentries import WordEntry
from archive.wordqueries import FieldWeights, Sought
from archive.words import WordHit, WordIndex


def entry(number: int, text: str, **changes: object) -> WordEntry:
    plain: dict[str, object] = {
        "number": number,
        "headline": "",
        "text": text,
        "outlet": "Harrow Ledger",
        "authors": ("Mara Quill",),
        "credit": "",
        "published": date(2025, 11, 14),
        "kind": Kind.NEWS,
        "language": "en",
    }
    return WordEntry(**(plain | changes))  # type: ignore[arg-type]


@pytest.fixture
def words(tmp_path: Path) -> WordIndex:
    return WordIndex(tmp_path / "words")


def found(words: WordIndex, text: str, **filters: object) -> list[int]:
    return [hit.number for hit in words.search(text, 10, Filters(**filters))]  # type: ignore[arg-type]


def test_stems_match_and_function_words_do_not(words: WordIndex) -> None:
    words.change([], [entry(1, "Ferries were sinking."), entry(2, "What was the council doing?")])
    assert found(words, "ferry sinks") == [1]
    assert found(words, "what was the") == []


@pytest.mark.parametrize(
    ("written", "asked"),
    [("1,200 jobs", "1200"), ("U.S. envoy", "US"), ("Quill’s garden", "quill"), ("café", "cafe")],
)
def test_spellings_of_one_thing_match(words: WordIndex, written: str, asked: str) -> None:
    words.change([], [entry(1, written), entry(2, "Something else entirely")])
    assert found(words, asked) == [1]


def test_a_word_in_the_headline_finds_the_passage(words: WordIndex) -> None:
    words.change([], [entry(1, "The vessel went down.", headline="Ferry sinks")])
    assert found(words, "ferry") == [1]


def test_query_syntax_in_a_question_is_only_words(words: WordIndex) -> None:
    words.change([], [entry(1, "The bridge opened.")])
    assert found(words, 'body:"bridge" AND (NOT [x TO y]^2 ~*') == [1]


def test_filters_hold(words: WordIndex) -> None:
    words.change(
        [],
        [
            entry(1, "toll"),
            entry(2, "toll", published=date(2026, 1, 2), outlet="Pell Courier"),
            entry(3, "toll", kind=Kind.OPINION, authors=("Tom Esk", "Ida Marsh"), language="fr"),
            entry(4, "toll", published=None),
        ],
    )
    assert found(words, "toll") == [1, 2, 3, 4]
    assert found(words, "toll", until=date(2025, 12, 31)) == [1, 3]
    assert found(words, "toll", since=date(2026, 1, 1)) == [2]
    assert found(words, "toll", outlets=("Pell Courier",)) == [2]
    assert found(words, "toll", authors=("Ida Marsh",)) == [3]
    assert found(words, "toll", kinds=(Kind.OPINION,), language="fr") == [3]


def test_what_is_left_out_is_not_found(words: WordIndex) -> None:
    words.change(
        [],
        [
            entry(1, "toll"),
            entry(2, "toll", outlet="Pell Courier"),
            entry(3, "toll", kind=Kind.LIVE, authors=("Tom Esk", "Northern Wire")),
            entry(4, "toll", credit="Northern Wire"),
        ],
    )
    assert found(words, "toll", without_outlets=("Pell Courier",)) == [1, 3, 4]
    assert found(words, "toll", without_kinds=(Kind.LIVE,)) == [1, 2, 4]
    assert found(words, "toll", without_names=("Northern Wire",)) == [1, 2]
    assert found(words, "toll", without_outlets=("Harrow Ledger", "Pell Courier")) == []


def test_taking_in_again_replaces_and_removing_removes(words: WordIndex) -> None:
    words.change([], [entry(1, "harbour"), entry(2, "harbour")])
    words.change([2], [entry(1, "festival")])
    assert found(words, "harbour") == []
    assert found(words, "festival") == [1]
    assert words.count() == 1


def test_another_opening_of_the_folder_sees_what_was_committed(tmp_path: Path) -> None:
    writer, reader = WordIndex(tmp_path / "words"), WordIndex(tmp_path / "words")
    assert not reader.made_anew
    writer.change([], [entry(1, "harbour")])
    assert found(reader, "harbour") == [1]


def test_a_second_writer_is_told_that_the_index_is_busy(tmp_path: Path) -> None:
    words, other = WordIndex(tmp_path / "words"), WordIndex(tmp_path / "words")
    with words.writing(), pytest.raises(ArchiveBusy):
        other.change([], [entry(1, "harbour")])


@pytest.mark.parametrize("damage", ["truncate", "delete", "garbage"])
def test_damage_to_any_file_ends_in_an_empty_index_that_says_why(
    tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "words"
    WordIndex(folder).change([], [entry(n, f"harbour {n}") for n in range(50)])
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    assert names
    for name in names:
        copy = tmp_path / f"{damage}-{name}"
        copy.mkdir()
        for path in folder.iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
        match damage:
            case "truncate":
                (copy / name).write_bytes((copy / name).read_bytes()[:-7])
            case "delete":
                (copy / name).unlink()
            case _:
                (copy / name).write_bytes(b"\0garbage" * 20)
        opened = WordIndex(copy)
        assert opened.made_anew or (opened.count() == 50 and len(found(opened, "harbour")) == 10)
        opened.change([], [entry(99, "festival")])
        assert 99 in found(opened, "festival")


def test_normalise_leaves_ordinary_text_alone() -> None:
    assert normalise("The mayor, Ida Marsh, spoke.") == "The mayor, Ida Marsh, spoke."


# -- fields, phrases and spellings ----------------------------------------------------------------


def scored(words: WordIndex, sought: Sought, **weights: float) -> dict[int, WordHit]:
    hits = words.search(sought, 10, Filters(), FieldWeights(**weights))
    return {hit.number: hit for hit in hits}


def test_words_of_passage_and_headline_are_scored_apart(words: WordIndex) -> None:
    words.change([], [entry(1, "The ferry sank.", headline="Alarm"), entry(2, "It sank.")])
    words.change([], [entry(3, "Nobody was hurt.", headline="The ferry sank")])
    hits = scored(words, Sought(words="ferry sank"), headline=0.5)
    assert hits[1].body > hits[2].body > hits[3].body == 0.0
    assert hits[3].headline > 0.0 == hits[1].headline
    for hit in hits.values():
        assert hit.score == pytest.approx(hit.body + 0.5 * hit.headline, rel=1e-5)


def test_a_phrase_counts_only_where_its_words_stand_together(words: WordIndex) -> None:
    words.change(
        [],
        [
            entry(1, "The bank of the river broke."),
            entry(2, "The river reached the bank."),
            entry(3, "Nothing.", headline="The bank of the river"),
        ],
    )
    hits = scored(words, Sought(words="river", quoted=(("bank of the river",),)), quoted=2.0)
    assert hits[1].quoted > 0.0 == hits[2].quoted
    assert hits[3].quoted > 0.0
    assert list(hits)[-1] == 2


def test_phrases_raise_what_words_find_in_order_of_their_weight(words: WordIndex) -> None:
    words.change([], [entry(1, "Marsh met Ida and Marsh."), entry(2, "Ida Marsh came by bus.")])
    sought = Sought(words="Ida Marsh", phrases=(("Ida Marsh",),))
    assert list(scored(words, sought)) == [1, 2]
    assert list(scored(words, sought, phrases=1.0)) == [2, 1]


def test_a_name_scores_by_its_best_spelling_and_not_by_their_sum(words: WordIndex) -> None:
    words.change(
        [],
        [
            entry(1, "A school in Ardun Kel opened."),
            entry(2, "A school in Ardoun Kell opened."),
            entry(3, "A school in Kell opened; Mr Ardoun left."),
        ],
    )
    sought = Sought(words="Ardun Kel", spellings=(("Ardun Kel", "Ardoun Kell"),))
    hits = scored(words, sought)
    assert set(hits) == {1, 2}
    assert hits[1].body == pytest.approx(scored(words, Sought(words="Ardun Kel"))[1].body)


def test_a_phrase_of_function_words_or_signs_finds_nothing_and_breaks_nothing(
    words: WordIndex,
) -> None:
    words.change([], [entry(1, "The bridge opened.")])
    odd = (("to be or not to be",), ('"(*^',), ("",))
    assert list(scored(words, Sought(words="bridge", phrases=odd, quoted=odd), quoted=1.0)) == [1]
    assert scored(words, Sought(words="", quoted=odd), quoted=1.0) == {}


def test_an_index_of_another_version_is_made_anew_and_says_so(tmp_path: Path) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", index_option="freq")
    (tmp_path / "words").mkdir()
    tantivy.Index(builder.build(), path=str(tmp_path / "words"))
    opened = WordIndex(tmp_path / "words")
    assert opened.made_anew == "it was made by another version"
    opened.change([], [entry(1, "harbour")])
    assert found(opened, "harbour") == [1]
