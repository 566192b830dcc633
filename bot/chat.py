"""A conversation in the terminal, with memory."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from archive.errors import BackfileError
from archive.feedback import Feedback
from bot.complaints import acknowledged, complaint, read_complaint
from bot.console import print_lines
from bot.conversations import Conversations
from bot.printable import printable
from bot.terminal import QUIET, passage_lines
from retrieval.answers import Answer
from retrieval.question import Question

PROMPT = "> "
WELCOME = (
    "Ask away; later questions may refer to earlier ones. A number opens the passage behind that "
    "marker, /wrong [n] [note] keeps that the last answer, or its marker n, is wrong, /new starts "
    "over, /quit or Ctrl-D ends."
)
_THREAD = "terminal"


def chat(
    question: Callable[[str], Question],
    answer: Callable[[Question], Answer],
    screen: Console,
    read: Callable[[str], str] = input,
    *,
    keep: Callable[[Feedback], int],
) -> None:
    """Asks and answers until the person leaves; one failing question does not end it.

    `keep` is given what a person finds wrong with an answer, and returns its number.
    """
    with contextlib.suppress(ImportError):  # absent on Windows: no history of lines there
        import readline  # noqa: F401 - importing it is what gives `input` its editing

    conversations = Conversations(threads=1)
    last: tuple[Question, Answer] | None = None
    print_lines([Text(WELCOME, QUIET)], screen)
    while True:
        try:
            said = read(PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            screen.print()
            return
        if said in {"/quit", "/exit", "/q"}:
            return
        if said == "/new":
            conversations.forget(_THREAD)
            print_lines([Text("Forgotten. What would you like to know?", QUIET)], screen)
        elif last and re.fullmatch(r"\[?[0-9]{1,3}\]?", said):
            _open(last[1], int(said.strip("[]")), screen)
        elif said == "/wrong" or said.startswith("/wrong "):
            if last:
                _complain(*last, said.removeprefix("/wrong"), screen, keep)
            else:
                print_lines([Text("There is no answer yet.", QUIET)], screen)
        elif said:
            try:
                asked = conversations.follow(_THREAD, question(said))
                last = asked, answer(asked)
                conversations.remember(_THREAD, last[1])
            except BackfileError as error:
                _tell(error, screen)
            except KeyboardInterrupt:
                print_lines([Text("\nStopped.", QUIET)], screen)
        screen.print()


def _open(answer: Answer, n: int, screen: Console) -> None:
    found = [one for one in answer.citations or answer.nearest if one.n == n]
    for citation in found:
        print_lines(passage_lines(citation), screen)
    if not found:
        print_lines([Text(f"The last answer has no [{n}].", QUIET)], screen)


def _complain(
    asked: Question,
    answer: Answer,
    said: str,
    screen: Console,
    keep: Callable[[Feedback], int],
) -> None:
    try:
        marker, note = read_complaint(said)
        feedback = complaint(asked, answer, marker, note, origin=_THREAD)
        number = keep(feedback)
    except BackfileError as error:
        _tell(error, screen)
    else:
        print_lines([Text(acknowledged(feedback, number, marker), QUIET)], screen)


def _tell(error: BackfileError, screen: Console) -> None:
    print_lines([Text(printable(f"{error.message} {error.remedy}").strip())], screen)
