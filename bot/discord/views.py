"""The buttons under an answer. Their identity tells all they need, so they outlive a restart."""

from __future__ import annotations

import re
from typing import Any, Protocol, Self

import discord

from bot.discord.delivery import Delivery, InteractionDelivery


class PassageDesk(Protocol):
    """Who answers a press of the button."""

    async def show_passages(self, key: str, delivery: Delivery) -> None:
        """Delivers the passages kept under `key`, or says that they are gone."""
        ...


class HasDesk(Protocol):
    """What the button asks of the client it is pressed on."""

    @property
    def desk(self) -> PassageDesk:
        """Where presses are taken."""
        ...


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
        """Show the passages privately."""
        bot: HasDesk = interaction.client
        await bot.desk.show_passages(self.key, InteractionDelivery(interaction, private=True))


def passages_view(key: str) -> discord.ui.View:
    """The button that shows the passages kept under `key`."""
    return discord.ui.View(timeout=None).add_item(PassagesButton(key))
