"""The catalogue: what it keeps, what it calls a revision, and what it tells the indexes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from archive import backlog
from archive.articles import Article, DateEvidence, Kind, Span, Status
from archive.catalogue import Catalogue, Filing, Outcome
from archive.errors import ArchiveDamaged
from archive.filters import Filters
from archive.matching import count_articles, known_credits, matching_passages
from archive.ranges import PassageRanges

BODY = "The ferry Alder sank off Pell Quay.\n\nNine people died, harbour police said."


def article(id_: str = "a1", **changes: object) -> Article:
    plain = Article(
        id=id_,
        headline="Ferry sinks off Pell Quay",
        body=BODY,
        outlet="Harrow Ledger",
        authors=("Mara Quill",),
        published=date(2025, 11, 14),
        date_evidence=DateEvidence.FIELD,
        language="en",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def filing(item: Article, sketch: tuple[int, ...] = ()) -> Filing:
    cut = item.body.index("\n\n")
    return Filing(
        article=item,
        spans=[Span(start=0, end=cut), Span(start=cut + 2, end=len(item.body))],
        sketch=sketch,
    )


def clusters_of(catalogue: Catalogue, *ids: str) -> list[int]:
    numbers = [catalogue.passages_of(id_)[0].number for id_ in ids]
    return [filed.cluster for filed in catalogue.passages(numbers)]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite3")


def test_an_article_comes_back_as_it_was_put(catalogue: Catalogue) -> None:
    assert catalogue.put([filing(article())]) == [Outcome.ADDED]
    assert catalogue.article("a1") == article()


def test_passages_are_verbatim_slices_of_the_body(catalogue: Catalogue) -> None:
    catalogue.put([filing(article())])
    passages = catalogue.passages_of("a1")
    assert [p.text for p in passages] == BODY.split("\n\n")
    assert all(BODY[p.start : p.end] == p.text for p in passages)
    assert [p.id for p in passages] == ["a1.1.0", "a1.1.1"]


def test_putting_the_same_article_twice_changes_nothing(catalogue: Catalogue) -> None:
    catalogue.put([filing(article())])
    before = catalogue.passages_of("a1")
    assert catalogue.put([filing(article(source="elsewhere.txt"))]) == [Outcome.UNCHANGED]
    assert catalogue.passages_of("a1") == before
    assert len(catalogue.revisions("a1")) == 1


def test_other_text_under_the_same_id_is_a_new_revision_and_the_old_one_is_kept(
    catalogue: Catalogue,
) -> None:
    catalogue.put([filing(article())])
    later = article(body=BODY.replace("Nine", "Fourteen"), updated=date(2025, 11, 15))
    assert catalogue.put([filing(later)]) == [Outcome.REVISED]
    assert catalogue.article("a1") == later
    assert [state.body for _, _, state in catalogue.revisions("a1")] == [BODY, later.body]
    assert [p.id for p in catalogue.passages_of("a1")] == ["a1.2.0", "a1.2.1"]


def test_a_state_older_than_the_current_one_is_kept_but_does_not_become_current(
    catalogue: Catalogue,
) -> None:
    later = article(body=BODY.replace("Nine", "Fourteen"), updated=date(2025, 11, 15))
    catalogue.put([filing(later)])
    assert catalogue.put([filing(article())]) == [Outcome.REVISED]
    assert catalogue.article("a1") == later
    assert catalogue.put([filing(article()), filing(later)]) == [Outcome.UNCHANGED] * 2


def test_a_revision_tells_both_indexes_to_drop_the_old_passages(catalogue: Catalogue) -> None:
    catalogue.put([filing(article())])
    numbers = [p.number for p in catalogue.passages_of("a1")]
    backlog.keep_vectors(catalogue, numbers, np.eye(2, 4, dtype=np.float32))
    for target in ("words", "vectors"):
        backlog.settle(catalogue, target, backlog.pending(catalogue, target, 10))
    catalogue.put([filing(article(body=BODY + " More."))])
    new = [p.number for p in catalogue.passages_of("a1")]
    assert not set(new) & set(numbers)
    words = backlog.pending(catalogue, "words", 10)
    assert [(c.number, c.removed) for c in words] == [
        *((n, True) for n in numbers),
        *((n, False) for n in new),
    ]
    assert [c.number for c in backlog.pending(catalogue, "vectors", 10)] == numbers
    assert backlog.without_vector(catalogue) == new


def test_a_retracted_article_is_kept_but_never_evidence(catalogue: Catalogue) -> None:
    catalogue.put([filing(article())])
    catalogue.put([filing(article(status=Status.RETRACTED))])
    assert catalogue.article("a1").status is Status.RETRACTED
    assert catalogue.passages_of("a1") == []
    assert matching_passages(catalogue, Filters(), PassageRanges(catalogue)).tolist() == []


def test_articles_that_can_be_no_evidence_are_not_counted(catalogue: Catalogue) -> None:
    catalogue.put(
        [
            filing(article("a1")),
            filing(article("a2", status=Status.RETRACTED)),
            filing(article("a3", status=Status.TAKEN_DOWN, outlet="Pell Courier")),
            filing(article("a4", outlet="Pell Courier")),
        ]
    )
    assert count_articles(catalogue, Filters()) == 2
    assert count_articles(catalogue, Filters(outlets=("Pell Courier",))) == 1
    assert count_articles(catalogue, Filters(without_outlets=("Pell Courier",))) == 1
    catalogue.put([filing(article("a4", outlet="Pell Courier", status=Status.RETRACTED))])
    assert count_articles(catalogue, Filters()) == 1
    assert count_articles(catalogue, Filters(outlets=("Pell Courier",))) == 0


def test_vectors_come_back_as_float16_and_only_for_passages_still_held(
    catalogue: Catalogue,
) -> None:
    catalogue.put([filing(article())])
    numbers = [p.number for p in catalogue.passages_of("a1")]
    matrix = np.array([[0.6, 0.8], [1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    backlog.keep_vectors(catalogue, [*numbers, 999], matrix)
    [(held, kept)] = backlog.vectors(catalogue, backlog.vector_numbers(catalogue))
    assert held.tolist() == numbers
    assert np.array_equal(kept, matrix[:2].astype(np.float16).astype(np.float32))


def test_articles_that_share_most_of_their_sketch_form_one_cluster(catalogue: Catalogue) -> None:
    catalogue.put(
        [
            filing(article("a1"), tuple(range(32))),
            filing(article("a2", outlet="Pell Courier"), tuple(range(4, 36))),
            filing(article("a3"), tuple(range(100, 132))),
        ]
    )
    first, copy, other = clusters_of(catalogue, "a1", "a2", "a3")
    assert first == copy != other


def test_a_cut_version_is_a_copy_only_within_days(catalogue: Catalogue) -> None:
    catalogue.put(
        [
            filing(article("a1"), tuple(range(32))),
            filing(article("a2", outlet="Pell Courier"), tuple(range(14, 46))),
            filing(
                article("a3", outlet="Northgate Post", published=date(2026, 1, 9)),
                tuple(range(14, 46)),
            ),
        ]
    )
    first, cut, later = clusters_of(catalogue, "a1", "a2", "a3")
    assert first == cut
    assert later == first, "the same as the cut version, word for word"
    catalogue.put(
        [filing(article("a4", outlet="X", published=date(2026, 3, 9)), tuple(range(28, 60)))]
    )
    assert clusters_of(catalogue, "a4") != [first]


def test_the_stub_of_a_paywall_does_not_make_copies_of_an_outlets_articles(
    catalogue: Catalogue,
) -> None:
    catalogue.put(
        [
            filing(article("a1"), tuple(range(32))),
            filing(
                article("a2", headline="Mill to close", published=date(2026, 1, 9)),
                tuple(range(32)),
            ),
        ]
    )
    first, second = clusters_of(catalogue, "a1", "a2")
    assert first != second


def test_filters_choose_by_day_outlet_author_kind_and_language(catalogue: Catalogue) -> None:
    catalogue.put(
        [
            filing(article("a1")),
            filing(article("a2", outlet="Pell Courier", published=date(2026, 1, 2))),
            filing(article("a3", kind=Kind.OPINION, authors=("Tom Esk",), language="fr")),
            filing(article("a4", published=None, date_evidence=DateEvidence.UNKNOWN)),
        ]
    )

    def chosen(filters: Filters) -> list[str]:
        numbers = matching_passages(catalogue, filters, PassageRanges(catalogue)).tolist()
        return sorted({filed.article.id for filed in catalogue.passages(numbers)})

    assert chosen(Filters()) == ["a1", "a2", "a3", "a4"]
    assert chosen(Filters(since=date(2026, 1, 1))) == ["a2"]
    assert chosen(Filters(until=date(2025, 12, 31))) == ["a1", "a3"]
    assert chosen(Filters(outlets=("Pell Courier",))) == ["a2"]
    assert chosen(Filters(authors=("Tom Esk",))) == ["a3"]
    assert chosen(Filters(kinds=(Kind.OPINION,))) == ["a3"]
    assert chosen(Filters(language="fr", until=date(2024, 1, 1))) == []


def test_filters_leave_out_outlets_kinds_and_whom_a_byline_or_credit_names(
    catalogue: Catalogue,
) -> None:
    catalogue.put(
        [
            filing(article("a1")),
            filing(article("a2", outlet="Pell Courier")),
            filing(article("a3", kind=Kind.LIVE, authors=("Tom Esk", "Northern Wire"))),
            filing(article("a4", credit="Northern Wire")),
        ]
    )

    def chosen(filters: Filters) -> list[str]:
        numbers = matching_passages(catalogue, filters, PassageRanges(catalogue)).tolist()
        assert count_articles(catalogue, filters) == len(numbers) / 2
        return sorted({filed.article.id for filed in catalogue.passages(numbers)})

    assert chosen(Filters(without_outlets=("Pell Courier",))) == ["a1", "a3", "a4"]
    assert chosen(Filters(without_kinds=(Kind.LIVE,))) == ["a1", "a2", "a4"]
    assert chosen(Filters(without_names=("Northern Wire",))) == ["a1", "a2"]
    assert known_credits(catalogue) == ["Northern Wire"]
    catalogue.put([filing(article("a4"))])
    assert chosen(Filters(without_names=("Northern Wire",))) == ["a1", "a2", "a4"]
    assert known_credits(catalogue) == []


def test_a_failure_in_a_batch_leaves_nothing_of_it_behind(catalogue: Catalogue) -> None:
    class Broken(Exception):
        pass

    with pytest.raises(Broken), catalogue.transaction():
        catalogue.put([filing(article())])
        raise Broken
    assert catalogue.rows("SELECT count(*) FROM articles") == [(0,)]
    assert backlog.count_pending(catalogue, "words") == 0


def test_a_file_that_is_no_database_is_named_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    path.write_bytes(b"This is not a database at all." * 200)
    with pytest.raises(ArchiveDamaged, match=r"catalogue\.sqlite3.*[Rr]estore"):
        Catalogue(path)


def test_a_catalogue_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    first = Catalogue(path)
    first.set_meta("version", "999")
    first.close()
    with pytest.raises(ArchiveDamaged, match="999"):
        Catalogue(path)
