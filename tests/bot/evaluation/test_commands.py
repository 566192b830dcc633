"""`backfile eval` and `backfile feedback`, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from archive.feedback import Fault, Feedback, KeptFeedback
from bot import compose
from bot.cli import app
from bot.compose import Composition
from bot.evaluation.cases import read_suite
from bot.evaluation.export import cases_text
from retrieval.answers import Answer, AnswerStatus
from retrieval.question import Question
from retrieval.sources import SourceList
from tests.bot.invented import SEARCHED, answer, citation, sentence
from tests.fakes.compositions import article, composition, fed

EXAMPLES = Path(__file__).parents[3] / "examples"
BRIDGE = "3f9c2a7be1d04c55"
TRAMS = "77aa2a7be1d04c55"
CASES = """
require: {answered_right: 0.9}
cases:
  - question: When does the bridge reopen?
    expect_answer: June
    expect_article: Marrow bridge closes
  - question: Who is the mayor?
    as_of: 2024-02-04
    expect: abstention
"""


def run(on: Composition, *arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), obj=on)


def right(question: Question) -> Answer:
    if "mayor" in question.text:
        return answer(status=AnswerStatus.NOT_FOUND)
    said = answer(sentence("Repairs will take until June, the mayor said."))
    return replace(said, citations=(replace(citation(1), article_id=BRIDGE),))


def wrong(question: Question) -> Answer:
    return answer(sentence("Nobody knows."))


def archive(home: Path, say: Callable[[Question], Answer] = right) -> Composition:
    found = SourceList(
        citations=(citation(1), replace(citation(2), article_id=BRIDGE)), searched=SEARCHED
    )
    other = article(TRAMS, headline="Trams stop in Marrow", body="The trams in Marrow stopped.")
    return fed(composition(home, say=say, sources=found), article(), other)


@pytest.fixture
def cases(tmp_path: Path) -> str:
    path = tmp_path / "cases.yaml"
    path.write_text(CASES, encoding="utf-8")
    return str(path)


def test_eval_asks_each_case_and_tells_the_figures(tmp_path: Path, cases: str) -> None:
    asked: list[Question] = []

    def say(question: Question) -> Answer:
        asked.append(question)
        return right(question)

    result = run(archive(tmp_path, say), "eval", cases)
    assert result.exit_code == 0, result.stderr
    assert "cases.yaml: 2 cases, 2 right, 0 wrong" in result.stdout
    assert "mean reciprocal rank   0.500   of 1 case" in result.stdout
    assert asked == [
        Question(text="When does the bridge reopen?", asked=date.today()),
        Question(text="Who is the mayor?", asked=date.today(), as_of=date(2024, 2, 4)),
    ]


def test_a_second_run_is_compared_with_the_last_or_with_one_that_is_named(
    tmp_path: Path, cases: str
) -> None:
    first = json.loads(run(archive(tmp_path), "eval", cases, "--json").stdout)
    assert first["against"] is None
    second = json.loads(run(archive(tmp_path, wrong), "eval", cases, "--json").stdout)
    assert second["against"]["run"] == first["run"]["name"]
    assert len(second["against"]["newly_wrong"]) == 2
    third = json.loads(run(archive(tmp_path, wrong), "eval", cases, "--json").stdout)
    assert third["against"]["newly_wrong"] == []
    named = run(archive(tmp_path), "eval", cases, "--against", first["run"]["name"])
    assert "no case that both asked has turned" in named.stdout
    assert f"Compared with {first['run']['name']}" in named.stdout


@pytest.mark.parametrize(("say", "code"), [(right, 0), (wrong, 1)])
def test_a_gate_decides_the_exit_code_where_it_is_asked_for(
    tmp_path: Path, cases: str, say: Callable[[Question], Answer], code: int
) -> None:
    assert run(archive(tmp_path, say), "eval", cases).exit_code == 0
    assert run(archive(tmp_path, say), "eval", cases, "--gate").exit_code == code


def test_a_gate_that_nothing_is_required_of_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("cases: [{question: Who, expect: abstention}]")
    result = run(archive(tmp_path), "eval", str(path), "--gate")
    assert result.exit_code == 1
    assert "Add `require:`" in result.stderr


def test_an_interrupted_run_is_not_kept(tmp_path: Path, cases: str) -> None:
    def say(question: Question) -> Answer:
        if "mayor" in question.text:
            raise KeyboardInterrupt
        return right(question)

    result = run(archive(tmp_path, say), "eval", cases)
    assert result.exit_code == 130
    assert "Stopped after 1 of 2 cases; nothing was kept." in result.stderr
    assert not (tmp_path / "evaluations").exists()


def test_names_that_the_archive_does_not_have_are_listed_before_anything_is_asked(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(
        """
        cases:
          - {question: Who, expect_article: ferry sinks}
          - {question: Where, outlets: Harbor Pots, expect: abstention}
          - {question: Why, expect_article: Marrow}
          - {question: When, expect_article: trams, expect_not_article: trams}
        """
    )

    def unasked(question: Question) -> Answer:
        raise AssertionError(question.text)

    result = run(archive(tmp_path, unasked), "eval", str(path))
    assert result.exit_code == 1
    told = " ".join(result.stderr.split())
    assert "cases.yaml has 4 mistakes" in told
    assert "case 1 (“Who”): no article of this archive is `expect_article` 'ferry sinks'" in told
    assert "case 2 (“Where”): No outlet in this archive is called 'Harbor Pots'." in told
    assert "case 3 (“Why”): 2 articles are `expect_article` 'Marrow'" in told
    assert "case 4 (“When”): an article is expected, and is not to be cited." in told


def test_eval_answers_over_the_sample_archive_with_the_real_chain(tmp_path: Path) -> None:
    on = replace(
        composition(tmp_path, chroma=True),
        build_chain=compose.build_chain,
        find_sources=compose.find_sources,
    )
    assert run(on, "ingest", str(EXAMPLES / "archive"), "--quiet").exit_code == 0
    result = run(on, "eval", str(EXAMPLES / "eval.yaml"), "--json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    verdicts = told["run"]["verdicts"]
    assert len(verdicts) == len(read_suite(EXAMPLES / "eval.yaml").cases)
    assert told["run"]["made_with"]["articles"] == "41"
    figures = told["run"]["figures"]
    assert all(0 <= value <= 1 for value in figures.values()), figures
    assert figures["recall_at_10"] >= 0.8
    (early,) = [one for one in verdicts if one["number"] == 10]
    assert (early["status"], early["faults"]) == ("not_found", [])


# -- feedback -------------------------------------------------------------------------------------


def kept(on: Composition) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(run(on, "feedback", "list", "--json").stdout)[
        "feedback"
    ]
    return listed


def test_feedback_is_kept_and_listed(tmp_path: Path) -> None:
    on = archive(tmp_path)
    assert "Nothing was kept yet" in run(on, "feedback", "list").stdout
    about = ["--fault", "citation", "--article", "trams", "--note", "Other town."]
    filters = ["--as-of", "2024-02-08", "--outlet", "harbour"]
    result = run(on, "feedback", "add", "Is the bridge open?", *about, *filters)
    assert result.stdout == "Kept as feedback 1.\n", result.stderr
    (one,) = kept(on)
    assert one["question"] == "Is the bridge open?"
    assert (one["fault"], one["article_id"], one["note"]) == ("citation", TRAMS, "Other town.")
    assert one["as_of"] == "2024-02-08"
    assert one["filters"] == {
        "since": None,
        "until": None,
        "outlets": ["Harbour Post"],
        "authors": [],
        "kinds": [],
        "language": "",
    }
    shown = run(on, "feedback", "list").stdout
    assert f"Trams stop in Marrow ({TRAMS})" in shown
    assert "Other town." in shown


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Who?", "--fault", "citation"], 2, "name it by --article"),
        (["Who?", "--fault", "fact", "--article", "trams"], 2, "citation and missing"),
        ([" ", "--fault", "fact"], 2, "the question is empty"),
        (["Who?"], 2, "--fault"),
        (["Who?", "--fault", "missing", "--article", "ferry"], 1, "No article goes by 'ferry'"),
        (["Who?", "--fault", "missing", "--article", "Marrow"], 1, "2 articles go by 'Marrow'"),
    ],
)
def test_feedback_that_makes_no_sense_is_refused(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    on = archive(tmp_path)
    result = run(on, "feedback", "add", *arguments)
    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())
    assert kept(on) == []


def test_feedback_is_exported_as_cases_that_eval_reads(tmp_path: Path) -> None:
    on = archive(tmp_path)
    for arguments in (
        ["Is the bridge open?", "--fault", "citation", "--article", "trams"],
        ["Is the bridge open?", "--fault", "missing", "--article", "bridge"],
        ["Who won?", "--fault", "fact", "--note", "No:\n- question: 'hm"],
        ["Über wen? # - ‘x’: y", "--fault", "citation", "--article", BRIDGE, "--kind", "news"],
    ):
        assert run(on, "feedback", "add", *arguments).exit_code == 0
    exported = run(on, "feedback", "export").stdout_bytes.decode("utf-8")
    path = tmp_path / "cases.yaml"
    path.write_text(exported, encoding="utf-8")
    first, second = read_suite(path).cases
    assert first.question == "Is the bridge open?"
    assert (first.articles, first.barred) == ((BRIDGE,), (TRAMS,))
    assert first.day == date.today()
    assert second.question == "Über wen? # - ‘x’: y"
    assert second.asked.kinds == ("news",)
    assert "# feedback 3" in exported
    assert "# - question: Who won?" in exported
    result = run(on, "eval", str(path))
    assert result.exit_code == 0
    assert "cases.yaml: 2 cases" in result.stdout


def test_complaints_of_one_question_as_of_one_day_are_one_case_whenever_they_were_made() -> None:
    said = Feedback(
        question="Is the bridge open?",
        asked=date(2024, 2, 8),
        as_of=date(2024, 2, 7),
        fault=Fault.CITATION,
        article_id=TRAMS,
    )
    later = replace(said, asked=date(2024, 2, 9), fault=Fault.MISSING, article_id=BRIDGE)
    exported = cases_text(
        [
            KeptFeedback(number=n, given_at=datetime(2024, 2, 8 + n, tzinfo=UTC), feedback=one)
            for n, one in enumerate((said, later))
        ]
    )
    assert exported.count("- question:") == 1
    assert "asked" not in exported.partition("cases:")[2]
    assert "as_of: '2024-02-07'" in exported


def test_an_export_of_nothing_says_how_to_go_on(tmp_path: Path) -> None:
    exported = run(archive(tmp_path), "feedback", "export").stdout
    assert exported.endswith("cases:\n")
