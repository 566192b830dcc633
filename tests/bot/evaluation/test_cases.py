"""Files of cases: what they may say, and how mistakes in them are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.articles import Kind
from archive.errors import InvalidCases
from bot.asking import Asked
from bot.evaluation.cases import Suite, read_suite
from bot.evaluation.verdicts import Expect


def read(tmp_path: Path, text: str) -> Suite:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    return read_suite(path)


def mistakes(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidCases) as refused:
        read(tmp_path, text)
    assert "docs/evaluation.md" in refused.value.remedy
    first, *others = refused.value.message.split("\n")
    assert first.startswith("cases.yaml has ")
    return [line.strip() for line in others]


def test_a_case_says_what_is_asked_with_which_filters_and_what_is_expected(tmp_path: Path) -> None:
    suite = read(
        tmp_path,
        """
        cases:
          - question: "Who   opposed it?"
            asked: 2024-03-02
            as_of: 2024-03-01
            since: 2024-02-01
            until: 2024-02-29
            outlets: Harbour Post
            authors: [Ada Quill, Tom Esk]
            kinds: [news, OPINION]
            language: EN
            expect_answer: [Marsh, the mayor]
            expect_article: bridge closes
            expect_not_article: [3f9c2a, "https://harbourpost.example/a"]
            note: It was all over the paper.
        """,
    )
    (case,) = suite.cases
    assert suite.name == "cases.yaml"
    assert case.question == "Who opposed it?"
    assert case.day == date(2024, 3, 2)
    assert case.asked == Asked(
        as_of=date(2024, 3, 1),
        since=date(2024, 2, 1),
        until=date(2024, 2, 29),
        outlets=("Harbour Post",),
        authors=("Ada Quill", "Tom Esk"),
        kinds=(Kind.NEWS, Kind.OPINION),
        language="en",
    )
    assert case.expect is Expect.ANSWER
    assert case.answers == ("Marsh", "the mayor")
    assert case.articles == ("bridge closes",)
    assert case.barred == ("3f9c2a", "https://harbourpost.example/a")


def test_defaults_hold_unless_a_case_says_otherwise_even_if_nothing(tmp_path: Path) -> None:
    suite = read(
        tmp_path,
        """
        defaults: {as_of: 2024-03-01, outlets: Harbour Post}
        cases:
          - {question: "Who?", expect: abstention}
          - {question: "Who?", expect: abstention, as_of: 2024-01-01}
          - {question: "Who?", expect: abstention, as_of: "", outlets: }
        """,
    )
    days = [case.asked.as_of for case in suite.cases]
    assert days == [date(2024, 3, 1), date(2024, 1, 1), None]
    assert [case.asked.outlets for case in suite.cases] == [("Harbour Post",)] * 2 + [()]


def test_what_is_written_is_text_and_not_what_yaml_makes_of_it(tmp_path: Path) -> None:
    suite = read(
        tmp_path,
        """
        cases:
          - question: When?
            expect_answer: [no, 12:30, 0312, 2.10, 2024-02-01, 1e3, "18,000", null]
        """,
    )
    assert suite.cases[0].answers == (
        *("no", "12:30", "0312", "2.10", "2024-02-01", "1e3", "18,000", "null"),
    )


def test_figures_are_required_by_name(tmp_path: Path) -> None:
    text = (
        "cases: [{question: 'Who?', expect: abstention}]\nrequire: {mrr: 0.5, abstention_recall: 1}"
    )
    assert read(tmp_path, text).require == {"mrr": 0.5, "abstention_recall": 1.0}


def test_the_same_question_has_the_same_key_whatever_is_expected_and_wherever_it_stands(
    tmp_path: Path,
) -> None:
    before = read(tmp_path, "cases: [{question: 'Who?', expect: abstention}]").cases
    after = read(
        tmp_path,
        "cases: [{question: 'Why?', expect: abstention}, {question: 'who?', expect_answer: Marsh},"
        "{question: 'Who?', as_of: 2024-01-01, expect: abstention}]",
    ).cases
    assert before[0].key == after[1].key
    assert len({case.key for case in after}) == 3


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    told = mistakes(
        tmp_path,
        """
        case: []
        defaults: {asof: 2024-01-01, since: 1 May}
        require: {answerd_right: 0.8, mrr: 80}
        cases:
          - question: Who opposed the plan?
            expect_answr: Marsh
          - question: How many?
            as_of: 2024-02-30
            expect: abstension
          - expect: abstention
            expect_answer: Marsh
          - question: Where?
            since: 2024-03-01
            until: 2024-02-01
            kinds: gossip
            language: english
            expect_answer: "the"
          - question: {a: b}
            expect_article: [[x]]
          - Marsh
          - question: Which?
            expect: answer
        """,
    )
    assert told == [
        "the file: `case` is unknown; did you mean `cases`?",
        "`defaults`: `asof` is unknown; did you mean `as_of`?",
        "`defaults`: `since` is '1 May'; write a day like 2024-02-01.",
        "case 1 (“Who opposed the plan?”): `expect_answr` is unknown; did you mean "
        "`expect_answer`?",
        "case 1 (“Who opposed the plan?”): `expect` is missing; or give `expect_answer`, or "
        "`expect_article`.",
        "case 2 (“How many?”): `as_of` is 2024-02-30, a day that the calendar does not have.",
        "case 2 (“How many?”): `expect` is 'abstension'; write one of answer, abstention, "
        "conflict.",
        "case 3: `question` is missing.",
        "case 3: `expect` is abstention, which goes with no expected answer or article.",
        "case 4 (“Where?”): `language` is 'english'; write two letters, like en.",
        "case 4 (“Where?”): `kinds` is 'gossip'; write one of news, opinion, analysis, feature, "
        "live.",
        "case 4 (“Where?”): `since` 2024-03-01 lies after `until` 2024-02-01.",
        "case 4 (“Where?”): `expect_answer` 'the' holds no word or figure to look for.",
        "case 5: `question` is a list or has fields, and should be a text.",
        "case 5: `question` is missing.",
        "case 5: `expect_article` should be a text or a list of texts.",
        "case 5: `expect` is missing; or give `expect_answer`, or `expect_article`.",
        "case 6 has no fields; begin it with `- question:`.",
        "case 7 (“Which?”): `expect` is answer; say which with `expect_answer` or "
        "`expect_article`.",
        "`require`: `answerd_right` is unknown; did you mean `answered_right`?",
        "`require`: `mrr` is '80'; write a number from 0 to 1, like 0.8.",
    ]


def test_a_question_asked_twice_is_a_mistake(tmp_path: Path) -> None:
    twice = (
        "cases: [{question: 'Who?', expect: abstention}, {question: 'WHO?', expect_answer: Marsh}]"
    )
    assert mistakes(tmp_path, twice) == ["case 2 (“WHO?”) asks what case 1 asks; make them one."]


@pytest.mark.parametrize(
    "text",
    ["", "- question: 'Who?'", "cases:", "cases: Who?", "cases: {question: 'Who?'}", "cases: []"],
)
def test_a_file_without_a_list_of_cases_says_how_to_begin_one(tmp_path: Path, text: str) -> None:
    (told,) = mistakes(tmp_path, text)
    assert "`cases" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [", "line 1"),
        ("cases:\n - question: Who?\n   question: Why?", "question is given twice, line 3"),
        ("cases:\n - {question: 'Who?', expect_answer: [18,450]}", 'write "18,450" for one figure'),
        ("cases: [!!python/object/apply:os.getcwd []]", "python/object"),
        ("cases: [{[a]: b}]", "key"),
        ("[" * 20_000, "nested too deeply"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place_and_makes_nothing_run(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(InvalidCases) as refused:
        read(tmp_path, text)
    assert said in refused.value.message
    assert str(tmp_path / "cases.yaml") in refused.value.message


def test_aliases_that_would_unfold_without_end_are_refused_at_once(tmp_path: Path) -> None:
    levels = ["a0: &a0 [Marsh]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    text = "\n".join(
        [*levels, "cases: [{question: 'Who?', expect_answer: *a11}, {question: *a11}]"]
    )
    assert "case 1 (“Who?”): `expect_answer` should be a text or a list of texts." in mistakes(
        tmp_path, text
    )


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidCases, match=r"none\.yaml cannot be read: No such file"):
        read_suite(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("cases: [{question: 'Où?'}]".encode("latin-1"))
    with pytest.raises(InvalidCases, match=r"latin\.yaml is not text in UTF-8 \(byte 21\)"):
        read_suite(tmp_path / "latin.yaml")
