"""`/ask` and `/sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from archive.articles import Kind
from bot.discord.cogs.places import place
from bot.discord.delivery import NOBODY, InteractionDelivery
from bot.discord.options import QUESTION_LIMIT, UnclearOption, read_question
from bot.discord.replies import source_posts
from bot.discord.troubles import trouble

if TYPE_CHECKING:
    from bot.discord.client import BackfileBot


class Ask(commands.Cog):
    """The commands that put something to the archive."""

    def __init__(self, bot: BackfileBot) -> None:
        self._bot = bot

    @app_commands.command(description="Ask the archive; the answer shows the passages it rests on")
    @app_commands.describe(
        question="What you want to know",
        since="Only articles published on or after this day, as YYYY-MM-DD",
        until="Only articles published on or before this day, as YYYY-MM-DD",
        outlet="Only articles of this outlet",
        kind="Only articles of this kind",
        private="Show the answer to me alone",
    )
    @app_commands.choices(
        kind=[app_commands.Choice(name=kind.value, value=kind.value) for kind in Kind]
    )
    async def ask(
        self,
        interaction: discord.Interaction[BackfileBot],
        question: app_commands.Range[str, 1, QUESTION_LIMIT],
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        kind: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer in the channel, or to the asker alone."""
        try:
            asked = read_question(
                question,
                asked=self._bot.today(),
                since=since,
                until=until,
                outlet=outlet,
                kind=kind,
            )
        except UnclearOption as unclear:
            await interaction.response.send_message(
                str(unclear), ephemeral=True, allowed_mentions=NOBODY
            )
            return
        delivery = InteractionDelivery(interaction, private=private)
        await delivery.acknowledge()
        thread = None if private else place(interaction.channel, interaction.user)
        await self._bot.desk.answer(asked, delivery, thread=thread, follows=False)

    @app_commands.command(description="Look up the passages nearest to some words")
    @app_commands.describe(query="What the passages should be about")
    async def sources(
        self,
        interaction: discord.Interaction[BackfileBot],
        query: app_commands.Range[str, 1, QUESTION_LIMIT],
    ) -> None:
        """Show headlines, dates, links and passages, without an answer."""
        delivery = InteractionDelivery(interaction, private=False)
        await delivery.acknowledge()
        try:
            asked = read_question(query, asked=self._bot.today())
            found = await self._bot.workers.call(lambda: self._bot.sources(asked))
            await delivery.finish(source_posts(query, found))
        except Exception as error:  # whatever it was, the person who asked is told
            await delivery.finish([trouble(error, "looking up sources")])
