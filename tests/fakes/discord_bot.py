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
from tests.bot.invented import answer, sentence
from tests.fakes.chains import FakeChain


def say(question: Question) -> Answer:
    """An answer after WORK seconds that block their thread."""
    time.sleep(float(os.environ["WORK"]))
    return answer(sentence("The bridge closed."), question=question.text)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    client = build_client(
        chain=FakeChain(say), sources=lambda question: [], proxy=os.environ["PROXY"]
    )
    asyncio.run(run(client, os.environ["DISCORD_TOKEN"]))
