"""The bot as a process of its own, with a chain that answers every question after a while.

Settings come by environment: DISCORD_TOKEN, PROXY, and the seconds an answer takes in WORK.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time

from bot.discord.client import build_client, run
from retrieval.answers import Answer
from retrieval.question import Question
from retrieval.sources import SourceList
from tests.bot.invented import SEARCHED, answer, sentence
from tests.fakes.chains import FakeChain
from tests.fakes.discord_stage import read


def say(question: Question) -> Answer:
    """An answer after WORK seconds that block their thread."""
    time.sleep(float(os.environ["WORK"]))
    return answer(sentence("The bridge closed."), question=question.text)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    client = build_client(
        chain=FakeChain(say),
        read=read,
        sources=lambda question: SourceList(citations=(), searched=SEARCHED),
        proxy=os.environ["PROXY"],
    )
    asyncio.run(run(client, os.environ["DISCORD_TOKEN"]))
