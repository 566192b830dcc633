"""`/ask` and `/sources`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from archive.articles import Kind
from bot.discord.cogs.places import place
from bot.discord.delivery import NOBODY, InteractionDelivery
from bot.discord.desk import Desk
from bot.discord.options import QUESTION_LIMIT, UnclearOption, read_options


class Ask(commands.Cog):
    """The commands that put something to the archive."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(description="Ask the archive; the answer shows the passages it rests on")
    @app_commands.describe(
        question="What you want to know",
        since="Only articles published on or after this day, as YYYY-MM-DD",
        until="Only articles published on or before this day, as YYYY-MM-DD",
        outlet="Only articles of this outlet; a part of its name will do",
        author="Only articles by this author; a part of the name will do",
        kind="Only articles of this kind",
        private="Show the answer to me alone",
    )
    @app_commands.choices(
        kind=[app_commands.Choice(name=kind.value, value=kind.value) for kind in Kind]
    )
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, QUESTION_LIMIT],
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        author: str | None = None,
        kind: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer in the channel, or to the asker alone."""
        try:
            asked = read_options(since=since, until=until, outlet=outlet, author=author, kind=kind)
        except UnclearOption as unclear:
            await interaction.response.send_message(
                str(unclear), ephemeral=True, allowed_mentions=NOBODY
            )
            return
        delivery = InteractionDelivery(interaction, private=private)
        thread = None if private else place(interaction.channel, interaction.user)
        await self._desk.answer(question, asked, delivery, thread=thread, follows=False)

    @app_commands.command(description="Look up the articles nearest to some words")
    @app_commands.describe(query="What the articles should be about")
    async def sources(
        self,
        interaction: discord.Interaction[Any],
        query: app_commands.Range[str, 1, QUESTION_LIMIT],
    ) -> None:
        """Show headlines, dates, links and what is nearest, without an answer."""
        await self._desk.look_up(query, InteractionDelivery(interaction, private=False))
