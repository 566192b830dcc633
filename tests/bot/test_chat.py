from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

from rich.console import Console

from archive.articles import Span
from archive.errors import BackfileError
from archive.feedback import Fault, Feedback
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


def talk(
    *lines: str | type[BaseException], kept: list[Feedback] | None = None
) -> tuple[list[Question], str]:
    asked: list[Question] = []
    told: list[Feedback] = [] if kept is None else kept

    def keep(feedback: Feedback) -> int:
        told.append(feedback)
        return len(told)

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
        keep=keep,
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


def test_wrong_keeps_what_is_wrong_with_the_last_answer() -> None:
    kept: list[Feedback] = []
    asked, shown = talk("Who?", "/wrong [1] is about another bridge", "/wrong", kept=kept)
    assert len(asked) == 1
    assert [one.fault for one in kept] == [Fault.CITATION, Fault.FACT]
    assert kept[0].question == "Who?"
    assert kept[0].asked == date(2024, 2, 8)
    assert (kept[0].article_id, kept[0].span) == ("article-1", Span(start=43, end=71))
    assert kept[0].note == "is about another bridge"
    assert kept[0].origin == "terminal"
    words = " ".join(shown.split())
    assert "Kept as feedback 1: [1] is a wrong citation." in words
    assert "Kept as feedback 2: a fact is wrong." in words


def test_wrong_before_any_answer_or_of_no_marker_keeps_nothing() -> None:
    kept: list[Feedback] = []
    _, shown = talk("/wrong", "Who?", "/wrong 7", kept=kept)
    assert kept == []
    assert "There is no answer yet." in shown
    assert "The last answer has no [7]. It has [1]." in shown


def test_a_question_that_begins_like_a_command_is_asked() -> None:
    assert [question.text for question in talk("/wrongly accused?")[0]] == ["/wrongly accused?"]
