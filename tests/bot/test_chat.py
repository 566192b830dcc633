from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

from rich.console import Console

from archive.errors import BackfileError
from bot.chat import PROMPT, chat
from retrieval.answers import Answer
from retrieval.question import Question
from tests.bot.invented import answer, sentence


class Person:
    """Somebody who types these lines and then leaves."""

    def __init__(self, *lines: str | type[BaseException]) -> None:
        self._lines: Iterator[str | type[BaseException]] = iter(lines)

    def __call__(self, prompt: str) -> str:
        assert prompt == PROMPT
        line = next(self._lines, EOFError)
        if isinstance(line, str):
            return line
        raise line


def talk(*lines: str | type[BaseException]) -> tuple[list[Question], str]:
    asked: list[Question] = []

    def reply(question: Question) -> Answer:
        asked.append(question)
        if "fail" in question.text:
            raise BackfileError("It failed.", "Try again.")
        if "stop" in question.text:
            raise KeyboardInterrupt
        return answer(sentence(f"About {question.text}"), question=question.text)

    screen = io.StringIO()
    chat(
        lambda text: Question(text=text, asked=date(2024, 2, 8)),
        reply,
        Console(file=screen, width=80),
        Person(*lines),
    )
    return asked, screen.getvalue()


def test_a_later_question_comes_with_what_was_said_before() -> None:
    asked, _ = talk("Who?", "Why?")
    assert asked[0].history == ()
    assert [turn.question for turn in asked[1].history] == ["Who?"]
    assert asked[1].history[0].answer == "About Who?"


def test_starting_over_forgets() -> None:
    asked, _ = talk("Who?", "/new", "Why?")
    assert asked[1].history == ()


def test_empty_lines_ask_nothing() -> None:
    assert talk("", "  ")[0] == []


def test_quit_leaves_and_so_does_an_interruption() -> None:
    assert talk("/quit", "Who?")[0] == []
    assert talk(KeyboardInterrupt, "Who?")[0] == []


def test_a_number_opens_the_passage_behind_a_marker() -> None:
    asked, shown = talk("Who?", "1", "[1]", "7")
    assert len(asked) == 1
    assert shown.count("The old bridge at Marrow closed on Monday.") == 2
    assert "The last answer has no [7]." in shown


def test_a_failure_does_not_end_the_conversation() -> None:
    asked, shown = talk("fail", "stop", "Who?")
    assert [question.text for question in asked] == ["fail", "stop", "Who?"]
    assert "It failed. Try again." in shown
    assert "Stopped." in shown
