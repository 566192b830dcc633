"""Conversation: a mention of the bot, or a reply to it."""

from __future__ import annotations

import logging
import re

import discord
from discord.ext import commands

from bot.asking import Asked
from bot.discord.cogs.places import place
from bot.discord.delivery import MessageDelivery
from bot.discord.desk import Desk
from bot.discord.options import UnclearOption, check_length
from bot.discord.replies import HELP, UNREADABLE_REPLY

_log = logging.getLogger(__name__)


class Follow(commands.Cog):
    """Answers messages that are meant for the bot.

    Discord delivers the text of a message that mentions the bot without the privileged intent for
    message content. The text of a reply with its mention switched off stays hidden.
    """

    def __init__(self, bot: commands.Bot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer what is meant for the bot, in the conversation it belongs to."""
        me = self._bot.user
        if me is None or message.author.bot or message.guild is None:
            return
        to = message.reference.resolved if message.reference else None
        replied = isinstance(to, discord.Message) and to.author.id == me.id
        mentioned = any(user.id == me.id for user in message.mentions)
        if not (replied or mentioned):
            return
        try:
            await self._answer(message, to if replied else None, mentioned=mentioned)
        except discord.Forbidden:
            _log.warning("not allowed to answer in channel %s", message.channel.id)

    async def _answer(
        self,
        message: discord.Message,
        to: discord.Message | discord.DeletedReferencedMessage | None,
        *,
        mentioned: bool,
    ) -> None:
        delivery = MessageDelivery(message)
        text = re.sub(rf"<@!?{self._bot.user.id}>", " ", message.content) if self._bot.user else ""
        if not text.strip():
            await delivery.finish([HELP if mentioned else UNREADABLE_REPLY])
            return
        try:
            check_length(text)
        except UnclearOption as unclear:
            await delivery.finish([str(unclear)])
            return
        known = self._desk.thread_of(to.id if to else None)
        thread = known or place(message.channel, message.author)
        await self._desk.answer(text, Asked(), delivery, thread=thread, follows=True)
