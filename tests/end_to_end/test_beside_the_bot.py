"""The bot as it is run, and the other commands beside it on the same archive."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli import app
from bot.compose import Composition
from bot.discord.replies import STILL_READING
from bot.settings import read_settings
from tests.fakes.discord_payloads import BOT
from tests.fakes.discord_server import FakeDiscord

BRIDGE = """Old bridge at Marrow closes for repairs

5 February 2024
By Ada Quill

The old bridge at Marrow closed on Monday after engineers found cracks in two of its piers.

Repairs will take until June and cost 2.4 million crowns, mayor Tove Arnesen told the council.
"""
EELS = """River count finds 312 eels in the Marrow

9 February 2024
By Ada Quill

Volunteers counted 312 eels in the river Marrow on Friday, the highest number in twenty years.

The count was organised by the Marrow Anglers, who have kept a record since 1988.
"""


@asynccontextmanager
async def serving(discord: FakeDiscord, certificate: Path) -> AsyncIterator[None]:
    """`backfile bot` as a process of its own, stopped by SIGTERM; it must end without a fuss."""
    discord.gateway.ready.clear()
    environment = os.environ | {
        "SSL_CERT_FILE": str(certificate),
        "HTTPS_PROXY": discord.proxy,
        "DISCORD_TOKEN": discord.token,
    }
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "bot", env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        await asyncio.wait_for(discord.gateway.ready.wait(), 40)
        yield
        bot.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(bot.communicate(), 20)
        assert bot.returncode == 0
        for unwanted in (b"Traceback", b"rebuilt", b"ERROR", discord.token.encode()):
            assert unwanted not in errors
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()


async def backfile(*arguments: str) -> Result:
    """A command in this process, which is another than the bot's."""
    return await asyncio.to_thread(CliRunner().invoke, app, arguments)


async def answer(discord: FakeDiscord, question: str) -> str:
    """What the bot replies to a mention."""
    [reply] = await discord.replies(await discord.say(f"<@{BOT}> {question}"))
    shown = discord.rest.messages
    await discord.until(lambda: STILL_READING not in shown[reply["id"]]["content"])
    return str(shown[reply["id"]]["content"])


async def test_beside_a_running_bot_the_archive_is_asked_and_fed_and_a_stop_leaves_it_whole(
    tmp_path: Path,
) -> None:
    bridge, eels = tmp_path / "bridge.txt", tmp_path / "eels.txt"
    bridge.write_text(BRIDGE, encoding="utf-8")
    eels.write_text(EELS, encoding="utf-8")
    assert (await backfile("ingest", str(bridge))).exit_code == 0
    why = "Why did the old bridge at Marrow close?"
    how_many = "How many eels were counted in the Marrow?"
    async with FakeDiscord(patience=30.0) as discord:
        certificate = discord.certificate(tmp_path / "authority.pem")
        async with serving(discord, certificate):
            assert "cracks in two of its piers" in await answer(discord, why)
            assert "312" not in await answer(discord, how_many)

            beside = await backfile("ask", why)
            assert beside.exit_code == 0
            assert "cracks in two" in beside.stdout
            fed = await backfile("ingest", str(eels))
            assert fed.exit_code == 0
            assert "Another process" in fed.stderr

            async with asyncio.timeout(60):
                while "312" not in await answer(discord, how_many):
                    await asyncio.sleep(1)
        with Composition(settings=read_settings()).owning() as store:
            assert store.heal() == []
            assert store.chroma
            assert store.chroma.count() == 2
        async with serving(discord, certificate):
            [found] = await discord.responses(await discord.slash("sources", query="eels"))
            assert "River count finds 312 eels" in found["content"]
        assert discord.rest.refusals == []
