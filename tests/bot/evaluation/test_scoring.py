"""An answer judged by what its case expects, and what verdicts come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.asking import Asked
from bot.evaluation.cases import Case
from bot.evaluation.expected import Posed
from bot.evaluation.figures import LABELS, gates, measure
from bot.evaluation.matching import holds
from bot.evaluation.scoring import judge
from bot.evaluation.verdicts import Expect, Verdict
from retrieval.answers import Answer, AnswerStatus, Citation
from retrieval.question import Question
from tests.bot.invented import answer, citation, sentence

REPAIRS = sentence("Repairs will take until June, the mayor said.", 1)
DECLINED = answer(status=AnswerStatus.NOT_FOUND)
CONFLICT = answer(
    sentence("Nine people died.", 1),
    sentence("Twelve people died.", 2),
    status=AnswerStatus.CONFLICTING,
)


def posed(
    expect: Expect | None = Expect.ANSWER,
    *,
    answers: tuple[str, ...] = (),
    articles: Sequence[str] = (),
    barred: Sequence[str] = (),
) -> Posed:
    case = Case(
        number=1,
        question="When does the bridge reopen?",
        asked=Asked(),
        day=None,
        expect=expect,
        answers=answers,
        articles=tuple(articles),
        barred=tuple(barred),
        note="",
    )
    return Posed(
        case=case,
        question=Question(text=case.question, asked=date(2024, 2, 8)),
        articles=frozenset(articles),
        barred=frozenset(barred),
    )


def verdict(one: Posed, said: Answer, listed: Sequence[Citation] = ()) -> Verdict:
    return judge(one, said, listed, seconds=0.1)


@pytest.mark.parametrize(
    ("one", "said", "faults"),
    [
        (posed(answers=("June", "summer")), answer(REPAIRS), ()),
        (posed(answers=("July", "May")), answer(REPAIRS), ("does not say “July” or “May”",)),
        (posed(answers=("June",)), DECLINED, ("declined",)),
        (
            posed(answers=("June",)),
            answer(REPAIRS, status=AnswerStatus.CONFLICTING),
            ("showed a conflict",),
        ),
        (posed(articles=["article-1"]), answer(REPAIRS), ()),
        (posed(articles=["article-7"]), answer(REPAIRS), ("cites no expected article",)),
        (
            posed(answers=("June",), articles=["article-7"]),
            answer(REPAIRS),
            ("cites no expected article",),
        ),
        (posed(Expect.ABSTENTION), DECLINED, ()),
        (posed(Expect.ABSTENTION), answer(REPAIRS), ("answered, where nothing answers",)),
        (posed(Expect.CONFLICT), CONFLICT, ()),
        (posed(Expect.CONFLICT, answers=("nine", "twelve")), CONFLICT, ()),
        (posed(Expect.CONFLICT, answers=("nine", "14")), CONFLICT, ("does not say “14”",)),
        (posed(Expect.CONFLICT), answer(REPAIRS), ("showed no conflict",)),
        (posed(Expect.CONFLICT), DECLINED, ("declined",)),
        (
            posed(None, barred=["article-1"]),
            answer(REPAIRS),
            ("cites “Marrow bridge closes”, which it must not",),
        ),
        (posed(None, barred=["article-7"]), answer(REPAIRS), ()),
        (posed(None, barred=["article-1"]), DECLINED, ()),
    ],
)
def test_a_verdict_says_what_was_wrong(one: Posed, said: Answer, faults: tuple[str, ...]) -> None:
    judged = verdict(one, said)
    assert judged.faults == faults
    assert judged.right is not bool(faults)


@pytest.mark.parametrize(
    ("text", "wanted", "held"),
    [
        ("It cost 1,200 crowns.", "1200", True),
        ("About 1\u202f200 visiteurs.", "1,200", True),
        ("In the year 2016", "16", False),
        ("A rate of 16.5 per cent", "16", False),
        ("A rate of 4.25 per cent", "25", False),
        ("He has 16.", "16", True),
        ("“We will not,” she said", 'we will not" she', True),
        ("The U.S. said so", "US", True),
        ("a hat-trick", "Hat trick", True),
        ("It was THE mayor’s plan", "mayor's plan", True),
        ("nothing", "the", False),
    ],
)
def test_an_answer_is_found_as_whole_words_however_it_is_typeset(
    text: str, wanted: str, held: bool
) -> None:
    assert holds(text, wanted) is held


def test_the_first_expected_article_gives_the_rank_else_the_first_that_holds_the_answer() -> None:
    listed = [
        citation(1, passage="Nothing of that.", quote="Nothing", headline="Trams"),
        citation(2, passage="Until June.", quote="June", headline="Trams"),
        citation(3, passage="Nothing of that.", quote="Nothing", headline="June it is"),
    ]
    assert verdict(posed(answers=("June",)), DECLINED, listed).rank == 2
    assert verdict(posed(answers=("it is",)), DECLINED, listed).rank == 3
    both = posed(answers=("June",), articles=["article-3", "article-9"])
    assert verdict(both, DECLINED, listed).rank == 3
    assert verdict(posed(articles=["article-9"]), DECLINED, listed).rank is None
    assert not verdict(posed(Expect.ABSTENTION), DECLINED, listed).ranked


def test_a_citation_is_right_if_expected_or_if_its_quote_bears_the_answer_unless_barred() -> None:
    said = replace(
        answer(sentence("So it is.", 1, 2, 3, 4)),
        citations=(
            citation(1, quote="until June"),
            citation(2, quote="closed on Monday"),
            citation(3, quote="closed on Monday"),
            citation(4, quote="until June"),
        ),
    )
    one = posed(answers=("June",), articles=["article-2"], barred=["article-4"])
    assert verdict(one, said).cited == (True, True, False, False)
    assert verdict(posed(Expect.ABSTENTION), said).cited == ()


def verdicts() -> list[Verdict]:
    right = verdict(posed(answers=("June",)), answer(REPAIRS), [citation(1)])
    return [
        replace(right, rank=1, cited=(True,)),
        replace(right, rank=2, cited=(True, False)),
        replace(right, rank=7, cited=(True,), faults=("does not say “July”",)),
        replace(right, rank=None, cited=(), faults=("declined",), status=AnswerStatus.NOT_FOUND),
        verdict(posed(Expect.ABSTENTION), DECLINED),
        verdict(posed(Expect.ABSTENTION), answer(REPAIRS)),
        verdict(posed(Expect.CONFLICT), CONFLICT),
        verdict(posed(None, barred=["article-7"]), DECLINED),
    ]


def test_figures_are_taken_over_the_cases_they_are_about() -> None:
    figures = {figure.name: (figure.value, figure.of) for figure in measure(verdicts())}
    assert figures == {
        "right": (pytest.approx(5 / 8), 8),
        "answered_right": (0.5, 4),
        "conflicts_shown": (1.0, 1),
        "recall_at_1": (0.25, 4),
        "recall_at_5": (0.5, 4),
        "recall_at_10": (0.75, 4),
        "mrr": (pytest.approx((1 + 1 / 2 + 1 / 7) / 4), 4),
        "citation_precision": (0.75, 4),
        "abstention_precision": (0.5, 2),
        "abstention_recall": (0.5, 2),
    }
    assert list(figures) == list(LABELS)


def test_what_nothing_measures_has_no_figure_and_reaches_no_gate() -> None:
    figures = measure([verdict(posed(answers=("June",)), answer(REPAIRS), [citation(1)])])
    first, second, third = gates(
        {"abstention_recall": 0.0, "answered_right": 1.0, "citation_precision": 0.5}, figures
    )
    assert (first.value, first.met) == (None, False)
    assert (second.value, second.met) == (1.0, True)
    assert third.met


def test_a_gate_is_missed_by_whatever_lies_below_it() -> None:
    (gate,) = gates({"answered_right": 0.51}, measure(verdicts()))
    assert (gate.value, gate.met) == (0.5, False)
