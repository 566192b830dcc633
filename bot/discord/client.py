"""The bot in Discord: put together by `build_client`, run until told to stop by `run`."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from archive.errors import BackfileError, SettingsError
from bot.conversations import Conversations
from bot.discord.cogs.ask import Ask
from bot.discord.cogs.follow import Follow
from bot.discord.delivery import NOBODY
from bot.discord.desk import Desk, Read, SourceLookup
from bot.discord.shelf import MemoryShelf, Shelf
from bot.discord.troubles import trouble
from bot.discord.views import PassagesButton
from bot.discord.workers import Workers
from bot.wording import count
from retrieval.answers import Answer
from retrieval.question import Question

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_log = logging.getLogger(__name__)


class Commands(app_commands.CommandTree[Any]):
    """The slash commands; what fails in them is told to the person who used one."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person, and log the cause under the reference they see."""
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            text = "This command has changed. Please wait a minute, type it anew and try again."
            _log.warning("an outdated command was used: %s", error)
        else:
            text = trouble(getattr(error, "original", error), "a command")
        respond = (
            interaction.followup.send
            if interaction.response.is_done()
            else interaction.response.send_message
        )
        try:
            await respond(text, ephemeral=True, allowed_mentions=NOBODY)
        except discord.HTTPException as unsaid:
            _log.warning("could not tell the person about it: %s", unsaid)


class BackfileBot(commands.Bot):
    """discord.py's bot with Backfile's commands, and no more of Discord's data than they need."""

    def __init__(
        self,
        *,
        desk: Desk,
        guilds: Sequence[int],
        grace: float,
        **options: Any,
    ) -> None:
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            tree_cls=Commands,
            intents=discord.Intents(guilds=True, guild_messages=True),
            allowed_mentions=NOBODY,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            max_messages=None,
            **options,
        )
        self.desk = desk
        self._grace = grace
        self._guilds = [discord.Object(guild) for guild in guilds]

    async def setup_hook(self) -> None:
        """Add the commands and buttons, and make the commands known to Discord."""
        await self.add_cog(Ask(self.desk))
        await self.add_cog(Follow(self, self.desk))
        self.add_dynamic_items(PassagesButton)
        for guild in self._guilds:
            self.tree.copy_global_to(guild=guild)
            await self._register(guild)
        if not self._guilds:
            await self._register(None)

    async def _register(self, guild: discord.Object | None) -> None:
        try:
            await self.tree.sync(guild=guild)
        except discord.HTTPException as error:
            where = f"server {guild.id}" if guild else "all servers"
            _log.error("the commands could not be registered for %s: %s", where, error)

    async def close(self) -> None:
        """Finish or explain what is open, then leave."""
        await self.desk.close(self._grace)
        await super().close()

    async def on_ready(self) -> None:
        """Say in the log that the bot is there."""
        _log.info("ready as %s in %s", self.user, count(len(self.guilds), "server"))

    async def on_message(self, message: discord.Message, /) -> None:
        """Nothing: there are no text commands, and conversation has its own listener."""


def build_client(
    *,
    chain: Runnable[Question, Answer],
    read: Read,
    sources: SourceLookup,
    conversations: Conversations | None = None,
    shelf: Shelf | None = None,
    guilds: Sequence[int] = (),
    workers: int = 2,
    pace: float = 1.5,
    patience: float = 1800.0,
    grace: float = 8.0,
    proxy: str | None = None,
    connector: aiohttp.BaseConnector | None = None,
) -> BackfileBot:
    """The bot, ready to `run`.

    `chain.stream`, `read` and `sources` run in threads, `workers` of them at once. Commands are
    registered with the `guilds` given, where they appear at once, or else everywhere. `pace` is the
    least number of seconds between two edits of one answer, `patience` the seconds after which a
    question is given up. When it closes, open answers have `grace` seconds to finish; the people
    behind the rest are told. `proxy` is the address of an HTTP proxy to reach Discord through.
    """
    # Voice is not used, and discord.py warns of its missing packages on every start.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    desk = Desk(
        chain=chain,
        read=read,
        sources=sources,
        conversations=conversations or Conversations(),
        shelf=shelf or MemoryShelf(),
        workers=Workers(workers),
        pace=pace,
        patience=patience,
    )
    return BackfileBot(
        desk=desk,
        guilds=guilds,
        grace=grace,
        proxy=proxy,
        connector=connector,
    )


async def run(client: BackfileBot, token: str) -> None:
    """Serve until SIGINT or SIGTERM, then close.

    Raises SettingsError where Discord refuses the token, BackfileError where it cannot be reached.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stop.set)
    serving = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        async with client:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
        else:
            await _outcome(serving)
    finally:
        stopping.cancel()
        for number in signals:
            loop.remove_signal_handler(number)


async def _outcome(serving: asyncio.Task[None]) -> None:
    try:
        await serving
    except discord.LoginFailure as error:
        raise SettingsError(
            "Discord refuses the token.", "Put the bot's current token into DISCORD_TOKEN."
        ) from error
    except (aiohttp.ClientError, OSError) as error:
        raise BackfileError(
            f"Discord cannot be reached: {error}",
            "Check the network; where a proxy is needed, set HTTPS_PROXY.",
        ) from error
