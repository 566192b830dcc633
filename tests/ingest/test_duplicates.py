from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.clusters import resemblance
from ingest.duplicates import SKETCH_SIZE, sketch

REPORT = " ".join(f"word{n}" for n in range(400))


def test_a_text_resembles_itself_whatever_its_case_and_spacing() -> None:
    assert resemblance(sketch(REPORT), sketch(REPORT.upper().replace(" ", "\n"))) == 1.0


def test_a_shortened_copy_still_resembles_its_original() -> None:
    assert resemblance(sketch(REPORT), sketch(" ".join(REPORT.split()[:330]))) > 0.6


def test_different_texts_do_not_resemble_each_other() -> None:
    other = " ".join(f"other{n}" for n in range(400))
    assert resemblance(sketch(REPORT), sketch(other)) == 0.0


def test_a_text_without_words_resembles_nothing() -> None:
    assert sketch("…") == ()
    assert resemblance(sketch("…"), sketch("…")) == 0.0


@given(st.text(), st.text())
def test_resemblance_is_symmetric_and_bounded(one: str, other: str) -> None:
    a, b = sketch(one), sketch(other)
    assert resemblance(a, b) == resemblance(b, a)
    assert 0.0 <= resemblance(a, b) <= 1.0
    assert len(a) <= SKETCH_SIZE
    assert list(a) == sorted(a)
    assert all(0 <= value < 1 << 63 for value in a)
