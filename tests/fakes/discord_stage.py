"""The real bot, on a Discord on loopback, with a chain that says what a test wants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.asking import Asked
from bot.discord.client import BackfileBot, build_client
from retrieval.answers import Answer, Citation
from retrieval.question import Question
from retrieval.sources import SourceList
from retrieval.text.spellings import resolve
from tests.bot.invented import SEARCHED, answer, sentence
from tests.fakes.chains import FakeChain, Say
from tests.fakes.discord_server import FakeDiscord

TODAY = date(2024, 2, 8)
OUTLETS = ("Harbour Post", "Evening Post")


def read(text: str, asked: Asked) -> Question:
    """The question as an archive of two outlets reads it."""
    outlets = tuple(resolve(name, OUTLETS, what="outlet") for name in asked.outlets)
    return Question(
        text=text.strip(),
        asked=TODAY,
        since=asked.since,
        until=asked.until,
        outlets=outlets,
        kinds=tuple(asked.kinds),
    )


def plain(question: Question) -> Answer:
    """One sentence with one source."""
    return answer(sentence("The bridge closed."), question=question.text)


def failing(error: Exception) -> Say:
    """A chain that raises."""

    def say(question: Question) -> Answer:
        raise error

    return say


@dataclass
class Stage:
    """A running bot and the Discord it is on."""

    discord: FakeDiscord
    bot: BackfileBot
    chain: FakeChain


@asynccontextmanager
async def stage(
    say: Say = plain,
    *,
    pause: float = 0.0,
    found: Sequence[Citation] = (),
    heartbeat: float = 30.0,
    **options: Any,
) -> AsyncIterator[Stage]:
    """A bot that answers with `say`, looks up `found`, and is closed at the end.

    `options` go to `build_client`, `heartbeat` is the gateway's interval in seconds.
    """
    chain = FakeChain(say, pause=pause)

    def sources(question: Question) -> SourceList:
        chain.asked.append(question)
        return SourceList(citations=tuple(found), searched=SEARCHED)

    async with FakeDiscord(heartbeat=heartbeat) as discord:
        bot = build_client(
            chain=chain,
            read=read,
            sources=sources,
            proxy=discord.proxy,
            connector=discord.connector(),
            **options,
        )
        serving = asyncio.create_task(bot.start(discord.token))
        try:
            await asyncio.wait_for(discord.gateway.ready.wait(), 15)
            yield Stage(discord, bot, chain)
        finally:
            chain.gate.set()
            await bot.close()
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving
