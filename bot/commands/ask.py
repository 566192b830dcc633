"""`backfile ask`: one question answered, or a chat."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from archive.feedback import keep_feedback
from bot.answer_json import answer_json, considered_json
from bot.asking import Asked, read_question
from bot.chat import chat
from bot.compose import Composition
from bot.console import console, print_json, print_lines, thinking, wrapped
from bot.explained import considered_lines
from bot.terminal import answer_lines, sentences
from retrieval.answers import Answer, AnswerStatus
from retrieval.question import Question

if TYPE_CHECKING:
    from archive.store import ArchiveStore

ANSWERED, NOT_FOUND = 0, 3


def ask(
    composition: Composition,
    question: str | None,
    asked: Asked,
    *,
    explain: bool,
    as_json: bool,
) -> int:
    """Answers a question, or chats; returns NOT_FOUND where the archive holds no answer.

    `explain` tells how passages were ranked as well.

    Raises:
        BadParameter: there is no question.
    """
    if question is None and not sys.stdin.isatty():
        question = sys.stdin.read()
    if question is None and as_json:
        raise typer.BadParameter("--json needs a question.")
    if question is not None and not question.strip():
        raise typer.BadParameter("the question is empty.")
    with thinking(sys.stderr) as found, composition.reading() as store:
        if question is None:
            found()
            converse(composition, store, asked, date.today(), explain=explain)
            return ANSWERED
        asking = read_question(question, asked, store.catalogue, date.today())
        chain = composition.build_chain(composition.settings, store)
        if as_json:
            answer = chain.invoke(asking)
            told = considered_json(answer.considered) if explain else {}
            print_json(answer_json(answer) | told)
        else:
            chunks = announced(chain.stream(asking), found)
            answer = tell(chunks, console(sys.stdout), live=live(composition), explain=explain)
    return NOT_FOUND if answer.status is AnswerStatus.NOT_FOUND else ANSWERED


def announced(chunks: Iterable[Answer], found: Callable[[], None]) -> Iterator[Answer]:
    """Yields the chunks of an answer, calling `found` before each is handed on."""
    for chunk in chunks:
        found()
        yield chunk


def live(composition: Composition) -> bool:
    """Whether answers take long enough to be shown sentence by sentence."""
    return bool(composition.settings.chat_model)


def tell(chunks: Iterable[Answer], screen: Console, *, live: bool, explain: bool = False) -> Answer:
    """Prints an answer and returns it; `live` prints each sentence as it comes.

    `explain` prints how passages were ranked as well.

    Whether reports conflict is known at the end only, so what is not live is laid out better.
    """
    answer: Answer | None = None
    told = Text()
    for chunk in chunks:
        answer = chunk if answer is None else answer + chunk
        if live and answer.status is AnswerStatus.ANSWERED and answer.sentences:
            text = wrapped(sentences(answer), screen)
            screen.print(text[len(told) :], end="", soft_wrap=True)
            told = text
    if answer is None:
        raise RuntimeError("the chain ended without an answer")
    if told:
        screen.print()
    print_lines(answer_lines(answer, told=bool(told)), screen)
    if explain:
        print_lines(considered_lines(answer.considered), screen)
    return answer


def converse(
    composition: Composition,
    store: ArchiveStore,
    asked: Asked,
    today: date,
    *,
    explain: bool = False,
) -> None:
    """Chats at the terminal until the person leaves."""
    with thinking(sys.stderr):
        chain = composition.build_chain(composition.settings, store)
    screen = console(sys.stdout)

    def answer(question: Question) -> Answer:
        with thinking(sys.stderr) as found:
            chunks = announced(chain.stream(question), found)
            return tell(chunks, screen, live=live(composition), explain=explain)

    chat(
        lambda text: read_question(text, asked, store.catalogue, today),
        answer,
        screen,
        keep=lambda feedback: keep_feedback(store.catalogue, feedback),
    )
