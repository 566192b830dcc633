"""The buttons under an answer. Their identity tells all they need, so they outlive a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.discord.delivery import InteractionDelivery
from bot.discord.replies import passage_posts

if TYPE_CHECKING:
    from bot.discord.client import BackfileBot

FORGOTTEN = (
    "I no longer have the passages of this answer at hand. The links above still lead to the "
    "articles; asking again brings the passages back."
)


class PassagesButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"backfile:passages:(?P<key>[\w-]{1,32})",
):
    """Shows the cited passages to whoever presses it, and to nobody else."""

    def __init__(self, key: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="Passages",
                style=discord.ButtonStyle.secondary,
                custom_id=f"backfile:passages:{key}",
            )
        )
        self.key = key

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that an old message still shows."""
        return cls(match["key"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Look the passages up and show them privately."""
        bot: BackfileBot = interaction.client
        delivery = InteractionDelivery(interaction, private=True)

        async def work() -> None:
            kept = await bot.workers.call(lambda: bot.shelf.find(self.key))
            await delivery.finish(passage_posts(kept) if kept else [FORGOTTEN])

        await bot.desk.serve(delivery, work, "showing passages")


def passages_view(key: str) -> discord.ui.View:
    """The button that shows the passages kept under `key`."""
    return discord.ui.View(timeout=None).add_item(PassagesButton(key))
