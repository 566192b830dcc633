from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from bot.commands.demo import QUESTIONS, TODAY
from retrieval.answers import Answer
from retrieval.question import Question
from tests.bot.invented import answer, sentence
from tests.fakes.compositions import composition, fed


def test_the_demo_feeds_the_samples_and_asks_four_questions(tmp_path: Path) -> None:
    asked: list[Question] = []

    def say(question: Question) -> Answer:
        asked.append(question)
        return replace(answer(sentence("So it is.")), question=question.text)

    own = tmp_path / "own"
    result = CliRunner().invoke(app, ["demo"], obj=fed(composition(own, say=say)))
    assert result.exit_code == 0
    assert "42 documents from 32 files" in result.stdout
    assert [question.text for question in asked] == list(QUESTIONS)
    assert all(question.as_of == question.asked == TODAY for question in asked)
    assert result.stdout.count("So it is. [1]") == len(QUESTIONS) == 4
    assert Path(".demo", "catalogue.sqlite3").exists()
    assert not (own / "articles").exists()


def test_the_demo_can_be_run_again(tmp_path: Path) -> None:
    on = composition(tmp_path, say=lambda question: answer(sentence("So it is.")))
    assert CliRunner().invoke(app, ["demo"], obj=on).exit_code == 0
    again = CliRunner().invoke(app, ["demo"], obj=on)
    assert again.exit_code == 0
    assert "42  unchanged" in again.stdout
