"""A chain that says what a test tells it to, in the way a test wants."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from retrieval.answers import Answer
from retrieval.question import Question

Say = Callable[[Question], Answer]


class FakeChain(Runnable[Question, Answer]):
    """Answers with `say(question)`, sentence by sentence, `pause` seconds before each chunk.

    `gate` holds every answer back until it is set. `asked` are the questions in order, `threads`
    the names of the threads they were worked on.
    """

    def __init__(self, say: Say, *, pause: float = 0.0) -> None:
        self.asked: list[Question] = []
        self.threads: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()
        self._say = say
        self._pause = pause

    def invoke(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """The whole answer."""
        chunks = list(self.stream(input))
        whole = chunks[0]
        for chunk in chunks[1:]:
            whole += chunk
        return whole

    def stream(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> Iterator[Answer]:
        """One chunk a sentence, the citations with the last."""
        self.asked.append(input)
        self.threads.add(threading.current_thread().name)
        self.gate.wait(30)
        answer = self._say(input)
        empty = replace(answer, sentences=(), citations=())
        for sentence in answer.sentences:
            time.sleep(self._pause)
            yield replace(empty, sentences=(sentence,))
        time.sleep(self._pause)
        yield replace(empty, citations=answer.citations)
