"""The desk every question passes: one turn a conversation, off the loop, answered or told why."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from archive.errors import UnknownName
from bot.asking import Asked
from bot.conversations import Conversations
from bot.discord.delivery import Delivery
from bot.discord.options import unclear
from bot.discord.replies import (
    FORGOTTEN,
    answer_posts,
    passage_posts,
    passages_of,
    progress_post,
    source_posts,
)
from bot.discord.shelf import Shelf
from bot.discord.troubles import RESTARTING, trouble
from bot.discord.views import passages_view
from bot.discord.workers import Workers
from retrieval.answers import Answer
from retrieval.question import Question

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from retrieval.sources import SourceList

Read = Callable[[str, Asked], Question]
"""Makes a question of what was typed and the filters given. May block, and raise UnknownName."""

SourceLookup = Callable[[Question], "SourceList"]
"""A quick look-up: the articles nearest to a question. May block."""

_log = logging.getLogger(__name__)
# Enough that a reply to any answer still on screen finds its conversation.
_POSTS_KNOWN = 5000


class Desk:
    """Answers questions through the chain, looks up sources, and shows the passages it kept.

    `pace` is the least number of seconds between two edits that show progress, `patience` the
    seconds after which a question is given up.
    """

    def __init__(
        self,
        *,
        chain: Runnable[Question, Answer],
        read: Read,
        sources: SourceLookup,
        conversations: Conversations,
        shelf: Shelf,
        workers: Workers,
        pace: float = 1.5,
        patience: float = 1800.0,
    ) -> None:
        self._chain = chain
        self._read = read
        self._sources = sources
        self._conversations = conversations
        self._shelf = shelf
        self._workers = workers
        self._pace = pace
        self._patience = patience
        self._turns: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        self._threads: OrderedDict[int, Hashable] = OrderedDict()
        self._open: set[asyncio.Task[object]] = set()
        self._closing = False

    def thread_of(self, post: int | None) -> Hashable | None:
        """The conversation one of the bot's messages belongs to, or None where it is unknown."""
        return self._threads.get(post) if post is not None else None

    async def serve(
        self, delivery: Delivery, work: Callable[[], Awaitable[None]], doing: str
    ) -> None:
        """Acknowledge a person and do what they want; where it fails or has to stop, say so.

        `doing` names the work in the log. What is being served when the bot closes is waited for.
        """
        task = asyncio.current_task()
        assert task is not None
        refused = self._closing
        self._open.add(task)
        try:
            await delivery.acknowledge()
            if refused:
                await delivery.finish([RESTARTING])
            else:
                await work()
        except asyncio.CancelledError:
            await delivery.finish([RESTARTING])
            raise
        except UnknownName as unknown:
            await delivery.finish([unclear(unknown)])
        except Exception as error:  # whatever it was, the person is told
            await delivery.finish([trouble(error, doing)])
        finally:
            self._open.discard(task)

    async def answer(
        self,
        text: str,
        asked: Asked,
        delivery: Delivery,
        *,
        thread: Hashable | None,
        follows: bool,
    ) -> None:
        """Answer a question of a conversation, after the questions before it.

        `thread` is None for a private question, which no conversation remembers. Where it `follows`
        the conversation its history comes along; where not, the question itself is shown again.
        """
        turn = asyncio.Lock()
        if thread is not None:
            turn = self._turns.setdefault(thread, turn)

        async def work() -> None:
            async with asyncio.timeout(self._patience), turn:
                history = self._conversations.history(thread) if follows else ()

                def answers() -> Iterator[Answer]:
                    return self._chain.stream(replace(self._read(text, asked), history=history))

                answer = await self._run(answers, delivery)
                if thread is not None:
                    self._conversations.remember(thread, answer)
            await self._deliver(answer, delivery, thread=thread, echo=not follows)

        await self.serve(delivery, work, "answering")

    async def look_up(self, query: str, delivery: Delivery) -> None:
        """Deliver the articles nearest to some words, without an answer."""

        def found() -> tuple[SourceList, str]:
            sources = self._sources(self._read(query, Asked()))
            return sources, self._shelf.keep(sources.citations) if sources.citations else ""

        async def work() -> None:
            sources, key = await self._workers.call(found)
            view = passages_view(key) if key else None
            await delivery.finish(source_posts(query, sources), view)

        await self.serve(delivery, work, "looking up sources")

    async def show_passages(self, key: str, delivery: Delivery) -> None:
        """Deliver the passages kept under `key`, or say that they are gone."""

        async def work() -> None:
            kept = await self._workers.call(lambda: self._shelf.find(key))
            await delivery.finish(passage_posts(kept) if kept else [FORGOTTEN])

        await self.serve(delivery, work, "showing passages")

    async def close(self, grace: float) -> None:
        """Take no more on, wait `grace` seconds for what is open, tell the rest why it stops."""
        self._closing = True
        clock = asyncio.get_running_loop().time
        until = clock() + grace
        if self._open:
            _log.info("finishing what is open: %d", len(self._open))
        while self._open and (left := until - clock()) > 0:
            await asyncio.wait(self._open, timeout=left)
        late = list(self._open)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=2.0)

    async def _run(self, answers: Callable[[], Iterator[Answer]], delivery: Delivery) -> Answer:
        answer: Answer | None = None
        clock = asyncio.get_running_loop().time
        shown = clock()
        async with aclosing(self._workers.stream(answers)) as chunks:
            async for chunk in chunks:
                answer = chunk if answer is None else answer + chunk
                if clock() - shown >= self._pace:
                    await delivery.progress(progress_post(answer))
                    shown = clock()
        if answer is None:
            raise RuntimeError("the chain ended without an answer")
        return answer

    async def _deliver(
        self, answer: Answer, delivery: Delivery, *, thread: Hashable | None, echo: bool
    ) -> None:
        passages = passages_of(answer)
        key = await self._workers.call(lambda: self._shelf.keep(passages)) if passages else None
        view = passages_view(key) if key else None
        for post in await delivery.finish(answer_posts(answer, echo=echo), view):
            if thread is not None:
                self._threads[post] = thread
        while len(self._threads) > _POSTS_KNOWN:
            self._threads.popitem(last=False)
