"""How posts reach a person: as the response to an interaction, or as a reply to a message."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Protocol

import discord

NOBODY = discord.AllowedMentions.none()

# Discord's own codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes
_UNKNOWN_MESSAGE = 10008
_ALREADY_ACKNOWLEDGED = 40060
_INVALID_FORM = 50035

_log = logging.getLogger(__name__)


class Delivery(Protocol):
    """Where an answer goes. Posts are at most 2,000 characters; none of them pings anybody."""

    async def acknowledge(self) -> None:
        """Show that the bot is at it."""
        ...

    async def progress(self, text: str) -> None:
        """Show `text` until something better comes; failing to is not an error."""
        ...

    async def finish(self, posts: Sequence[str], view: discord.ui.View | None = None) -> list[int]:
        """Show the posts in place of any progress, `view` under the last; their message ids."""
        ...


class InteractionDelivery:
    """Answers a command or a button, in the channel itself once the interaction has expired.

    A private answer that comes too late goes to the person directly, never to the channel.
    """

    def __init__(self, interaction: discord.Interaction[Any], *, private: bool) -> None:
        self._interaction = interaction
        self._private = private
        self._lost = False

    async def acknowledge(self) -> None:
        """Show that the bot is thinking; due within three seconds of the interaction."""
        try:
            await self._interaction.response.defer(ephemeral=self._private, thinking=True)
        except discord.NotFound:
            _log.warning("interaction %s was gone before it was seen", self._interaction.id)
            self._lost = True
        except discord.HTTPException as error:
            if error.code != _ALREADY_ACKNOWLEDGED:  # a retried request may have got through
                raise

    async def progress(self, text: str) -> None:
        """Edit the thinking message."""
        try:
            await self._interaction.edit_original_response(content=text, allowed_mentions=NOBODY)
        except discord.HTTPException as error:
            _log.info("progress was not shown: %s", error)

    async def finish(self, posts: Sequence[str], view: discord.ui.View | None = None) -> list[int]:
        """Edit the thinking message and follow it up; what no longer fits its life goes around."""
        sent: list[int] = []
        try:
            while len(sent) < len(posts) and not (self._lost or self._interaction.is_expired()):
                sent.append(await self._show(posts, len(sent), view))
        except discord.HTTPException as error:
            if error.code == _UNKNOWN_MESSAGE:
                _log.info("the question was deleted before its answer came")
                return sent
            if error.code == _INVALID_FORM:
                raise
            _log.warning("interaction %s cannot be answered: %s", self._interaction.id, error)
        if len(sent) < len(posts):
            sent += await self._go_around(posts[len(sent) :], view)
        return sent

    async def _show(self, posts: Sequence[str], index: int, view: discord.ui.View | None) -> int:
        below = view if view and index == len(posts) - 1 else discord.utils.MISSING
        if index == 0:
            first = await self._interaction.edit_original_response(
                content=posts[0], view=below, allowed_mentions=NOBODY
            )
            return first.id
        further = await self._interaction.followup.send(
            posts[index],
            view=below,
            ephemeral=self._private,
            suppress_embeds=True,
            allowed_mentions=NOBODY,
            wait=True,
        )
        return further.id

    async def _go_around(self, posts: Sequence[str], view: discord.ui.View | None) -> list[int]:
        if self._private:
            return await _send(self._interaction.user, posts, view)
        if not isinstance(self._interaction.channel, discord.abc.Messageable):
            raise RuntimeError("the interaction is gone and its channel is unknown")
        return await _send(self._interaction.channel, posts, view)


class MessageDelivery:
    """Replies to a message."""

    def __init__(self, message: discord.Message) -> None:
        self._message = message
        self._shown: discord.Message | None = None

    async def acknowledge(self) -> None:
        """Show the bot as typing; that lasts some seconds, and progress takes over."""
        try:
            await self._message.channel.typing()
        except discord.HTTPException as error:
            _log.info("typing was not shown: %s", error)

    async def progress(self, text: str) -> None:
        """Reply, or edit the reply."""
        try:
            if self._shown is None:
                self._shown = await self._reply(text, None)
            else:
                await self._shown.edit(content=text, allowed_mentions=NOBODY)
        except discord.HTTPException as error:
            _log.info("progress was not shown: %s", error)

    async def finish(self, posts: Sequence[str], view: discord.ui.View | None = None) -> list[int]:
        """Reply, or make the reply final, and send the rest after it."""
        below = view if len(posts) == 1 else None
        first = await self._replace(posts[0], below) or await self._reply(posts[0], below)
        return [first.id, *await _send(self._message.channel, posts[1:], view)]

    async def _replace(self, text: str, view: discord.ui.View | None) -> discord.Message | None:
        if self._shown is None:
            return None
        try:
            return await self._shown.edit(content=text, view=view, allowed_mentions=NOBODY)
        except discord.NotFound:
            _log.info("the progress was deleted before the answer came")
            return None

    async def _reply(self, text: str, view: discord.ui.View | None) -> discord.Message:
        return await self._message.channel.send(
            text,
            view=view or discord.utils.MISSING,
            reference=self._message.to_reference(fail_if_not_exists=False),
            suppress_embeds=True,
            allowed_mentions=NOBODY,
        )


async def _send(
    where: discord.abc.Messageable, posts: Sequence[str], view: discord.ui.View | None
) -> list[int]:
    sent = []
    for position, post in enumerate(posts, 1):
        below = view if view and position == len(posts) else discord.utils.MISSING
        message = await where.send(post, view=below, suppress_embeds=True, allowed_mentions=NOBODY)
        sent.append(message.id)
    return sent
